/** Help; loaded only when it is asked for. */
import type { Context } from './context.ts';
import { globals } from './parse/globals.ts';
import { help } from './parse/help.ts';
import type { Spec } from './parse/parser.ts';
import { type IndexEntry, route } from './router.ts';
import { specOf } from './spec.ts';

/**
 * Prints the help of the command that words name, of the commands that begin with them, or of the program.
 * @param words a command's words, perhaps with more behind them; none for the program's own help
 * @returns the exit code
 */
export async function printHelp(context: Context, tree: string, words: readonly string[]): Promise<number> {
  const { commands, program, stdout, width } = context;
  if (words.length === 0) {
    await stdout.write(await overview(context, tree));
    return 0;
  }
  const found = await route(commands, tree, words, context.manners === 'ostk');
  if (found) {
    await stdout.write(help(specOf(found.command, `${program} ${found.name}`, context.env), width));
    return 0;
  }
  const [first = ''] = words;
  const matches = (await commands.index(tree)).filter(entry => entry.name.startsWith(first));
  if (matches.length === 0) {
    context.log.error(`Unknown command [${words.map(word => `'${word}'`).join(', ')}]`);
    return 1;
  }
  await stdout.write(`Command "${first}" matches:\n${matches.map(entry => `  ${entry.name}\n`).join('')}`);
  return 0;
}

/** The program's own help: usage, global options, every command with its summary. */
async function overview(context: Context, tree: string): Promise<string> {
  const entries: IndexEntry[] = [...(await context.commands.index(tree))];
  if (context.manners === 'ostk') entries.push(...(await context.commands.index('ostk')));
  const lines = entries.map(entry => `  ${entry.name.padEnd(13)}  ${entry.summary}\n`);
  const description =
    context.manners === 'ostk'
      ? 'One command for people who run clouds.'
      : 'Command-line interface to the OpenStack APIs';
  const spec: Spec = { ...globals(context.program), description };
  return `${help(spec, context.width)}\nCommands:\n${lines.join('')}`;
}
