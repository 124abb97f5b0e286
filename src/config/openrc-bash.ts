/** Openrc files that are programs: sourced by bash, as users do it, but in a clean environment. */
import { spawn } from 'node:child_process';
import { type FileHandle, open } from 'node:fs/promises';
import { ConfigError } from './errors.ts';

/** How bash is run. */
export interface ShellOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What the file's questions are answered with (default: the terminal, or stdin where there is none). */
  readonly input?: string;
  /** Gets what the file prints, questions included (default: stderr gets it). */
  readonly output?: (text: string) => void;
}

/** All that the file knows of the user's environment. */
const KEPT = ['HOME', 'PATH', 'TERM', 'LANG', 'USER'];

/**
 * Sources "$1" with the other arguments and prints to descriptor 3, each piece ended by NUL: `u` and the name of a
 * variable when it is unset, `s`, name and value of those that are exported in the end, `e` and the last status at the
 * very end, so that a file that ends the shell is told from one that was read whole. Whatever the file does to the
 * shell's options is undone before anything is printed.
 */
const SCRIPT = `
unset() {
  local __ostk_name
  for __ostk_name in "$@"; do
    case $__ostk_name in
      -*) ;;
      *) builtin printf 'u%s\\0' "$__ostk_name" >&3 ;;
    esac
  done
  builtin unset "$@"
}
__ostk_file=$1
shift
source "$__ostk_file" "$@"
__ostk_status=$?
{ set +eux; set +o noglob; IFS=$' \\t\\n'; } 2>/dev/null
for __ostk_name in $(compgen -A export OS_; compgen -A export GS_); do
  builtin printf 's%s=%s\\0' "$__ostk_name" "\${!__ostk_name}" >&3
done
builtin printf 'e%s\\0' "$__ostk_status" >&3
`;

/**
 * Sources a file.
 * @param path absolute, as scripts look for their neighbours by it
 * @param args its positional arguments
 * @throws ConfigError when there is no bash, or the file ends it
 */
export async function sourced(
  path: string,
  args: readonly string[],
  options: ShellOptions,
): Promise<{ set: Record<string, string>; unset: string[] }> {
  const terminal = options.input === undefined ? await openTerminal() : undefined;
  try {
    const { printed, code, signal } = await run(path, args, options, terminal);
    return answer(path, printed, code, signal);
  } finally {
    await terminal?.close();
  }
}

/** The terminal itself, so that questions do not eat what is piped into the command. */
async function openTerminal(): Promise<FileHandle | undefined> {
  try {
    return await open('/dev/tty', 'r');
  } catch {
    return undefined;
  }
}

interface Ended {
  readonly printed: string;
  readonly code: number | null;
  readonly signal: string | null;
}

function run(
  path: string,
  args: readonly string[],
  { cwd, env, input, output }: ShellOptions,
  terminal: FileHandle | undefined,
): Promise<Ended> {
  const kept = KEPT.flatMap((name): [string, string][] => {
    const value = env[name];
    return value === undefined ? [] : [[name, value]];
  });
  const stdin = input === undefined ? (terminal?.fd ?? 'inherit') : 'pipe';
  const stdout = output ? 'pipe' : STDERR;
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['--noprofile', '--norc', '-c', SCRIPT, 'bash', path, ...args], {
      cwd,
      env: Object.fromEntries(kept),
      stdio: [stdin, stdout, stdout, 'pipe'],
    });
    const printed: Buffer[] = [];
    child.once('error', error => {
      reject(
        new ConfigError(
          `${path} needs bash, which cannot be started: ${error.message}`,
          { file: path },
          { cause: error },
        ),
      );
    });
    const pipe = child.stdio[3];
    pipe?.on('data', (data: Buffer) => printed.push(data));
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (data: Buffer) => output?.(data.toString()));
    // a file that asks nothing may be gone before its answers are written
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
    child.once('close', (code, signal) =>
      resolve({ printed: Buffer.concat(printed).toString(), code, signal }),
    );
  });
}

const STDERR = 2;

function answer(
  path: string,
  printed: string,
  code: number | null,
  signal: string | null,
): { set: Record<string, string>; unset: string[] } {
  const pieces = printed.split('\0').slice(0, -1);
  if (!pieces.at(-1)?.startsWith('e')) {
    const how = signal === null ? `with exit code ${code}` : `by ${signal}`;
    throw new ConfigError(`${path} ended bash ${how} before it was read to its end`, { file: path });
  }
  const status = Number(pieces.at(-1)?.slice(1));
  const set: Record<string, string> = {};
  const unset = new Set<string>();
  for (const piece of pieces) {
    const kind = piece[0];
    const rest = piece.slice(1);
    if (kind === 'u' && /^(?:OS|GS)_\w*$/.test(rest)) unset.add(rest);
    if (kind === 's') set[rest.slice(0, rest.indexOf('='))] = rest.slice(rest.indexOf('=') + 1);
  }
  if (status !== 0 && Object.keys(set).length === 0)
    throw new ConfigError(`${path} failed in bash with status ${status} and set nothing`, { file: path });
  return { set, unset: [...unset].filter(name => !(name in set)) };
}
