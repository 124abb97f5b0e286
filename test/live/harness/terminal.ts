/** Command lines on a terminal, where somebody types: see python/terminal.py. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import { isObject, parseJson, text } from '../../../src/clients/json.ts';
import { type Around, type Line, surroundings, words } from './compare.ts';
import { type Outcome, peersHome } from './peer.ts';

const SCRIPT = fileURLToPath(new URL('../python/terminal.py', import.meta.url));

/** What is awaited on the terminal, and what is typed then. */
export type Step = readonly [prompt: string, typed: string];

export interface OnTerminal extends Outcome {
  /** All that was to be seen on the terminal, what was echoed too. */
  readonly terminal: string;
}

/** Who is at the terminal, and whether standard output and error are on it, too (default: they are pipes). */
export interface TerminalOptions extends Around {
  readonly streams?: boolean;
}

/** Runs a line through the peer on a terminal of its own. */
export function peerOnTerminal(
  line: Line,
  steps: readonly Step[],
  options: TerminalOptions = {},
): Promise<OnTerminal> {
  const peer = options.program === 'virsh' ? 'virsh' : join(peersHome(), 'bin', 'openstack');
  return run([peer, ...words(line)], steps, options);
}

/** Runs a line through ostk on a terminal of its own. @param tree '' for ostk's own name */
export function ostkOnTerminal(
  line: Line,
  steps: readonly Step[],
  options: TerminalOptions = {},
  tree: string = options.program ?? 'openstack',
): Promise<OnTerminal> {
  const manners = tree === '' ? [] : ['--as', tree];
  return run([process.execPath, inject('ostkProgram'), ...manners, ...words(line)], steps, options);
}

function run(argv: readonly string[], steps: readonly Step[], options: TerminalOptions): Promise<OnTerminal> {
  const { env, cwd, within = [] } = surroundings(options);
  const request = { argv: [...within, ...argv], env, cwd, steps, streams: options.streams ?? false };
  return new Promise((resolve, reject) => {
    const child = spawn(join(peersHome(), 'bin', 'python'), [SCRIPT], { stdio: ['pipe', 'pipe', 'inherit'] });
    let answer = '';
    child.once('error', reject);
    child.stdout.on('data', (chunk: Buffer) => {
      answer += chunk.toString();
    });
    child.once('close', code => {
      if (code === 0) resolve(readAnswer(answer));
      else reject(new Error(`terminal.py ended with ${code}`));
    });
    child.stdin.end(JSON.stringify(request));
  });
}

function readAnswer(answer: string): OnTerminal {
  const data = parseJson(answer);
  if (!isObject(data)) throw new Error(`terminal.py said ${answer}`);
  return {
    code: Number(data.code),
    stdout: text(data, 'stdout'),
    stderr: text(data, 'stderr'),
    terminal: text(data, 'terminal'),
  };
}
