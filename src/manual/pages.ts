/** The manual: a page for the program, one for each tree, one for each noun whose commands are several words. */
import type { Command } from '../kernel/command.ts';
import { exampleLine } from '../kernel/help-pages.ts';
import { nounsOf, startOf } from '../kernel/nouns.ts';
import { outputParams } from '../kernel/output/options.ts';
import type { Param, Params } from '../kernel/params.ts';
import { type Action, actionsOf, isOption, isRequired } from '../kernel/parse/actions.ts';
import { argumentWords } from '../kernel/parse/usage.ts';
import type { Tree } from '../kernel/tree.ts';
import { bold, escaped, filled, flowing, italic, section, tagged, verbatim } from './roff.ts';

/** A command and where it is from. */
export interface Manual {
  readonly name: string;
  readonly noun: string;
  readonly command: Command;
}

/** A tree with its commands. */
export interface ManualTree {
  readonly tree: Tree;
  readonly commands: readonly Manual[];
}

/** What the pages say of the program. */
export interface Edition {
  readonly version: string;
  /** As `2026-11-26`. */
  readonly date: string;
}

/** A page: `ostk-server` is the page of `ostk server`. */
export interface Page {
  readonly name: string;
  /** In man(7). */
  readonly text: string;
}

/** The page on which options that many commands take are told. */
const MAIN = 'ostk';

/**
 * Writes the pages.
 * @param trees the first one is the one whose commands need no name of a tree
 * @param own ostk's own commands, which are there besides those of the first
 */
export function manualPages(
  trees: readonly ManualTree[],
  own: readonly Manual[],
  edition: Edition,
): readonly Page[] {
  const [first, ...others] = trees;
  if (!first) return [];
  const visible = (all: readonly Manual[]): Manual[] =>
    all.filter(({ command }) => command.hidden !== true).sort((a, b) => (a.name < b.name ? -1 : 1));
  const top = visible([...first.commands, ...own]);
  const nouns = byNoun(top, first.tree.joint);
  const pages = [
    mainPage(first.tree, others, [...nouns.keys()]),
    { ...treePage(first.tree, [], [...nouns.keys()], 'ostk'), name: `${MAIN}-${first.tree.name}` },
    ...[...nouns].map(([noun, commands]) => nounPage(first.tree, noun, commands, 'ostk')),
    ...others.flatMap(({ tree, commands }) => {
      const program = `ostk ${tree.name}`;
      if (tree.joint !== ' ') return [treePage(tree, visible(commands), [], program)];
      const inside = byNoun(visible(commands), tree.joint);
      return [
        treePage(tree, [], [...inside.keys()], program),
        ...[...inside].map(([noun, some]) => nounPage(tree, noun, some, program)),
      ];
    }),
  ];
  return pages.map(({ name, text }) => ({ name, text: header(name, edition) + text }));
}

function header(name: string, { date, version }: Edition): string {
  return `.TH ${escaped(name.toUpperCase())} 1 ${date} "ostk ${version}" "ostk"\n.nh\n.ad l\n`;
}

function byNoun(commands: readonly Manual[], joint: string): Map<string, Manual[]> {
  const nouns = new Set(nounsOf(commands, joint));
  return grouped(commands, ({ name }) => startOf(name, nouns, joint) ?? name);
}

function grouped<K>(commands: readonly Manual[], key: (each: Manual) => K): Map<K, Manual[]> {
  const groups = new Map<K, Manual[]>();
  for (const each of commands) groups.set(key(each), [...(groups.get(key(each)) ?? []), each]);
  return groups;
}

const pageOf = (program: string, noun: string): string => `${program} ${noun}`.replaceAll(' ', '-');

function naming(name: string, about: string): string {
  return section('NAME') + filled(`${name} - ${about}`);
}

function reference(name: string, behind = ''): string {
  return `.BR ${escaped(name)} (1)${behind}`;
}

function references(names: readonly string[]): string {
  return flowing(names.map((name, at) => reference(name, at < names.length - 1 ? ',' : '')));
}

function mainPage(tree: Tree, others: readonly ManualTree[], nouns: readonly string[]): Page {
  const text = [
    naming(MAIN, 'one command for people who run clouds'),
    section('SYNOPSIS'),
    `${bold('ostk')} [${italic('option')}...] ${italic('command')} [${italic('argument')}...]\n.br\n`,
    `${bold('ostk')} [${italic('option')}...] ${italic('tree')} ${italic('command')} [${italic('argument')}...]\n`,
    section('DESCRIPTION'),
    filled(
      'The commands of openstack need no name; those of the other trees stand behind the name of their program. Started under such a name, which ostk link sees to, ostk is that program.',
    ),
    '.PP\n',
    filled('Words of commands may be abbreviated where that is clear. ostk help tells of what there is.'),
    section('TREES'),
    ...[tree, ...others.map(each => each.tree)].map(each =>
      tagged(reference(pageOf(MAIN, each.name)), each.description),
    ),
    section('COMMANDS'),
    references(nouns.map(noun => pageOf(MAIN, noun))),
    section('OPTIONS'),
    options(tree.globals('ostk', {}).params),
    section('OPTIONS OF LISTS'),
    options(outputParams('list')),
    section('OPTIONS OF WHAT IS SHOWN'),
    options(outputParams('show')),
    section('EXIT STATUS'),
    filled(
      '0 where all was done, 1 where something was not, 2 for a line that cannot be read, 130 after Ctrl-C.',
    ),
    section('FILES'),
    tagged(italic('~/.config/openstack/clouds.yaml'), 'Clouds; also in the working directory.'),
    tagged(italic('$XDG_CACHE_HOME/ostk'), 'Tokens, and names for completion.'),
    tagged(
      italic('$XDG_STATE_HOME/ostk'),
      'History of the prompt, and the sandbox. The former is ~/.cache where it is not set, the latter ~/.local/state.',
    ),
    section('EXAMPLES'),
    verbatim([
      'ostk --os-cloud sandbox server list',
      'ostk --os-cloud sandbox shell',
      'ostk help server create',
    ]),
  ];
  return { name: MAIN, text: text.join('') };
}

