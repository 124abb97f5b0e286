/** What a run's name and global options come to. */
import { terminalWidth } from './context.ts';
import type { Host } from './host.ts';
import type { Manners } from './kernel/context.ts';
import { globals } from './kernel/parse/globals.ts';
import { type Parsed, parseKnown } from './kernel/parse/parser.ts';

/** A line whose global options are read. */
export interface Invocation {
  readonly program: string;
  readonly manners: Manners;
  readonly tree: string;
  /** The line without global options and a tree's name. */
  readonly argv: readonly string[];
  /** The line as it was typed, without `--as`. */
  readonly typed: readonly string[];
  readonly options: Parsed;
}

/**
 * Reads the global options and finds the tree: by the program's name, `--as`, or the first word.
 * @throws UsageError for a global option that does not fit
 */
export function invoke(argv: readonly string[], host: Host): Invocation {
  const width = terminalWidth(host);
  const assumed = asInFront(argv) ?? host.name;
  const started = parseKnown(globals(assumed), argv, width);
  const as = started.values.as;
  const program = typeof as === 'string' ? as : host.name;
  const manners: Manners = program === 'ostk' ? 'ostk' : 'peer';
  const options = program === assumed ? started : parseKnown(globals(program), argv, width);
  const all = { program, manners, typed: typeof as === 'string' ? withoutAs(argv) : argv, options };
  if (manners === 'peer') return { ...all, tree: program, argv: options.rest };
  const [first = ''] = options.rest;
  if (first === 'openstack') return { ...all, tree: first, argv: options.rest.slice(1) };
  const own = /^[a-z-]+$/.test(first) && host.commands.has('ostk', first);
  return { ...all, tree: own ? 'ostk' : 'openstack', argv: options.rest };
}

/** The name in `--as NAME` where the line begins with it: errors in the options that follow are told in its manners. */
function asInFront([first = '', second]: readonly string[]): string | undefined {
  return first === '--as' ? second : /^--as=(.*)$/s.exec(first)?.[1];
}

function withoutAs(argv: readonly string[]): readonly string[] {
  const at = argv.findIndex(word => word === '--as' || word.startsWith('--as='));
  return argv.toSpliced(at, argv[at] === '--as' ? 2 : 1);
}
