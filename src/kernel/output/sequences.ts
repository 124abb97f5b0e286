/** Terminal sequences in text, as python-wcwidth 0.9.4 knows them when it measures and wraps. */

/** Every kind of sequence: CSI, OSC, APC, DCS, PM, character sets, nF, Fe, Fp, Fs (ECMA-48, ECMA-35). */
const ANY = [
  String.raw`\x1b\[[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e]`,
  String.raw`\x1b[\]_P^][^\x07\x1b]*(?:\x07|\x1b\\)`,
  String.raw`\x1b[()][^]`,
  String.raw`\x1b[\x20-\x2f]+[\x30-\x7e]`,
  String.raw`\x1b[\x30-\x7e]`,
].join('|');
/** The text sizing protocol: text that says itself how wide it is. */
const SIZED = String.raw`\x1b\]66;([^;\x07\x1b]*)(?:;([^\x07\x1b]*))?(?:\x07|\x1b\\)`;

const ALL = new RegExp(ANY, 'gu');
const AT = new RegExp(ANY, 'uy');
const ALL_OR_LONE = new RegExp(`${ANY}|\\x1b`, 'gu');
const SIZED_AT = new RegExp(SIZED, 'uy');
const MOVE_AT = /\x1b\[(\d*)([CDG])/y;
/** Sequences whose effect on the column must be followed. */
const MEASURED = new RegExp(`\\x1b\\[\\d*[CDG]|${SIZED}`, 'u');

/** Whether text moves the cursor along the line or sizes itself. */
export function moves(text: string): boolean {
  return MEASURED.test(text);
}

/** Takes complete sequences out of text; a lone escape stays. */
export function strip(text: string): string {
  return text.replace(ALL, '');
}

/** The text without sequences and lone escapes. */
export function visible(text: string): string {
  return text.replace(ALL_OR_LONE, '');
}

/** The sequences and lone escapes of a text, joined. */
export function invisible(text: string): string {
  return (text.match(ALL_OR_LONE) ?? []).join('');
}

/** Where the sequence that begins at `at` ends; undefined when none does. */
export function sequenceEnd(text: string, at: number): number | undefined {
  AT.lastIndex = at;
  return AT.test(text) ? AT.lastIndex : undefined;
}

/** What a sequence does to the column. */
export type Effect =
  | { readonly kind: 'forward' | 'back' | 'column'; readonly count: number; readonly end: number }
  | {
      readonly kind: 'text';
      readonly scale: number;
      readonly width: number;
      readonly text: string;
      readonly end: number;
    }
  | { readonly kind: 'none'; readonly end: number };

const MOVES = { C: 'forward', D: 'back', G: 'column' } as const;

/**
 * Reads the sequence at a position.
 * @returns what it does, or undefined when no sequence begins there
 */
export function effect(text: string, at: number): Effect | undefined {
  MOVE_AT.lastIndex = at;
  const move = MOVE_AT.exec(text);
  if (move) {
    const [whole, digits = '', letter] = move;
    const kind = letter === 'C' ? MOVES.C : letter === 'D' ? MOVES.D : MOVES.G;
    return { kind, count: digits === '' ? 1 : Number(digits), end: at + whole.length };
  }
  SIZED_AT.lastIndex = at;
  const sized = SIZED_AT.exec(text);
  if (sized) {
    const [whole, settings = '', inner = ''] = sized;
    const [scale, width] = [setting(settings, 's', 1, 1), setting(settings, 'w', 0, 0)];
    return { kind: 'text', scale, width, text: inner, end: at + whole.length };
  }
  const end = sequenceEnd(text, at);
  return end === undefined ? undefined : { kind: 'none', end };
}

function setting(settings: string, key: string, low: number, otherwise: number): number {
  let value = otherwise;
  for (const part of settings.split(':')) {
    const [name, digits = ''] = part.split('=');
    if (name === key && /^\s*[-+]?\d+\s*$/.test(digits)) value = Math.max(low, Math.min(7, Number(digits)));
  }
  return value;
}