/** The page of a tree: what all of its commands take, and the commands, or where they are told of. */
function treePage(tree: Tree, commands: readonly Manual[], nouns: readonly string[], program: string): Page {
  const name = pageOf(MAIN, tree.name);
  const order = tree.groups ?? [];
  const groups = grouped(commands, ({ command }) => command.group);
  const titled = order.flatMap(([keyword, title]) => {
    const members = groups.get(keyword);
    groups.delete(keyword);
    return members ? [{ title, members }] : [];
  });
  const rest = [...groups.values()].flat();
  const text = [
    naming(name, tree.description.replace(/\.$/, '')),
    section('SYNOPSIS'),
    `${bold(program)} [${italic('option')}...] ${italic('command')} [${italic('argument')}...]\n.br\n`,
    `${bold(tree.name)} [${italic('option')}...] ${italic('command')} [${italic('argument')}...]\n`,
    section('OPTIONS'),
    options(tree.globals('ostk', {}).params),
    ...[...titled, ...(rest.length > 0 ? [{ title: 'Commands', members: rest }] : [])].map(
      ({ title, members }) =>
        section(title.toUpperCase()) + members.map(each => commandText(tree, each, program)).join(''),
    ),
    section('SEE ALSO'),
    references([MAIN, ...nouns.map(noun => pageOf(program, noun))]),
  ];
  return { name, text: text.join('') };
}

function nounPage(tree: Tree, noun: string, commands: readonly Manual[], program: string): Page {
  const name = pageOf(program, noun);
  const [only] = commands;
  const about = commands.length === 1 && only ? only.command.summary : `the ${noun} commands of ${program}`;
  const text = [
    naming(name, about),
    section('SYNOPSIS'),
    commands.map(({ name: words, command }) => `${synopsis(`${program} ${words}`, command)}\n`).join('.br\n'),
    section('COMMANDS'),
    ...commands.map(each => commandText(tree, each, program)),
    section('SEE ALSO'),
    references([MAIN, ...(program === MAIN ? [] : [pageOf(MAIN, tree.name)])]),
  ];
  return { name, text: text.join('') };
}

/** A command's section: how it is typed, what it does, what it takes, examples. */
function commandText(tree: Tree, { name, command }: Manual, program: string): string {
  const { description, examples = [], output, params, summary } = command;
  const takes = options(params);
  const shared = output === 'list' || output === 'show';
  return [
    `.SS ${escaped(`${program} ${name}`)}\n`,
    `${synopsis(`${program} ${name}`, command)}\n.PP\n`,
    filled(description ?? `${summary}.`),
    takes,
    shared
      ? `.PP\nThe options of ${output === 'list' ? 'lists' : 'what is shown'} (\\-f, \\-c ...) are told of in\n${reference(MAIN)}.\n`
      : '',
    examples.length > 0
      ? `.PP\nExamples:\n.PP\n${verbatim(examples.map(line => exampleLine(line, tree.name)))}`
      : '',
  ].join('');
}

/** How a command is typed: what has to be there, and that there may be more. */
function synopsis(words: string, { params }: Command): string {
  const actions = actionsOf({ prog: '', params, help: false }).filter(({ param }) => param.hidden !== true);
  const demanded = actions.filter(action => isOption(action.param) && isRequired(action));
  const places = actions.filter(({ param }) => !isOption(param));
  const more = actions.length > demanded.length + places.length ? [`[${italic('option')}...]`] : [];
  return [
    bold(words),
    ...more,
    ...demanded.map(({ dest, param }) =>
      param.bare === true
        ? severalOf(param, italic(`<${flagOf(param).replace(/^-+/, '')}>`))
        : `${bold(flagOf(param))} ${italic(wordOf({ dest, param }))}`,
    ),
    ...places.map(action => {
      const word = severalOf(action.param, italic(wordOf(action)));
      return isRequired(action) ? word : `[${word}]`;
    }),
  ].join(' ');
}

/** @param word already escaped */
function severalOf({ nargs }: Param<unknown>, word: string): string {
  return nargs === undefined || nargs === '?' || typeof nargs === 'number' ? word : `${word}...`;
}

const flagOf = ({ flags }: Param<unknown>): string => flags.at(-1) ?? '';

function wordOf({ dest, param }: Action): string {
  return argumentWords({ dest, param: typeof param.nargs === 'number' ? param : { ...param, nargs: 1 } });
}

function options(params: Params): string {
  return actionsOf({ prog: '', params, help: false })
    .filter(({ param }) => param.hidden !== true)
    .map(action => tagged(tagOf(action), action.param.help))
    .join('');
}

function tagOf(action: Action): string {
  const { param } = action;
  if (!isOption(param)) return italic(wordOf(action));
  const value = param.nargs === 0 ? '' : ` ${italic(wordOf(action))}`;
  return param.flags.map(flag => bold(flag) + value).join(', ');
}
