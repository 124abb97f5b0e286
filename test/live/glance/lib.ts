/** Lines of glance through the peer and through ostk. */
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll } from 'vitest';
import {
  type Around,
  attempt,
  type Comparison,
  compare,
  type Line,
  type Options,
  prepare,
  words,
} from '../harness/compare.ts';

/** Standard input is closed unless a test says otherwise: what is not a terminal would be image data. */
const GLANCE = { program: 'glance', stdin: false } as const;

/** Compares one line, the same for both. */
export async function same(line: Line, options: Options = {}): Promise<void> {
  await compare('glance', line, line, { ...GLANCE, ...options });
}

/** A pair of things that each side changes on its own: two IDs, or two names. */
export interface Pair {
  readonly peer: string;
  readonly ostk: string;
  /** Each side runs the line on its own thing, which `{}` stands for. */
  compare(line: Line, options?: Options): Promise<Comparison>;
  /** Runs the line through the peer on both. @throws Error when one fails */
  prepare(line: Line, around?: Around): Promise<void>;
  /** As `prepare`, but a failure is no matter: for cleaning up. */
  remove(line: Line, around?: Around): Promise<void>;
}

function pair(peer: string, ostk: string, neutral: string): Pair {
  const own = {
    peer: (text: string): string => text.replaceAll(peer, neutral),
    ostk: (text: string): string => text.replaceAll(ostk, neutral),
  };
  const both = (line: Line) => {
    const argv = words(line);
    return [peer, ostk].map(each => argv.map(word => word.replaceAll('{}', each)));
  };
  return {
    peer,
    ostk,
    compare(line, options = {}) {
      const [forPeer = [], forOstk = []] = both(line);
      return compare(`glance, ${peer} and ${ostk}`, forPeer, forOstk, { ...GLANCE, own, ...options });
    },
    async prepare(line, around) {
      await Promise.all(both(line).map(argv => prepare(argv, { ...GLANCE, ...around })));
    },
    async remove(line, around) {
      await Promise.all(both(line).map(argv => attempt(argv, { ...GLANCE, ...around })));
    },
  };
}

const made: Pair[] = [];

/** Two images, by the IDs that they are created with; deleted at the end of the test file, whatever became of them. */
export function images(): Pair {
  const both = pair(randomUUID(), randomUUID(), '00000000-0000-4000-8000-000000000000');
  made.push(both);
  return both;
}

afterAll(async () => {
  await Promise.all(made.map(each => each.remove('image-delete {}')));
});

/** Two names of equal length, new in each run. */
export function names(name: string): Pair {
  const run = randomBytes(2).toString('hex');
  return pair(`gl-p-${run}-${name}`, `gl-o-${run}-${name}`, `gl-x-${run}-${name}`);
}
