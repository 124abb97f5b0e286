/** Command lines as data: what the peer and ostk run one after the other on a served sandbox. */
import type { Options } from '../../harness/compare.ts';

/** How a line is compared. */
export interface How extends Pick<Options, 'mask' | 'fields' | 'edit' | 'code' | 'stdin'> {
  /** Runs it as the member, as the admin of the whole system, or without a scope. */
  readonly as?: 'demo' | 'system' | 'unscoped';
}

/**
 * One line. `{}` in it is a twin's name, so that each side has its own; `[word]` is what was kept under that word, or
 * given to the family. `[dir]` is a folder with the files of the test; in a line that is run as a
 * table and as JSON `[format]` is `table` and `json`.
 */
export interface Step {
  readonly line: string;
  /**
   * `both`: as a table and as JSON; `once`: as it is typed; `prepare`: through the peer, for both sides, not compared;
   * `quickly`: through ostk alone and without the server, so that what takes time takes none; `pass`: so many seconds
   * of the services' work are done.
   */
  readonly run: 'both' | 'once' | 'prepare' | 'quickly' | 'pass';
  readonly how: How;
  /** Keeps fields of the first item of the JSON that each side got, each under a word. */
  readonly keep?: Readonly<Record<string, string>>;
}

/** Lines that belong together; they run in order on a sandbox of their own. */
export interface Family {
  readonly name: string;
  /** Words that stand for something else on each side: of the peer and of ostk. */
  readonly given?: Readonly<Record<string, readonly [peer: string, ostk: string]>>;
  readonly steps: readonly Step[];
  /** More variables for every line. */
  readonly env?: () => Readonly<Record<string, string>>;
  /** As OSTK_SANDBOX_SPEED (default: whatever was begun is done by the next request). */
  readonly speed?: number;
}

/** A line in table and JSON that has to succeed. */
export function both(line: string, how: How = {}): Step {
  return { line, run: 'both', how: { code: 0, ...how } };
}

/** A line as it is that has to succeed, unless `how.code` says otherwise. */
export function once(line: string, how: How = {}): Step {
  return { line, run: 'once', how: { code: 0, ...how } };
}

/** A line as it is that has to end with 1. */
export function fails(line: string, how: How = {}): Step {
  return { line, run: 'once', how: { code: 1, ...how } };
}

/** What has to be there before; made by the peer for both. */
export function prepare(line: string): Step {
  return { line, run: 'prepare', how: {} };
}

/** What has to be there before, on a sandbox that is slow. */
export function quickly(line: string): Step {
  return { line, run: 'quickly', how: {} };
}

/** Lets services work for so many of their seconds, on a sandbox that is slow. */
export function pass(seconds: number): Step {
  return { line: String(seconds), run: 'pass', how: {} };
}

/** Keeps what a line gives each side as JSON, for later lines. */
export function keep(word: string, field: string, step: Step): Step {
  return keepAll({ [word]: field }, step);
}

/** As `keep`, several fields. @param fields by the words that they are kept under */
export function keepAll(fields: Readonly<Record<string, string>>, step: Step): Step {
  return { ...step, line: `${step.line} -f json`, keep: fields };
}
