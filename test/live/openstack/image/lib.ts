/** Images for tests: without data, and made by somebody at a terminal. */
import { expect } from 'vitest';
import type { Around, Line } from '../../harness/compare.ts';
import { mask } from '../../harness/mask.ts';
import {
  type OnTerminal,
  ostkOnTerminal,
  peerOnTerminal,
  type Step,
  type TerminalOptions,
} from '../../harness/terminal.ts';
import type { Twins } from '../../harness/twins.ts';

/** A standard input that is no terminal would be data; that of glance is closed. */
const GLANCE: Around = { program: 'glance', stdin: false };

/**
 * Makes images without data.
 * @param options as those of `glance image-create`
 */
export function queued(pair: Twins, options: string, name = '{}'): Promise<void> {
  return pair.prepare(`image-create ${options} --name ${name}`, GLANCE);
}

const KINDS = ['ids', 'times'] as const;

/**
 * The same line on a terminal through both, where there is no standard input to take data from.
 * @param line `{}` is the name of the twin
 * @returns what ostk printed
 */
export async function onTerminal(
  pair: Twins,
  line: Line,
  steps: readonly Step[] = [],
  options: TerminalOptions & { readonly edit?: (text: string) => string } = {},
): Promise<{ readonly peer: OnTerminal; readonly ostk: OnTerminal }> {
  const [forPeer, forOstk] = pair.both(line);
  const { edit = text => text } = options;
  const [peer, ostk] = await Promise.all([
    peerOnTerminal(forPeer, steps, options),
    ostkOnTerminal(forOstk, steps, options),
  ]);
  const neutral = (own: OnTerminal, other: OnTerminal, name: string): readonly unknown[] => {
    const texts = mask([own.stdout, own.stderr], [other.stdout, other.stderr], {
      kinds: KINDS,
      own: text => text.replaceAll(name, 'twin'.padEnd(name.length, '-')),
    });
    return [own.code, ...texts.map(edit)];
  };
  expect(neutral(ostk, peer, pair.ostk), `openstack ${forOstk.join(' ')}`).toEqual(
    neutral(peer, ostk, pair.peer),
  );
  return { peer, ostk };
}
