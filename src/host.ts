/** Everything that a run gets from the process it lives in; tests make their own. */
import type { Transport } from './clients/transport.ts';
import type { Clock, Sink, Stdin } from './kernel/context.ts';
import type { CommandSource } from './kernel/router.ts';
import type { Lines, Typing } from './lines.ts';

/** How a program ended. */
export interface Ended {
  readonly code: number;
  /** The number of the signal that ended it. */
  readonly signal: number | undefined;
}

export interface Host {
  /** The name that ostk was started under, without directories: `ostk`, `openstack` … */
  readonly name: string;
  /** The file that links start. */
  readonly program: string;
  /** The folder of the completion scripts. */
  readonly completions: string;
  /** ostk's own version. */
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly home: string;
  readonly uid: number;
  /** The process's number, for log files. */
  readonly pid?: number;
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly stdin: Stdin;
  readonly clock: Clock;
  readonly commands: CommandSource;
  /** What sends requests; left out: real HTTP with the settings' TLS and the environment's proxies. */
  readonly transport?: Transport;
  /**
   * Resolves at SIGINT or SIGTERM, which from its first call on no longer end the process, with the exit code for it.
   * Left out: nobody can stop it.
   */
  stopped?(): Promise<number>;
  /** Lines that are typed at the terminal. */
  typedLines(typing: Typing): Promise<Lines>;
  /**
   * Runs a line in the system's shell, with the process's streams.
   * @param input what it reads in place of standard input
   * @returns its exit code
   */
  system(line: string, input?: Uint8Array | string): Promise<number>;
  /**
   * Runs a program with the process's streams and waits for its end.
   * @throws the system's error where it cannot be started
   */
  runProgram(argv: readonly [string, ...string[]]): Promise<Ended>;
  /**
   * Starts ostk again under the same name, with no streams and no terminal, and does not wait for it.
   * Left out: nothing is started.
   */
  background?(argv: readonly string[]): Promise<void>;
  /**
   * Reads a line from the terminal; undefined for Ctrl-D.
   * @param shown whether what is typed is seen (default: not)
   * @throws when there is no terminal
   */
  askSecret(prompt: string, shown?: boolean): Promise<string | undefined>;
  /** Whether the process ends with the run (default: no). */
  readonly endsWithRun?: boolean;
  /** Whether nobody can be asked for anything, not even by a program that is started. */
  readonly unattended?: boolean;
  /**
   * Awaits a key on the terminal, without echo; Ctrl-C and Ctrl-D are keys, too.
   * @param ready called once keys are awaited, to ask for one
   * @throws when there is no terminal
   */
  readKey(ready: () => Promise<void>): Promise<string>;
}

/** What each name prints for `--version`: the version of the peer that ostk stands in for, which scripts read. */
const PEER_VERSIONS: Readonly<Record<string, string>> = {
  openstack: 'openstack 10.5.0',
  glance: '4.13.0',
  virsh: '9.0.0',
};

/** What a peer says when Ctrl-C ends it. */
const LAST_WORDS: Readonly<Record<string, string>> = { glance: '... terminating glance client\n' };

/**
 * What is said when Ctrl-C ends a run.
 * @param name what ostk was started as
 * @param argv the line, which may begin with another name
 * @returns '' for nothing
 */
export function lastWords(name: string, [first, second]: readonly string[] = []): string {
  return LAST_WORDS[first === '--as' ? (second ?? '') : name] ?? '';
}

/**
 * What `--version` prints.
 * @param program the name in use; a peer's name prints the version of the peer that ostk stands in for
 * @param version ostk's own
 */
export function versionLine(program: string, version: string): string {
  const peer = PEER_VERSIONS[program];
  return `${peer ?? `ostk ${version}`}\n`;
}
