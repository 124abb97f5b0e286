/** Help of clients built on argparse's subcommands; loaded only when it is asked for. */
import type { Context } from '../context.ts';
import { help } from '../parse/help.ts';
import { route } from '../router.ts';
import { specOf } from '../spec.ts';
import { commandNames, programSpec } from './subcommands.ts';

/** Prints the program's own help: usage, commands with their summaries, global options. */
export async function programHelp(context: Context): Promise<void> {
  const { stdout, tree, width } = context;
  const entries = await context.commands.index(tree.name);
  const shown = entries.filter(({ hidden }) => !hidden);
  const summaries = new Map(shown.map(({ name, summary }) => [name, `${summary}.`]));
  const names = await commandNames(context, context.manners === 'ostk');
  const commands = names.flatMap(name => {
    const summary = summaries.get(name);
    return summary === undefined ? [] : [{ name, help: summary }];
  });
  await stdout.write(help({ ...programSpec(context), commands, capitals: true }, width));
}

/**
 * Prints the help of a command.
 * @returns whether there is such a command
 */
export async function commandHelp(context: Context, name: string): Promise<boolean> {
  const { commands, prefix, stdout, tree, width } = context;
  const found = await route(commands, tree, [name], true);
  if (!found) return false;
  const spec = specOf(found.command, `${prefix}${name}`, context.env);
  await stdout.write(help(tree.grammar.shape?.(spec) ?? spec, width));
  return true;
}
