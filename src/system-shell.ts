/** Commands of the system's shell, and other programs. Part of the edge. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Ended } from './host.ts';

/**
 * Runs a line in `sh` with this process's output.
 * @param input what it reads; left out: what this process reads
 * @returns its exit code; 128 and more for a signal, as shells have it
 */
export function systemShell(line: string, input?: Uint8Array | string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn('/bin/sh', ['-c', line], {
      stdio: [input === undefined ? 'inherit' : 'pipe', 'inherit', 'inherit'],
    });
    child.once('error', reject);
    child.once('close', code => resolve(code ?? 128));
    // A reader that has read enough is no error.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

/**
 * Runs a program with this process's streams.
 * @throws the system's error where it cannot be started
 */
export function systemProgram([command, ...words]: readonly [string, ...string[]]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { stdio: 'inherit' });
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve({ code: code ?? 128, signal: signal === null ? undefined : constants.signals[signal] }),
    );
  });
}
