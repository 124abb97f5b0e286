/** What V8 is not to do with WebAssembly. */
import { setFlagsFromString } from 'node:v8';

/** V8's names. The first implies the next two, but only where V8 gets it at its start. */
const BASELINE_ONLY = {
  'liftoff-only': true,
  'wasm-tier-up': false,
  'wasm-dynamic-tiering': false,
  // What is never called need not be checked, either.
  'wasm-lazy-validation': true,
};

function setFlags(baselineOnly: boolean): void {
  for (const [flag, value] of Object.entries(BASELINE_ONLY))
    setFlagsFromString(value === baselineOnly ? `--${flag}` : `--no-${flag}`);
}

/** Whether undici's parser has parsed an answer. */
let compiled = false;
/** Requests that may be the first to be answered. */
let waiting = 0;

/**
 * undici's HTTP parser is WebAssembly with one large function. Node hands that to the optimizing compiler on its first
 * use (20) or its second (24): 20 to 35 MB and a tenth of a second of a processor, for nothing: of a body the parser
 * only counts the bytes. It is compiled between the first request and its answer, and never again.
 *
 * Meanwhile V8 refuses all JavaScript that it compiled under its usual flags, Node's own modules among it: what is loaded
 * then is compiled from its source.
 * @returns to be called once: when the answer's head is there, or with false when there is none
 */
export function withoutOptimizer(): (answered: boolean) => void {
  if (compiled) return () => {};
  if (waiting++ === 0) setFlags(true);
  return answered => {
    waiting--;
    compiled ||= answered;
    if (compiled || waiting === 0) setFlags(false);
  };
}
