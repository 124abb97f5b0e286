/** Help as libvirt's shell lays it out (tools/vsh.c, tools/virsh.c). */
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import type { Param } from '../params.ts';
import { actionsOf, isOwn } from '../parse/actions.ts';
import { wrap } from '../parse/wrap.ts';
import { route } from '../router.ts';
import { specOf } from '../spec.ts';
import { Failure } from './failure.ts';

/** Cells that an option and a command's name take. */
const OPTION = 15;
const NAME = 30;

/** The column in which ostk's own help says what options do. */
const HELP = 28;

/**
 * The text of `help`, `help COMMAND` and `help GROUP`.
 * @throws Failure when there is neither such a command nor such a group
 */
export async function helpText(context: Context, word: string | undefined): Promise<string> {
  const groups = await groupsOf(context);
  if (word === undefined) {
    return `Grouped commands:\n\n${groups.map(group => `${groupText(group, ':', context)}\n`).join('')}`;
  }
  const found = await route(context.commands, context.tree, [word], true);
  if (found) return commandText(word, found.command, context);
  const group = groups.find(({ keyword, title }) => keyword === word || title === word);
  if (group) return groupText(group, ':', context);
  throw new Failure(`command or command group '${word}' doesn't exist`);
}

/** Prints what `--help` in front of any command asks for. */
export async function programHelp(context: Context): Promise<number> {
  const { program, stdout, tree, env } = context;
  const options = actionsOf({ ...tree.globals(program, env), help: false })
    .filter(({ param }) => !isOwn(param))
    .map(({ param }) => {
      const value = param.metavar === undefined ? '' : `=${String(param.metavar)}`;
      return `    ${`${param.flags.join(' | ')}${value}`.padEnd(OPTION + 8)} ${param.help}\n`;
    });
  const groups = (await groupsOf(context)).map(group => `${groupText(group, '', context)}\n`);
  const usage = `\n${program} [options]... [<command_string>]\n${program} [options]... <command> [args...]\n`;
  const more = [
    "\n  'help GROUP' shows the commands of a group.\n",
    "\n  'help COMMAND' shows what a command takes.\n\n",
  ];
  await stdout.write([usage, '\n  options:\n', ...options, '  commands:\n\n', ...groups, ...more].join(''));
  return 0;
}

interface Group {
  readonly keyword: string;
  readonly title: string;
  readonly commands: readonly { readonly name: string; readonly summary: string }[];
}

/** The groups that have commands, in the tree's order. */
async function groupsOf({ commands, manners, tree }: Context): Promise<Group[]> {
  const entries = await commands.index(tree.name);
  const shown = entries.filter(({ hidden, own }) => !hidden && (manners === 'ostk' || !own));
  return (tree.groups ?? [])
    .map(([keyword, title]) => ({
      keyword,
      title,
      commands: shown.filter(({ group }) => group === keyword),
    }))
    .filter(group => group.commands.length > 0);
}

function groupText({ title, keyword, commands }: Group, end: string, { manners, width }: Context): string {
  const lines = commands.map(({ name, summary }) => {
    if (manners === 'ostk') return beside(`    ${name}  `, summary, width - 2);
    return `    ${name.padEnd(NAME)} ${summary}\n`;
  });
  return ` ${title} (help keyword '${keyword}')${end}\n${lines.join('')}`;
}

/** What a command takes, on one line: `domstate <domain> [--reason]`. @param own whether ostk's own options are shown */
export function synopsis(name: string, command: Command, own: boolean): string {
  const params = paramsOf(name, command, own);
  return [name, ...params.map((param, at) => inSynopsis(param, params.slice(0, at)))].join(' ');
}

function paramsOf(name: string, command: Command, own: boolean): Param<unknown>[] {
  return actionsOf({ ...specOf(command, name), help: false })
    .map(({ param }) => param)
    .filter(param => param.hidden !== true && (own || !isOwn(param)));
}

function commandText(name: string, command: Command, { manners, width }: Context): string {
  const own = manners === 'ostk';
  // The peer breaks no lines; ostk's own name has them fit the terminal.
  const room = own ? width - 2 : Number.POSITIVE_INFINITY;
  const params = paramsOf(name, command, own);
  const options = params.map((param, at) => {
    const head = `    ${inOptions(param, params.slice(0, at)).padEnd(OPTION)}  `;
    return own ? beside(head, param.help, room) : `${head}${param.help}\n`;
  });
  const description = command.description ?? '';
  const about = own ? wrap(description, room - 4).join('\n    ') : description;
  return [
    `  NAME\n    ${name} - ${command.summary}\n\n  SYNOPSIS\n    ${filled(synopsis(name, command, own), room)}\n`,
    description === '' ? '' : `\n  DESCRIPTION\n    ${about}\n`,
    options.length === 0 ? '' : `\n  OPTIONS\n${options.join('')}`,
    '\n',
  ].join('');
}

/** A synopsis on as many lines as it takes, none of its options broken. */
function filled(text: string, room: number): string {
  let column = 4;
  return text.replace(/ ?(\[.*?\](\.\.\.)?|\S+)(?= |$)/g, (part: string) => {
    const breaks = column > 4 && column + part.length > room;
    column = breaks ? 6 + part.trim().length : column + part.length;
    return breaks ? `\n      ${part.trim()}` : part;
  });
}

/** An option, and beside it what it does; below it where the window is narrow. */
function beside(head: string, text: string, room: number): string {
  const column = room - HELP < 20 ? 8 : HELP;
  const lines = wrap(text, Math.max(room - column, 10)).map(line => ' '.repeat(column) + line);
  const first = lines[0] ?? '';
  const fits = head.length <= column;
  const shown = fits
    ? [head.padEnd(column) + first.slice(column), ...lines.slice(1)]
    : [head.trimEnd(), ...lines];
  return `${shown.join('\n')}\n`;
}

const nameOf = ({ flags }: Param<unknown>): string => flags.at(-1)?.replace(/^-+/, '') ?? '';
const isList = ({ nargs }: Param<unknown>): boolean => nargs === '*' || nargs === '+';
const isBare = (param: Param<unknown>): boolean => param.bare === true && !isList(param);

function inSynopsis(param: Param<unknown>, before: readonly Param<unknown>[]): string {
  const name = nameOf(param);
  if (param.nargs === 0) return `[--${name}]`;
  if (isList(param)) {
    const word = before.some(isBare) ? `[--${name}] <string>` : `<${name}>`;
    if (!before.some(isBare)) return param.required ? `${word}...` : `[${word}]...`;
    return param.required ? `{${word}}...` : `[${word}]...`;
  }
  return param.required ? `<${name}>` : `[--${name} <${String(param.metavar ?? 'string')}>]`;
}

function inOptions(param: Param<unknown>, before: readonly Param<unknown>[]): string {
  const name = nameOf(param);
  if (param.nargs === 0) return `--${name}`;
  if (isList(param)) return before.some(isBare) ? `[--${name}] <string>` : `<${name}>`;
  return `${param.required ? `[--${name}]` : `--${name}`} <${String(param.metavar ?? 'string')}>`;
}
