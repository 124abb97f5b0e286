/** Pairs of things that commands change: the peer works on one, ostk on the other. */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { isObject, type JsonObject, parseJson } from '../../../src/clients/json.ts';
import {
  type Around,
  attempt,
  type Comparison,
  compare,
  formats,
  type Line,
  type Options,
  onSameAnswers,
  ostk,
  type peer,
  prepare,
  words,
} from './compare.ts';

/** A pair of names of equal length, and what is done with them; `{}` in a line stands for the name. */
export interface Twins {
  readonly peer: string;
  readonly ostk: string;
  /** The peer's line and ostk's. */
  both(line: Line): [peer: string[], ostk: string[]];
  /** Each side runs the line on its own twin; outputs are compared with everything generated masked. */
  compare(line: Line, options?: Options): Promise<Comparison>;
  /** As `compare`, in table and json (`all`: in every format), for commands that may be repeated (show, list --name {}). */
  reads(kind: 'list' | 'show', line: Line, options?: Options & { readonly all?: boolean }): Promise<void>;
  /** Runs the line through the peer on both twins. @throws Error when one fails */
  prepare(line: Line, around?: Around): Promise<void>;
  /** As `prepare`, but a failure is no matter: for cleaning up. */
  remove(line: Line, around?: Around): Promise<void>;
  /**
   * Asks for both twins (`server show {}`) until the test is true of each.
   * @param by who asks: ostk by default, which asks the cloud for less than the peer
   * @throws Error with the last answer when that takes longer than two minutes
   */
  until(line: Line, test: (fields: JsonObject) => boolean, by?: typeof peer): Promise<void>;
}

/**
 * Names a pair.
 * @param name what it is, to be told apart in listings; short, `[a-z0-9]`
 * @returns names such as `cmp-p-1f3a-web` and `cmp-o-1f3a-web`, new in each run
 */
export function twins(name: string): Twins {
  const run = randomBytes(2).toString('hex');
  const names = { peer: `cmp-p-${run}-${name}`, ostk: `cmp-o-${run}-${name}` };
  const neutral = `cmp-x-${run}-${name}`;
  const both = (line: Line): [string[], string[]] => {
    const argv = words(line);
    return [
      argv.map(word => word.replaceAll('{}', names.peer)),
      argv.map(word => word.replaceAll('{}', names.ostk)),
    ];
  };
  const own = {
    peer: (text: string): string => text.replaceAll(names.peer, neutral),
    ostk: (text: string): string => text.replaceAll(names.ostk, neutral),
  };
  const pair: Twins = {
    ...names,
    both,
    compare(line, options = {}) {
      const [forPeer, forOstk] = both(line);
      return compare(`twins ${names.peer}, ${names.ostk}`, forPeer, forOstk, { own, ...options });
    },
    reads(kind, line, options = {}) {
      return onSameAnswers(async same => {
        for (const format of formats(kind, options.all ? 'all' : 'main'))
          await pair.compare([...words(line), '-f', format], { code: 0, ...same, ...options });
      });
    },
    async prepare(line, around) {
      await Promise.all(both(line).map(argv => prepare(argv, around)));
    },
    async remove(line, around) {
      await Promise.all(both(line).map(argv => attempt(argv, around)));
    },
    async until(line, test, by = ostk) {
      await Promise.all(both(line).map(argv => wait([...argv, '-f', 'json'], test, by)));
    },
  };
  return pair;
}

/** How long something is waited for, in milliseconds. */
const PATIENCE = 120_000;

async function wait(
  argv: readonly string[],
  test: (fields: JsonObject) => boolean,
  ask: typeof peer,
): Promise<void> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const outcome = await ask(argv);
    const data = outcome.code === 0 ? parseJson(outcome.stdout) : null;
    if (isObject(data) && test(data)) return;
    if (Date.now() > end)
      throw new Error(
        `still not so after ${PATIENCE} ms: openstack ${argv.join(' ')}\n${outcome.stdout}${outcome.stderr}`,
      );
    await pause(1000);
  }
}
