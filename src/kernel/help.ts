/** Help; loaded only when it is asked for. */
import type { Context } from './context.ts';
import { help } from './parse/help.ts';
import type { Spec } from './parse/parser.ts';
import { route } from './router.ts';
import { specOf } from './spec.ts';

/**
 * Prints the help of the command that words name, of the commands that begin with them, or of the program.
 * @param words a command's words, perhaps with more behind them; none for the program's own help
 * @returns the exit code
 */
export async function printHelp(context: Context, words: readonly string[]): Promise<number> {
  const { commands, prefix, stdout, tree, width } = context;
  if (words.length === 0) {
    await stdout.write(await overview(context));
    return 0;
  }
  const found = await route(commands, tree, words, context.manners === 'ostk');
  if (found) {
    await stdout.write(help(specOf(found.command, `${prefix}${found.name}`, context.env), width));
    return 0;
  }
  const [first = ''] = words;
  const matches = (await commands.index(tree.name)).filter(entry => entry.name.startsWith(first));
  if (matches.length === 0) {
    context.log.error(`Unknown command [${words.map(word => `'${word}'`).join(', ')}]`);
    return 1;
  }
  await stdout.write(`Command "${first}" matches:\n${matches.map(entry => `  ${entry.name}\n`).join('')}`);
  return 0;
}

/** The program's own help: usage, global options, every command with its summary. */
async function overview({ commands, env, manners, program, tree, width }: Context): Promise<string> {
  const folders = [tree.name, ...(manners === 'ostk' ? (tree.besides ?? []) : [])];
  const entries = (await Promise.all(folders.map(folder => commands.index(folder)))).flat();
  const shown = entries.filter(({ hidden }) => !hidden);
  const lines = shown.map(entry => `  ${entry.name.padEnd(13)}  ${entry.summary}\n`);
  const description = (manners === 'ostk' && tree.ownDescription) || tree.description;
  const spec: Spec = { ...tree.globals(program, env), description };
  return `${help(spec, width)}\nCommands:\n${lines.join('')}`;
}
