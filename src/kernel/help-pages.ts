/** Help as ostk prints it under its own name: what there is, by area; a noun's commands; a command. */
import type { Command } from './command.ts';
import type { Context } from './context.ts';
import { nounsOf } from './nouns.ts';
import { help } from './parse/help.ts';
import { wrap } from './parse/wrap.ts';
import type { IndexEntry } from './router.ts';
import { specOf } from './spec.ts';

const INDENT = '  ';

/** The column in which summaries begin, at most. */
const SUMMARY_COLUMN = 34;

/** The least room that is left for summaries beside names. */
const LEAST_ROOM = 20;

/** What the start page tells of besides the commands. */
const GLOBALS = [
  ['--os-cloud NAME', "the cloud: one of clouds.yaml, or 'sandbox', which ostk brings along"],
  ['-f json, -c COLUMN', 'the form of what is printed, and what of it'],
  ['-v, --debug', 'what is done, and every request'],
] as const;

/** The tree's start page: what it is for, its nouns by area, the options that matter most, where more is told. */
export async function startPage(context: Context): Promise<string> {
  const { commands, names, program, tree, width } = context;
  const own = tree.besides ? (await Promise.all(tree.besides.map(name => commands.index(name)))).flat() : [];
  const entries = (await commands.index(tree.name)).filter(({ hidden }) => !hidden);
  const parts = [
    `${wrap(tree.ownDescription ?? tree.description, width - 2).join('\n')}\n`,
    `${wrap(`Usage: ${program} [OPTION...] COMMAND [ARGUMENT...]`, width - 2).join(`\n${INDENT}`)}\n`,
  ];
  if (tree.besides) {
    parts.push(
      page('Trees, the names of other programs', [
        [
          '',
          `${names.join(', ')}: '${program} glance …' has the commands of glance; openstack's need no name`,
        ],
      ]),
      page(
        'ostk',
        own.map(({ name, summary }) => [name, summary]),
      ),
    );
  }
  if (tree.areas) parts.push(...areas(entries, context).map(([title, nouns]) => title + list(nouns, width)));
  else
    parts.push(
      page(
        'Commands',
        entries.map(({ name, summary }) => [name, summary]),
      ),
    );
  parts.push(
    page('Options', tree.besides ? GLOBALS : GLOBALS.filter(([option]) => !option.startsWith('-f'))),
  );
  const shown =
    entries.find(({ name }) => name === 'server create') ?? entries.find(({ noun }) => noun !== 'help');
  const command = shown?.name ?? 'help';
  const noun = shown?.noun.replaceAll('-', tree.joint) ?? command;
  parts.push(
    page('Further help', [
      ...(tree.joint === ' '
        ? [[`${program} help ${noun.split(' ')[0]}`, 'the commands of a noun'] as const]
        : []),
      [`${program} help ${command}`, 'a command'],
      [`${program} help options`, 'all options that every command has'],
    ]),
  );
  return `${parts.join('\n')}`;

  function page(title: string, rows: readonly (readonly [string, string])[]): string {
    return `${title}:\n${table(rows, width)}`;
  }
}

/** All options that stand in front of commands. */
export function optionsPage({ env, program, tree, width }: Context): string {
  return help({ ...tree.globals(program, env), description: 'Options for every command.' }, width);
}

/**
 * The commands that begin with a phrase, those of one word more first; and lines to begin with.
 * @param phrase complete words
 */
export function nounPage(phrase: string, matches: readonly IndexEntry[], context: Context): string {
  const { prefix, tree, width } = context;
  const groups = new Map<string, IndexEntry[]>();
  for (const entry of matches) {
    const behind = entry.name
      .slice(phrase.length)
      .split(tree.joint)
      .filter(word => word !== '');
    const group = behind.length > 1 ? (behind[0] ?? '') : '';
    groups.set(group, [...(groups.get(group) ?? []), entry]);
  }
  const rows = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, entries]) => {
      return table(
        entries.map(({ name, summary }) => [name, summary]),
        width,
      );
    });
  const lines = matches.flatMap(({ examples = [] }) => examples.slice(0, 1)).slice(0, 5);
  const first = matches[0]?.name ?? '';
  const more = wrap(`'${prefix}help ${first}' tells all of a command.`, width - 2).join('\n');
  return `Commands of ${prefix}${phrase}:\n${rows.join('\n')}${examplesOf(lines, context)}\n${more}\n`;
}

/** A command's help: usage, arguments, options by group, examples. */
export function commandPage(command: Command, name: string, context: Context): string {
  const { env, prefix, width } = context;
  const spec = { ...specOf(command, `${prefix}${name}`, env), showOwn: true };
  return help(spec, width) + examplesOf(command.examples ?? [], context);
}

function examplesOf(lines: readonly string[], context: Context): string {
  if (lines.length === 0) return '';
  const { program, tree } = context;
  const shown = program === tree.name ? lines : lines.map(line => exampleLine(line, tree.name));
  return `\nExamples:\n${shown.map(line => `${INDENT}${line}\n`).join('')}`;
}

/**
 * An example as it is typed under ostk's own name.
 * @param line as it is typed under the name of the tree's peer
 * @param tree whose command it shows
 */
export function exampleLine(line: string, tree: string): string {
  const own = tree === 'openstack' ? 'ostk' : `ostk ${tree}`;
  return line.replaceAll(new RegExp(`(^|\\| )${tree} `, 'g'), `$1${own} `);
}

/** What the commands of a tree are about, by area. */
function areas(entries: readonly IndexEntry[], { tree }: Context): [title: string, nouns: string[]][] {
  const nouns = nounsOf(entries, tree.joint);
  const left = new Set(nouns);
  const found: [string, string[]][] = [];
  for (const [title, words] of Object.entries(tree.areas ?? {})) {
    const own = nouns.filter(noun => words.includes(noun.split(tree.joint)[0] ?? ''));
    for (const noun of own) left.delete(noun);
    if (own.length > 0) found.push([title, own]);
  }
  if (left.size > 0) found.push(['Other', [...left]]);
  return found;
}

function list(nouns: readonly string[], width: number): string {
  // A noun stays whole where lines are wrapped.
  const lines = wrap(nouns.map(noun => noun.replaceAll(' ', '\u00a0')).join(', '), width - 4);
  return `:\n${lines.map(line => `${INDENT}${line.replaceAll('\u00a0', ' ')}\n`).join('')}`;
}

function table(rows: readonly (readonly [string, string])[], width: number): string {
  const longest = Math.max(0, ...rows.map(([name]) => name.length));
  const column = longest === 0 ? 0 : Math.min(longest + 2, SUMMARY_COLUMN);
  const room = width - column - 4;
  // In a narrow window texts stand below names.
  if (room < LEAST_ROOM) {
    const below = INDENT.repeat(3);
    return rows
      .map(([name, text]) => [
        INDENT + name,
        ...wrap(text, width - below.length - 2).map(line => below + line),
      ])
      .map(lines => `${lines.join('\n')}\n`)
      .join('');
  }
  const pad = ' '.repeat(column);
  return rows
    .map(([name, text]) => {
      const [first = '', ...more] = wrap(text, room);
      const head = name.length + 2 > column && column > 0 ? `${name}\n${INDENT}${pad}` : name.padEnd(column);
      return `${INDENT}${head}${first}\n${more.map(line => `${INDENT}${pad}${line}\n`).join('')}`;
    })
    .join('');
}
