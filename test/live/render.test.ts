/**
 * The same generated tables through the peer's real formatters and through ostk's: the bytes must be equal.
 * OSTK_PEERS says where the peers are, OSTK_SEED repeats a run, OSTK_ROWS changes how much is generated.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import type { OutputOptions } from '../../src/kernel/output/options.ts';
import { OutputError, render } from '../../src/kernel/output/render.ts';
import { type Case, Generator } from './generate.ts';

const peers = process.env.OSTK_PEERS ?? '/tmp/ostk-peers';
const rows = Number(process.env.OSTK_ROWS ?? 10_000);

interface Answer {
  readonly text?: string;
  readonly warnings?: readonly string[];
  readonly error?: string;
}

/** Asks the peer, all in one process. */
async function askPeer(cases: readonly Case[]): Promise<Answer[]> {
  const child = spawn(join(peers, 'bin/python'), [join(import.meta.dirname, 'python/render_peer.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PYTHONUTF8: '1' },
  });
  const answers: Answer[] = [];
  // A peer that dies is seen by its missing answers.
  child.stdin.on('error', () => undefined);
  for (const one of cases) child.stdin.write(`${one.request}\n`);
  child.stdin.end();
  for await (const line of createInterface(child.stdout)) answers.push(JSON.parse(line));
  return answers;
}

async function ask(one: Case): Promise<Answer> {
  try {
    return await render(one.result, one.options, { isTTY: false, columns: undefined, colour: false });
  } catch (error) {
    if (error instanceof OutputError) return { error: error.message };
    throw error;
  }
}

test('generated tables are the same to the byte', { timeout: 600_000 }, async () => {
  const seed = Number(process.env.OSTK_SEED ?? Date.now() % 1_000_000);
  process.stdout.write(`render: OSTK_SEED=${seed} OSTK_ROWS=${rows}\n`);
  const cases = new Generator(seed).cases(rows);
  const peer = await askPeer(cases);
  expect(peer.length).toBe(cases.length);
  const different: { options: OutputOptions; request: string; peer: Answer; ostk: Answer }[] = [];
  for (const [index, one] of cases.entries()) {
    const ostk = await ask(one);
    const expected = peer[index] ?? {};
    const isSame =
      ostk.text === expected.text &&
      ostk.error === expected.error &&
      (ostk.warnings ?? []).join('\n') === (expected.warnings ?? []).join('\n');
    if (!isSame) different.push({ options: one.options, request: one.request, peer: expected, ostk });
  }
  // The first difference shows all that is needed to repeat it.
  expect(different[0], `${different.length} of ${cases.length} differ`).toBeUndefined();
});
