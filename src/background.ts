/** Runs that nobody waits for. Part of the edge. */
import { spawn } from 'node:child_process';

/**
 * Starts a program with no streams, in a session of its own: it has no terminal to print on or to ask at.
 * @param argv the program and its words
 * @param env its environment
 */
export function startInBackground(
  [program = '', ...words]: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): void {
  // ssh would otherwise open a window to ask in.
  const options = { detached: true, stdio: 'ignore', env: { ...env, SSH_ASKPASS_REQUIRE: 'never' } } as const;
  const child = spawn(program, words, options);
  child.on('error', () => {});
  child.unref();
}
