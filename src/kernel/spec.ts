/** A command as the parser sees it. */
import type { Command } from './command.ts';
import { outputExclusive, outputGroups, outputParams, textParams } from './output/options.ts';
import type { Spec } from './parse/parser.ts';

/**
 * What the parser needs to know of a command: the parameters that its output takes, then its own.
 * @param prog the words that usage begins with
 * @param env where some output options have their defaults (`CLIFF_FIT_WIDTH` …)
 */
export function specOf(
  command: Command,
  prog: string,
  env: Readonly<Record<string, string | undefined>> = {},
): Spec {
  const { output, params, exclusive = [] } = command;
  const description = command.description ?? `${command.summary}.`;
  if (output === 'text-list' || output === 'text-show') {
    return { prog, params: { ...params, ...textParams(output) }, exclusive, description };
  }
  if (output === 'none' || output === 'table') return { prog, params, exclusive, description };
  return {
    prog,
    params: { ...outputParams(output, env), ...params },
    exclusive: [...outputExclusive(output), ...exclusive],
    groups: outputGroups(output).map(({ dests, ...group }) => ({ ...group, members: dests })),
    description,
  };
}
