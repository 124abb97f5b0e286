/** The file that `--log-file` names. */
import { openSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Host } from './host.ts';
import { type LineContext, logLine, type Recorder } from './kernel/log.ts';
import { systemSentence } from './kernel/system-error.ts';

/**
 * Opens a log file to append to; a new one can be read by its owner alone (0600), since requests are written into it.
 * Lines are written at once, so that none is lost however the run ends; a full disk is not a reason to fail.
 * @param path relative to the working directory
 * @param context asked for each line: the cloud is known only after a while
 * @returns what is written to, or the peer's sentence when it cannot be opened
 */
export function openLogFile(path: string, host: Host, context: () => LineContext): Recorder | string {
  const file = open(resolve(host.cwd, path));
  if (typeof file === 'string') return file;
  return (level, message) => {
    try {
      writeSync(file, logLine(host.clock.now(), level, message, context()));
    } catch {
      // The log is a by-product.
    }
  };
}

function open(path: string): number | string {
  try {
    return openSync(path, 'a', 0o600);
  } catch (error) {
    const why = systemSentence(error) ?? (error instanceof Error ? error.message : String(error));
    return `${why}: '${path}'`;
  }
}
