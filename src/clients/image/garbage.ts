/** Memory that a transfer is done with, given back before it adds up. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes that may pass before the memory they lay in is given back. */
const LITTER = 4 * 1024 * 1024;

/**
 * Each piece of a stream lies in memory outside of V8's heap, and V8 lets 64 MB of those gather before it looks which of
 * them are still in use: a transfer of any size would hold them all the time. A look at the youngest objects takes a
 * tenth of a millisecond.
 * @returns what is told of each piece, by its length
 */
export function sweeper(): (length: number) => void {
  const collect = collector();
  let passed = 0;
  return length => {
    passed += length;
    if (passed < LITTER) return;
    passed = 0;
    collect();
  };
}

let found: (() => void) | undefined;

/** V8's own collector, which no other interface reaches; nothing where this V8 has none. */
function collector(): () => void {
  if (found) return found;
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('globalThis.gc');
  found = typeof gc === 'function' ? () => gc({ type: 'minor' }) : () => {};
  return found;
}
