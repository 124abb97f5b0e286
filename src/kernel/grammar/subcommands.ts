/**
 * The way of clients built on argparse's subcommands (glance, cinder, nova): global options stand in front of the
 * command, but the whole line is looked through for them once before, so that `--help` anywhere is the program's own,
 * and an abbreviation that two of them share is an error anywhere.
 */
import type { Context } from '../context.ts';
import type { Param, Params } from '../params.ts';
import { isOwn } from '../parse/actions.ts';
import { quoted } from '../parse/convert.ts';
import { type Parsed, parseKnown, type Spec, UsageError, unrecognized } from '../parse/parser.ts';
import type { Grammar, Line, Reading } from '../tree.ts';

const USAGE_CODE = 2;

/** The dest of the positional that takes the command and all behind it. */
const COMMAND = 'subcommand';

const command: Param<string[]> = {
  flags: [],
  metavar: '<subcommand>',
  help: '',
  nargs: 'A...',
  required: false,
  initial: [],
  convert: word => word,
  apply: (_, words) => words.map(String),
};

/**
 * Makes the grammar of one client.
 * @param check looks at the global options before anything else. Throws CommandError
 */
export function subcommands(check: (values: Readonly<Record<string, unknown>>) => void): Grammar {
  return {
    read(line) {
      const { tree, program, argv, env, width } = line;
      const spec = tree.globals(program, env);
      const own = parseKnown({ ...spec, params: only(spec.params, true), exclusive: [] }, argv, width);
      const peers = { ...spec, params: only(spec.params, false) };
      const anywhere = parseKnown(peers, own.rest, width);
      const early = { options: merged(anywhere, own), argv: [], stray: [] };
      if (anywhere.values.version === true) return early;
      check(anywhere.values);
      if (anywhere.values[tree.help] === true) return early;
      const found = parseKnown(withCommand(peers), own.rest, width);
      const { [COMMAND]: words, ...values } = found.values;
      const reading: Reading = {
        options: merged({ ...found, values }, own),
        argv: Array.isArray(words) ? words.map(String) : [],
        stray: found.rest,
      };
      if (reading.argv.length === 0) refuseStray(reading.stray, line);
      return reading;
    },

    shape: spec => {
      const required = Object.entries(spec.params).filter(([, param]) =>
        [param].flat().some(({ flags, required }) => flags.length > 0 && required === true),
      );
      const title = 'Required arguments';
      return {
        ...spec,
        help: 'hidden',
        capitals: true,
        groups: [{ title, members: required.map(([dest]) => dest) }],
      };
    },

    parse(spec, words, line) {
      const parsed = parseKnown(spec, words, line.width);
      refuseStray([...line.stray, ...parsed.rest], line);
      return parsed;
    },

    async unknown(context, line) {
      const { argv, width } = line;
      const choices = (await commandNames(context)).map(quoted).join(', ');
      const said = `argument ${command.metavar}: invalid choice: ${quoted(argv[0] ?? '')} (choose from ${choices})`;
      await context.stderr.write(`${new UsageError(programSpec(line), said, width).message}\n`);
      return USAGE_CODE;
    },

    async help(context) {
      await (await import('./subcommand-help.ts')).programHelp(context);
      return 0;
    },
  };
}

/** @throws UsageError that names words which nothing takes */
function refuseStray(words: readonly string[], line: Line): void {
  if (words.length === 0) return;
  throw unrecognized(programSpec(line), words, line.width);
}

/**
 * The commands in the order in which the peer has them: sorted, and then the program's own.
 * @param all whether those that only ostk has are among them (default false)
 */
export async function commandNames({ commands, tree }: Context, all = false): Promise<string[]> {
  const { last = [] } = tree;
  const entries = (await commands.index(tree.name)).filter(({ own }) => all || !own);
  return [...entries.map(({ name }) => name).filter(name => !last.includes(name)), ...last];
}

/** The program's own declaration, with the positional for its commands. */
export function programSpec({ tree, program, env }: Pick<Line, 'tree' | 'program' | 'env'>): Spec {
  return withCommand(tree.globals(program, env));
}

function withCommand(spec: Spec): Spec {
  return { ...spec, params: { ...spec.params, [COMMAND]: command } };
}

/** The parameters that are ostk's own, or those that are not. */
function only(params: Params, own: boolean): Params {
  return Object.fromEntries(
    Object.entries(params).flatMap(([dest, declared]) => {
      const kept = [declared].flat().filter(param => isOwn(param) === own);
      return kept.length > 0 ? [[dest, kept]] : [];
    }),
  );
}

/** What the peer's options and ostk's own came to; of a dest that both have, the one that was typed counts. */
function merged(theirs: Parsed, own: Parsed): Parsed {
  const typed = [...own.typed].map(dest => [dest, own.values[dest]]);
  return {
    values: { ...own.values, ...theirs.values, ...Object.fromEntries(typed) },
    typed: new Set([...theirs.typed, ...own.typed]),
    rest: theirs.rest,
  };
}
