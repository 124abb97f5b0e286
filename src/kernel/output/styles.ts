/** Colours and the like in wrapped text: each line closes its styles, the next opens them again (as python-wcwidth). */

const SGR = /\x1b\[([\d;:]*)m/g;

/** Attributes by their number (1 bold … 9 struck, 21 doubly underlined), and the two colours. */
interface Styles {
  readonly on: Set<number>;
  foreground: string;
  background: string;
}

const OFF: Readonly<Record<number, readonly number[]>> = {
  22: [1, 2],
  23: [3],
  24: [4, 21],
  25: [5, 6],
  27: [7],
  28: [8],
  29: [9],
};
const ORDER = [1, 2, 3, 4, 5, 6, 7, 8, 9, 21];

/**
 * Makes lines that were one independent of each other.
 * @param lines the lines of one wrapped text
 * @returns the lines, the ones with styles closed and continued
 */
export function carryStyles(lines: readonly string[]): string[] {
  const styles: Styles = { on: new Set(), foreground: '', background: '' };
  return lines.map(line => {
    const prefix = sequence(styles);
    for (const [, parameters = ''] of line.matchAll(SGR)) apply(styles, parameters);
    return prefix + line + (sequence(styles) === '' ? '' : '\x1b[0m');
  });
}

function sequence(styles: Styles): string {
  const codes = ORDER.filter(code => styles.on.has(code)).map(String);
  for (const colour of [styles.foreground, styles.background]) if (colour !== '') codes.push(colour);
  return codes.length === 0 ? '' : `\x1b[${codes.join(';')}m`;
}

function apply(styles: Styles, parameters: string): void {
  const words = parameters.split(';');
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word.includes(':')) {
      colons(styles, word.split(':').map(Number));
      continue;
    }
    const code = Number(word);
    if (code === 38 || code === 48) at += extended(styles, code, words.slice(at + 1));
    else simple(styles, code);
  }
}

function simple(styles: Styles, code: number): void {
  if (code === 0) {
    styles.on.clear();
    styles.foreground = styles.background = '';
  } else if (ORDER.includes(code)) styles.on.add(code);
  else if (code === 39) styles.foreground = '';
  else if (code === 49) styles.background = '';
  else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) styles.foreground = String(code);
  else if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) styles.background = String(code);
  else for (const attribute of OFF[code] ?? []) styles.on.delete(attribute);
}

/** `38;5;N` and `38;2;R;G;B`. @returns how many words belong to it */
function extended(styles: Styles, code: number, words: readonly string[]): number {
  const mode = Number(words[0] ?? '');
  const size = words[0]?.includes(':') ? 1 : mode === 5 ? 2 : mode === 2 ? 4 : 1;
  const parts = words.slice(0, size);
  if (size > 1 && parts.length === size && !parts.some(part => part.includes(':'))) {
    paint(styles, code, [code, ...parts.map(Number)].join(';'));
  }
  return Math.min(size, words.length);
}

/** `38:2::R:G:B`, whose form with a colour space has no spelling with semicolons. */
function colons(styles: Styles, parts: readonly number[]): void {
  const [code] = parts;
  if (code === 38 || code === 48)
    paint(styles, code, parts.join(parts.length > 5 && parts[1] === 2 ? ':' : ';'));
}

function paint(styles: Styles, code: number, colour: string): void {
  if (code === 38) styles.foreground = colour;
  else styles.background = colour;
}
