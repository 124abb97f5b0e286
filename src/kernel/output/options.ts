/** The output options that every command with a result takes, in the order and groups of the peer's help. */
import {
  ArgumentError,
  constant,
  type Exclusive,
  flag,
  int,
  type Param,
  type Params,
  text,
  textOr,
  texts,
} from '../params.ts';
import type { Quoting } from './lines.ts';
import { OutputError } from './select.ts';

export type Format = 'csv' | 'json' | 'shell' | 'table' | 'value' | 'yaml';

/** The values of the output options, by dest; what is left out has its default. */
export interface OutputOptions {
  readonly formatter: Format;
  readonly columns?: readonly string[] | undefined;
  readonly sort_columns?: readonly string[] | undefined;
  readonly sort_direction?: 'asc' | 'desc' | undefined;
  readonly quote_mode?: Quoting | undefined;
  readonly noindent?: boolean | undefined;
  readonly max_width?: number | undefined;
  readonly fit_width?: boolean | undefined;
  readonly print_empty?: boolean | undefined;
  readonly prefix?: string | undefined;
  readonly variables?: readonly string[] | undefined;
}

/** Options shown under a title of their own in a command's help. */
export interface OptionGroup {
  readonly title: string;
  readonly description?: string;
  /** The options' keys, in order. */
  readonly dests: readonly string[];
}

/** The kinds of result that have output options. */
export type OutputKind = 'list' | 'show';

const FORMATS = {
  list: ['csv', 'json', 'table', 'value', 'yaml'],
  show: ['json', 'shell', 'table', 'value', 'yaml'],
} as const satisfies Record<OutputKind, readonly Format[]>;

const QUOTING = ['all', 'minimal', 'none', 'nonnumeric'] as const satisfies readonly Quoting[];

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Declares the output options of a kind of result, in the order in which usage shows them.
 * @param env CLIFF_MAX_TERM_WIDTH and CLIFF_FIT_WIDTH give defaults
 * @throws OutputError when one of those is no integer
 */
export function outputParams(kind: OutputKind, env: Env = {}): Params {
  return kind === 'list'
    ? { ...common(kind), quote_mode: quoting, noindent, ...table(env), ...sorting }
    : { ...common(kind), noindent, variables, prefix, ...table(env) };
}

/** As `outputParams`, for a command whose peer has one form only: ostk's own options, with that form by default. */
export function textParams(kind: 'text-list' | 'text-show'): Params {
  const formats = FORMATS[kind === 'text-list' ? 'list' : 'show'];
  const formatter = {
    ...text('-f --format FORMAT', 'How to print the result, instead of as the peer does', { own: true }),
    choices: formats,
    convert: (word: string) => {
      if (formats.some(format => format === word)) return word;
      throw new ArgumentError(`invalid format '${word}' (choose from ${formats.join(', ')})`);
    },
  };
  const columns = texts('-c --column COLUMN', 'Print only this column; repeatable', { own: true });
  const sort_columns = texts('--sort-column COLUMN', 'Sort by this column; repeatable', { own: true });
  return kind === 'text-list' ? { formatter, columns, sort_columns } : { formatter, columns };
}

/** The output options of which only one may be typed. */
export function outputExclusive(kind: OutputKind): readonly Exclusive[] {
  return kind === 'list' ? [{ members: ['--sort-ascending', '--sort-descending'] }] : [];
}

/** The groups of the output options, in the order of the peer's help. */
export function outputGroups(kind: OutputKind): readonly OptionGroup[] {
  const formatters = { title: 'output formatters', description: 'output formatter options' };
  const json = { title: 'json formatter', dests: ['noindent'] };
  const table = { title: 'table formatter', dests: ['max_width', 'fit_width', 'print_empty'] };
  if (kind === 'list') {
    const dests = ['formatter', 'columns', 'sort_columns', 'sort_direction'];
    return [{ ...formatters, dests }, { title: 'CSV Formatter', dests: ['quote_mode'] }, json, table];
  }
  const shell = {
    title: 'shell formatter',
    description: 'a format a UNIX shell can parse (variable="value")',
    dests: ['variables', 'prefix'],
  };
  return [{ ...formatters, dests: ['formatter', 'columns'] }, json, shell, table];
}

