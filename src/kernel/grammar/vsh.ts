/**
 * The way of libvirt's shell: getopt's options in front of the command, one argument that is a text of several commands,
 * words without prefixes. All of a line is read before any of it runs.
 */
import type { Context } from '../context.ts';
import { CommandError } from '../errors.ts';
import type { Param } from '../params.ts';
import { actionsOf } from '../parse/actions.ts';
import { ArgumentError } from '../parse/convert.ts';
import type { Parsed, Spec } from '../parse/parser.ts';
import type { Grammar, Line, Reading } from '../tree.ts';
import { parseWords } from '../vsh/parse.ts';
import { splitCommands } from '../vsh/split.ts';

/**
 * Makes the grammar.
 * @param own whether options count that only ostk has, as under its own name
 */
export function vsh(own: boolean): Grammar {
  return {
    read(line) {
      try {
        return readFront(line);
      } catch (error) {
        // There is no tree yet that says it.
        if (error instanceof CommandError) throw new CommandError(`error: ${error.message}`);
        throw error;
      }
    },
    statements: ([first = '', ...rest]) => (rest.length === 0 ? splitCommands(first) : [[first, ...rest]]),
    parse: (spec, words) => parseWords(spec.prog.split(' ').at(-1) ?? '', spec, words, own),
    async unknown(_context, { argv: [name = ''], tree }) {
      if (await tree.promised?.(name))
        throw new CommandError(`command '${name}' is not part of ostk yet; 'help' lists those that are`);
      throw new CommandError(`unknown command: '${name}'`);
    },
    help: async (context: Context) => (await import('../vsh/help.ts')).programHelp(context),
  };
}

/** Options until the first word that is none. @throws CommandError */
function readFront({ tree, program, argv, env }: Line): Reading {
  const reader = new Options(tree.globals(program, env));
  let at = 0;
  while (at < argv.length) {
    const word = argv[at] ?? '';
    if (word === '--') {
      at++;
      break;
    }
    if (!word.startsWith('-') || word === '-') break;
    at += reader.take(argv, at);
  }
  return { options: reader.parsed, argv: argv.slice(at), stray: [] };
}

/** getopt_long over a declaration. */
class Options {
  private readonly actions;
  private readonly values: Record<string, unknown> = {};
  private readonly typed = new Set<string>();

  constructor(spec: Spec) {
    this.actions = actionsOf({ ...spec, help: false });
    for (const { dest, param } of this.actions) this.values[dest] ??= param.initial;
  }

  get parsed(): Parsed {
    return { values: this.values, typed: this.typed, rest: [] };
  }

  /** Reads the option at a place. @returns how many words it took */
  take(argv: readonly string[], at: number): number {
    const word = argv[at] ?? '';
    return word.startsWith('--') ? this.takeLong(word, argv[at + 1]) : this.takeShort(word, argv[at + 1]);
  }

  private takeLong(word: string, next: string | undefined): number {
    const [name = '', ...glued] = word.split('=');
    const value = glued.length > 0 ? glued.join('=') : undefined;
    const matches = this.actions.filter(({ param }) =>
      param.flags.some(flag => flag === name || (!param.own && flag.startsWith(name))),
    );
    const action = matches.find(({ param }) => param.flags.includes(name)) ?? matches[0];
    if (!action || (matches.length > 1 && !action.param.flags.includes(name)))
      throw new CommandError(`unsupported option '${word}'. See --help.`);
    if (action.param.nargs === 0 || action.param.nargs === '?') {
      if (value !== undefined && action.param.nargs === 0)
        throw new CommandError(`unsupported option '${word}'. See --help.`);
      this.give(action, value === undefined ? [] : [value]);
      return 1;
    }
    const given = value ?? next;
    if (given === undefined) throw new CommandError(needsArgument(action.param));
    this.give(action, [given]);
    return value === undefined ? 2 : 1;
  }

  private takeShort(word: string, next: string | undefined): number {
    for (let at = 1; at < word.length; at++) {
      const flag = `-${word[at]}`;
      const action = this.actions.find(({ param }) => param.flags.includes(flag));
      if (!action) throw new CommandError(`unsupported option '${flag}'. See --help.`);
      if (action.param.nargs === 0 || action.param.nargs === '?') {
        this.give(action, []);
        continue;
      }
      const glued = word.slice(at + 1);
      const given = glued === '' ? next : glued;
      if (given === undefined) throw new CommandError(needsArgument(action.param));
      this.give(action, [given]);
      return glued === '' ? 2 : 1;
    }
    return 1;
  }

  private give(action: { dest: string; param: Param<unknown> }, words: readonly string[]): void {
    const { dest, param } = action;
    try {
      const converted = words.map(word => param.convert(word));
      this.values[dest] = param.apply(this.values[dest] ?? param.initial, converted, param.flags[0] ?? '');
      this.typed.add(dest);
    } catch (error) {
      if (error instanceof ArgumentError) throw new CommandError(error.message, 1, { cause: error });
      throw error;
    }
  }
}

function needsArgument({ flags }: Param<unknown>): string {
  const [short = '', long] = flags;
  return long === undefined
    ? `option '${short}' requires an argument`
    : `option '${short}'/'${long}' requires an argument`;
}
