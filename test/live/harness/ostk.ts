/** Programs as their users start them: a process of its own each; ostk from the built files. */
import { spawn } from 'node:child_process';
import type { Outcome, RunOptions } from './peer.ts';

/** How a program is started: what runs it (`nsenter …`, for instance), besides how a line is run. */
export interface StartOptions extends RunOptions {
  readonly within?: readonly string[];
}

/**
 * Runs `ostk --as TREE argv…` and waits for its end.
 * @param program the path of bin/ostk.js
 * @param tree the peer whose manners hold, `openstack` by default; '' runs ostk under its own name
 * @returns exit code (128 + the signal's number when one ended it) and both streams
 */
export function ostk(
  program: string,
  argv: readonly string[],
  options: StartOptions = {},
  tree = 'openstack',
): Promise<Outcome> {
  const manners = tree === '' ? [] : ['--as', tree];
  return start([process.execPath, program, ...manners, ...argv], options);
}

/**
 * Runs a program and waits for its end.
 * @returns exit code (128 + the signal's number when one ended it) and both streams
 */
export function start(program: readonly string[], options: StartOptions = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const line = [...(options.within ?? []), ...program];
    // only a shell can start a program with its standard input closed
    const [command = '', ...words] =
      options.stdin === false ? ['sh', '-c', 'exec "$@" <&-', 'sh', ...line] : line;
    const child = spawn(command, words, {
      env: options.env ?? {},
      cwd: options.cwd ?? '/',
      timeout: (options.timeout ?? 300) * 1000,
      killSignal: 'SIGKILL',
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (data: Buffer) => out.push(data));
    child.stderr.on('data', (data: Buffer) => err.push(data));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      const stderr = Buffer.concat(err).toString();
      resolve({
        code: code ?? (signal === 'SIGINT' ? 130 : 137),
        stdout: Buffer.concat(out).toString(),
        stderr: signal ? `${stderr}ended by ${signal}\n` : stderr,
      });
    });
    // a command that reads nothing may be gone before its stdin is written
    child.stdin.on('error', () => {});
    child.stdin.end(options.stdin || '');
  });
}
