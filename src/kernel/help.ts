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
  if (context.manners === 'ostk') return ownHelp(context, words);
  const { commands, prefix, stdout, tree, width } = context;
  if (words.length === 0) {
    await stdout.write(await overview(context));
    return 0;
  }
  const found = await route(commands, tree, words, false);
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

/** As `printHelp`, under ostk's own name. */
async function ownHelp(context: Context, words: readonly string[]): Promise<number> {
  const { commands, stdout, tree } = context;
  const pages = await import('./help-pages.ts');
  if (words.length === 0) {
    await stdout.write(await pages.startPage(context));
    return 0;
  }
  const folders = [tree, ...(tree.besides ?? []).map(name => ({ name, joint: tree.joint }))];
  const routes = await Promise.all(folders.map(folder => route(commands, folder, words, true)));
  const found = routes.find(each => each !== undefined);
  if (found) {
    await stdout.write(pages.commandPage(found.command, found.name, context));
    return 0;
  }
  const phrase = words.join(tree.joint);
  const shown = (await Promise.all(folders.map(({ name }) => commands.index(name)))).flat();
  const matches = shown.filter(({ hidden, name }) => !hidden && name.startsWith(`${phrase}${tree.joint}`));
  if (matches.length > 0) {
    await stdout.write(pages.nounPage(phrase, matches, context));
    return 0;
  }
  if (phrase === 'options') {
    await stdout.write(pages.optionsPage(context));
    return 0;
  }
  return (await import('./explain.ts')).unknownCommand(context, { typed: words, argv: words });
}

/** The program's own help: usage, global options, every command with its summary. */
async function overview({ commands, env, program, tree, width }: Context): Promise<string> {
  const shown = (await commands.index(tree.name)).filter(({ hidden }) => !hidden);
  const lines = shown.map(entry => `  ${entry.name.padEnd(13)}  ${entry.summary}\n`);
  const spec: Spec = { ...tree.globals(program, env), description: tree.description };
  return `${help(spec, width)}\nCommands:\n${lines.join('')}`;
}
