/** Grapheme clusters by Unicode Standard Annex 29, so that a wrapped line is never cut inside a character. */
import { ranges, values } from './unicode/breaks.ts';
import { Ranges } from './unicode/ranges.ts';

const [CR, LF, CONTROL, EXTEND, ZWJ, FLAG, PREPEND, SPACING, L, V, T, LV, LVT] = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13,
];
const KIND = 15;
const PICTOGRAPH = 16;
const LINKER = 32;
const CONSONANT = 64;
const INDIC_EXTEND = 128;

let table: Ranges | undefined;

function property(codePoint: number): number {
  if (codePoint >= 0xac00 && codePoint <= 0xd7a3) return (codePoint - 0xac00) % 28 === 0 ? LV : LVT;
  table ??= new Ranges(ranges, values, 0);
  return table.get(codePoint);
}

/** What came before in the cluster, as far as the rules look back. */
interface Past {
  readonly kind: number;
  /** Flags in a row, for GB12 and GB13. */
  readonly flags: number;
  /** A pictograph with only extenders since, for GB11. */
  readonly pictograph: boolean;
  /** The same, with a joiner right before. */
  readonly joined: boolean;
  /** A linker with only extenders since, for GB9c. */
  readonly linked: boolean;
}

/**
 * Finds the end of the grapheme cluster that begins at a position.
 * @param text any text
 * @param start an index into it
 * @returns the index after the cluster
 */
export function clusterEnd(text: string, start: number): number {
  let at = start;
  let past: Past | undefined;
  while (at < text.length) {
    const code = text.codePointAt(at) ?? 0;
    const here = property(code);
    if (past && isBreak(past, here)) break;
    past = follow(past, here);
    at += code > 0xffff ? 2 : 1;
  }
  return at;
}

function follow(past: Past | undefined, here: number): Past {
  const kind = here & KIND;
  return {
    kind,
    flags: kind === FLAG ? (past?.flags ?? 0) + 1 : 0,
    pictograph: (here & PICTOGRAPH) !== 0 || (kind === EXTEND && (past?.pictograph ?? false)),
    joined: kind === ZWJ && (past?.pictograph ?? false),
    linked: (here & LINKER) !== 0 || ((here & INDIC_EXTEND) !== 0 && (past?.linked ?? false)),
  };
}

function isBreak(past: Past, here: number): boolean {
  const before = past.kind;
  const kind = here & KIND;
  if (before === CR && kind === LF) return false;
  if (isControl(before) || isControl(kind)) return true;
  if (before === L && (kind === L || kind === V || kind === LV || kind === LVT)) return false;
  if ((before === LV || before === V) && (kind === V || kind === T)) return false;
  if ((before === LVT || before === T) && kind === T) return false;
  if (kind === EXTEND || kind === ZWJ || kind === SPACING || before === PREPEND) return false;
  if (past.linked && here & CONSONANT) return false;
  if (past.joined && here & PICTOGRAPH) return false;
  return !(before === FLAG && kind === FLAG && past.flags % 2 === 1);
}

function isControl(kind: number): boolean {
  return kind === CONTROL || kind === CR || kind === LF;
}
