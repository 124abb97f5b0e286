/** Words that follow a command of libvirt's shell, read as its declaration says (tools/vsh.c, vshCommandParse). */
import { CommandError } from '../errors.ts';
import { type Action, actionsOf, isOwn } from '../parse/actions.ts';
import { ArgumentError } from '../parse/convert.ts';
import { HelpRequested, type Parsed, type Spec } from '../parse/parser.ts';

/** A word that is no value of its parameter: told when the command's turn has come, not when the line is read. */
export class BadValue extends CommandError {}

const isFlag = ({ param }: Action): boolean => param.nargs === 0;
const isList = ({ param }: Action): boolean => param.nargs === '*' || param.nargs === '+';

/**
 * Reads the words.
 * @param name the command's, for errors
 * @param own whether options count that only ostk has
 * @throws CommandError with the peer's sentences, one a line; BadValue; HelpRequested
 */
export function parseWords(name: string, spec: Spec, words: readonly string[], own: boolean): Parsed {
  const actions = actionsOf({ ...spec, help: false }).filter(({ param }) => own || !isOwn(param));
  const given = new Map<Action, string[]>();
  const waiting = actions.filter(action => action.param.bare === true);
  let onlyData = false;
  let help = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const [, flag, glued] = /^(--[a-z0-9][^=]*|-[a-z])(?:=(.*))?$/is.exec(word) ?? [];
    if (!onlyData && word === '--') onlyData = true;
    else if (!onlyData && word === '--help') help = true;
    else if (!onlyData && flag !== undefined && (flag.startsWith('--') || own)) {
      const action = actions.find(({ param }) => param.flags.includes(flag));
      if (!action) {
        if (!flag.startsWith('--')) at = takeBare(word, at);
        else throw new CommandError(`command '${name}' doesn't support option ${flag}`);
      } else at = takeOption(action, flag, glued, at);
    } else at = takeBare(word, at);
  }
  if (help) throw new HelpRequested(spec);
  const missing = actions.filter(action => action.param.required === true && !given.has(action));
  if (missing.length > 0)
    throw new CommandError(missing.map(action => requirement(name, action)).join('\nerror: '));
  return valuesOf(actions, given);

  function takeOption(action: Action, flag: string, glued: string | undefined, at: number): number {
    if (
      given.has(action) &&
      !isList(action) &&
      action.param.flags[0]?.startsWith('--') &&
      !isOwn(action.param)
    )
      throw new CommandError(`option ${flag} already seen`);
    if (isFlag(action)) {
      if (glued !== undefined) throw new CommandError(`invalid '=' after option ${flag}`);
      given.set(action, []);
      return at;
    }
    const value = glued ?? words[at + 1];
    if (value === undefined) throw new CommandError(`expected syntax: ${flag} <${action.param.metavar}>`);
    give(action, value);
    return glued === undefined ? at + 1 : at;
  }

  function takeBare(word: string, at: number): number {
    const action = waiting[0];
    if (!action) throw new CommandError(`unexpected data '${word}'`);
    give(action, word);
    return at;
  }

  function give(action: Action, word: string): void {
    given.set(action, [...(given.get(action) ?? []), word]);
    if (!isList(action) && waiting.includes(action)) waiting.splice(waiting.indexOf(action), 1);
  }
}

function requirement(name: string, { param }: Action): string {
  const option = param.flags[0] ?? '';
  const isData = param.metavar === 'string';
  return `command '${name}' requires ${isData ? `<${option.slice(2)}>` : option} option`;
}

function valuesOf(actions: readonly Action[], given: ReadonlyMap<Action, readonly string[]>): Parsed {
  const values: Record<string, unknown> = {};
  const typed = new Set<string>();
  for (const action of actions) {
    const { dest, param } = action;
    const words = given.get(action);
    if (!words) {
      values[dest] ??= param.initial;
      continue;
    }
    typed.add(dest);
    try {
      const converted = words.map(word => param.convert(word));
      values[dest] = param.apply(values[dest] ?? param.initial, converted, param.flags[0] ?? '');
    } catch (error) {
      if (error instanceof ArgumentError) throw new BadValue(error.message);
      throw error;
    }
  }
  return { values, typed, rest: [] };
}
