/** The options in front of virsh's commands (tools/virsh.c, virshParseArgv). */
import { flag, type Param, text } from '../kernel/params.ts';
import type { Spec } from '../kernel/parse/actions.ts';
import { ArgumentError } from '../kernel/parse/convert.ts';

/** A number of the keepalive protocol. */
function keepAlive(declared: string, help: string): Param<number | undefined, number> {
  const [short, long] = declared.split(' ');
  return {
    ...text(declared, help),
    initial: undefined,
    convert: word => {
      const value = /^-?\d+$/.test(word) ? Number(word) : Number.NaN;
      if (Number.isNaN(value)) throw new ArgumentError(`Invalid value for option ${long ?? short}`);
      if (value < 0) throw new ArgumentError(`option ${long ?? short} requires a positive integer argument`);
      return value;
    },
    apply: (_, [value]) => value,
  };
}

/** A character, or one with Ctrl (`^]`). */
function escapeCharacter(word: string): string {
  if (/^\^[a-zA-Z@[\\\]^_]$/.test(word) || /^[^^]$/.test(word)) return word;
  throw new ArgumentError(`Invalid string '${word}' for escape sequence`);
}

/** Prints the version; `--version=long` and `-V` are the same here, as there is nothing more to tell. */
const version: Param<boolean> = {
  flags: ['-v', '--version'],
  nargs: '?',
  help: 'Print the version',
  initial: false,
  convert: word => word,
  apply: () => true,
};

/**
 * The global options.
 * @param prog the name that usage begins with
 */
export function globals(prog: string): Spec {
  return {
    prog,
    help: false,
    params: {
      connect: text('-c --connect URI', 'The hypervisor to connect to'),
      debug_level: {
        ...text('-d --debug NUM', 'How much is said of what is done, from 4 (errors) to 0 (everything)'),
        convert: (word: string) => {
          if (/^-?\d+$/.test(word)) return word;
          throw new ArgumentError('option --debug takes a numeric argument');
        },
      },
      escape: {
        ...text('-e --escape CHAR', 'What leaves a console, ^] by default'),
        convert: escapeCharacter,
      },
      help: flag('-h --help', 'Print this'),
      keepalive_interval: keepAlive(
        '-k --keepalive-interval NUM',
        'Seconds between signs of life, 0 for none',
      ),
      keepalive_count: keepAlive('-K --keepalive-count NUM', 'How many signs of life may be missed'),
      log_file: text('-l --log FILE', 'A file that messages are added to'),
      quiet: flag('-q --quiet', 'Say only what is needed'),
      readonly: flag('-r --readonly', 'Connect without the right to change anything'),
      timing: flag('-t --timing', 'Say how long each command took'),
      version: [version, flag('-V', 'Print the version')],
      as: text('--as NAME', 'Behave as the program of this name; before the command', { own: 'leading' }),
    },
  };
}