function common(kind: OutputKind) {
  return {
    formatter: {
      ...textOr('-f --format', 'table', 'How to print the result (table by default).'),
      choices: FORMATS[kind],
    },
    columns: texts('-c --column COLUMN', 'Print only this column; repeat it for more.'),
  };
}

const noindent = flag('--noindent', 'Print JSON on one line.');

const quoting: Param<string, string> = {
  ...textOr('--quote', 'nonnumeric', 'Which CSV fields to quote (nonnumeric by default).'),
  choices: QUOTING,
};

const prefix = textOr('--prefix PREFIX', '', 'Put this before the name of each variable.');
const variables = { ...texts('--variable VARIABLE', 'Print only this variable.', { hidden: true }) };

const sorting = {
  sort_columns: texts(
    '--sort-column SORT_COLUMN',
    'Sort by this column; repeat it for more, the first goes first. Case does not matter, "_" stands for a blank, and ' +
      'unknown columns are ignored.',
  ),
  sort_direction: [
    constant<string | undefined>('--sort-ascending', 'asc', undefined, 'Sort from low to high.'),
    constant<string | undefined>('--sort-descending', 'desc', undefined, 'Sort from high to low.'),
  ],
};

function table(env: Env) {
  const widest = {
    ...int('--max-width <integer>', MAX_WIDTH),
    initial: setting(env, 'CLIFF_MAX_TERM_WIDTH'),
  };
  return {
    max_width: widest,
    fit_width: { ...flag('--fit-width', FIT_WIDTH), initial: setting(env, 'CLIFF_FIT_WIDTH') !== 0 },
    print_empty: flag('--print-empty', 'Print the header of a table without rows.'),
  };
}

const MAX_WIDTH =
  'The most columns of the terminal that a table may take; below 1 means no limit. Without it the environment ' +
  'variable CLIFF_MAX_TERM_WIDTH counts.';
const FIT_WIDTH =
  'Fit tables to the width of the terminal, as --max-width above 0 does. CLIFF_FIT_WIDTH=1 in the environment turns ' +
  'it on for good.';

function setting(env: Env, name: string): number {
  const word = env[name] ?? '0';
  if (/^\s*[-+]?\d+(_\d+)*\s*$/.test(word)) return Number(word.replaceAll('_', ''));
  throw new OutputError(`invalid literal for int() with base 10: '${word}'`);
}

/**
 * Reads the output options out of a command's values.
 * @param values what the parser found, by dest
 * @returns the options that render takes; a dest that is missing or of another kind has its default
 */
export function outputOptions(values: Readonly<Record<string, unknown>>): OutputOptions {
  const word = (dest: string): string | undefined =>
    typeof values[dest] === 'string' ? values[dest] : undefined;
  const words = (dest: string): string[] => {
    const list: unknown = values[dest];
    return Array.isArray(list) ? list.filter(item => typeof item === 'string') : [];
  };
  const width = values.max_width;
  const direction = word('sort_direction');
  return {
    formatter: [...FORMATS.list, ...FORMATS.show].find(format => format === word('formatter')) ?? 'table',
    columns: words('columns'),
    sort_columns: words('sort_columns'),
    sort_direction: direction === 'asc' || direction === 'desc' ? direction : undefined,
    quote_mode: QUOTING.find(mode => mode === word('quote_mode')),
    noindent: values.noindent === true,
    max_width: typeof width === 'number' ? width : 0,
    fit_width: values.fit_width === true,
    print_empty: values.print_empty === true,
    prefix: word('prefix'),
    variables: words('variables'),
  };
}
