/** Messages for the user: on stderr if their level asks for it, and in the file that `--log-file` names. */
import type { Log, Sink } from './context.ts';

const LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type Level = (typeof LEVELS)[number];

/** The levels' names in log files, Python's. */
const NAMES: Readonly<Record<Level, string>> = {
  error: 'ERROR',
  warn: 'WARNING',
  info: 'INFO',
  debug: 'DEBUG',
};

/** A log whose writes are not waited for. */
export interface RunLog extends Log {
  /** Resolves when everything that was said so far is written. */
  settled(): Promise<void>;
}

/** Takes a message to a second place, such as a file. */
export type Recorder = (level: Level, message: string) => void;

/**
 * The level that `-v`, `-q` and `--debug` ask for (osc-lib's log_level_from_options).
 * @param verbose 1 by default, one more for each -v, 0 with -q
 */
export function levelOf(verbose: number, debug: boolean): Level {
  return debug ? 'debug' : (LEVELS[Math.min(verbose, LEVELS.length - 1)] ?? 'debug');
}

/**
 * Makes a log that writes to a sink.
 * @param record gets what the sink gets, for a log file
 * @returns the log; writes are not waited for, `settled` resolves when all of them are done
 */
export function logTo(sink: Sink, level: Level, record: Recorder = () => {}): RunLog {
  let last: Promise<unknown> = Promise.resolve();
  const at = (own: Level) => (message: string) => {
    if (LEVELS.indexOf(own) > LEVELS.indexOf(level)) return;
    record(own, message);
    last = Promise.all([last, sink.write(`${message}\n`).catch(() => {})]);
  };
  return {
    error: at('error'),
    warn: at('warn'),
    info: at('info'),
    debug: at('debug'),
    settled: async () => void (await last),
  };
}

/** What a line of a log file says besides the message. */
export interface LineContext {
  readonly pid: number;
  readonly program: string;
  readonly cloud: string;
  readonly user: string;
  readonly project: string;
}

/**
 * A line of a log file: `date.ms pid LEVEL logger [cloud user project] message`, local time, as osc-lib writes it.
 * @param now milliseconds since the epoch
 */
export function logLine(now: number, level: Level, message: string, context: LineContext): string {
  const { pid, program, cloud, user, project } = context;
  return `${localTime(now)} ${pid} ${NAMES[level]} ${program} [${cloud} ${user} ${project}] ${message}\n`;
}

function localTime(now: number): string {
  const date = new Date(now);
  const shifted = new Date(now - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().replace('T', ' ').replace('Z', '');
}
