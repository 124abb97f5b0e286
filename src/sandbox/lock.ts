/** Keeps writers on one state out of each other's way. */
import { closeSync, openSync, statSync, unlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** A transaction takes a few milliseconds: whoever holds the lock longer was killed, or is so slow that it may wait. */
const PATIENCE = 150;

/** How long those who wait sleep at first and at most, in milliseconds; the longer they wait, the less often they ask. */
const FIRST_PAUSE = 2;
const LONGEST_PAUSE = 40;

/**
 * Takes the lock file; waits while another process has it.
 * A lock older than `PATIENCE` is taken over, even from a process that still lives: the lock is a queue, and what makes
 * writing safe is that a head can be renamed only once (store.ts).
 * @param path the lock file
 * @returns what gives the lock back
 * @throws the file system's error where the file cannot be made
 */
export async function lock(path: string): Promise<() => void> {
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE)) {
    try {
      closeSync(openSync(path, 'wx', 0o600));
      return () => remove(path);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const held = statSync(path, { throwIfNoEntry: false });
    if (held && Date.now() - held.mtimeMs > PATIENCE) remove(path);
    else await delay(pause * (0.5 + Math.random()));
  }
}

/** Removes a file; one that is gone already is as good. */
export function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

/** The code of a file system's error, such as `ENOENT`; '' for other errors. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
