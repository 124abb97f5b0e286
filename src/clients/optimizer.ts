/** What V8 is not to do with WebAssembly. */
import { setFlagsFromString } from 'node:v8';

/**
 * undici's HTTP parser is WebAssembly with one large function. Node hands that to the optimizing compiler on its first
 * use (20) or its second (24): 20 to 35 MB and a tenth of a second of a processor, for nothing: of a body the parser
 * only counts the bytes. The first flag implies the others, but only where V8 gets it at its start.
 */
export function withoutOptimizer(): void {
  for (const flag of ['--liftoff-only', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering'])
    setFlagsFromString(flag);
}
