/** How many cells of a terminal a text takes, equal to `wcwidth.width()` of python-wcwidth 0.9.4 (prettytable's measure). */
import { effect, moves, strip } from './sequences.ts';
import { ranges, values } from './unicode/cells.ts';
import { Ranges } from './unicode/ranges.ts';

/** What the table says of a character. */
const CELLS = 3;
const SPACING_MARK = 4;
const VIRAMA = 8;
const PICTOGRAPH = 16;
const WIDENED_BY_VS16 = 32;
const NARROWED_BY_VS15 = 64;

/** Printable ASCII: one cell a character. */
const PLAIN = /^[\x20-\x7e]*$/;
/** Longer text (in characters) is measured without its controls unless they move the cursor along the line. */
const SHORT = 20;

let table: Ranges | undefined;

function flags(codePoint: number): number {
  table ??= new Ranges(ranges, values, 1);
  return table.get(codePoint);
}

/**
 * The cells of one character by itself.
 * @param codePoint the character's number
 * @returns 0, 1 or 2; -1 for a control character
 */
export function wcwidth(codePoint: number): number {
  if (codePoint >= 0x20 && codePoint < 0x7f) return 1;
  if ((codePoint > 0 && codePoint < 0x20) || (codePoint >= 0x7f && codePoint < 0xa0)) return -1;
  return flags(codePoint) & CELLS;
}

/**
 * The cells of a text: joined emoji count once, combining marks not at all, terminal sequences by what they do.
 * @param text one line
 * @returns the rightmost column that the cursor reaches
 */
export function width(text: string): number {
  if (PLAIN.test(text)) return text.length;
  const long = text.length > SHORT && [...text].length > SHORT;
  if (!long || /[\b\t\r]/.test(text) || (text.includes('\x1b') && moves(text)))
    return new Ruler(text).measure();
  return new Ruler(strip(text).replace(/[\0-\x1f\x7f-\x9f]/g, '')).measure();
}

/** Walks through a text as a terminal's cursor would. */
class Ruler {
  private column = 0;
  private extent = 0;
  /** Cells of the cluster under way, not in `column` yet. */
  private cluster = 0;
  /** Whether a variation selector or spacing mark may still change the cluster's width. */
  private open = false;
  /** The last character that took cells: its flags and its cells (0 after a joiner). */
  private base = 0;
  private baseCells = 0;
  private extentBefore = 0;
  private afterVirama = false;
  private at = 0;

  constructor(private readonly text: string) {}

  measure(): number {
    while (this.at < this.text.length) {
      const code = this.text.codePointAt(this.at) ?? 0;
      if (code === 0x1b) this.sequence();
      else if (code < 0x20 || (code >= 0x7f && code < 0xa0)) this.control(code);
      else this.character(code);
    }
    this.flush();
    return this.extent;
  }

  private flush(): void {
    this.column += this.cluster;
    this.cluster = 0;
    this.extent = Math.max(this.extent, this.column);
  }

  private forget(): void {
    this.extent = Math.max(this.extent, this.column);
    this.open = false;
    this.base = 0;
  }

  private sequence(): void {
    this.flush();
    const found = effect(this.text, this.at);
    this.at = found?.end ?? this.at + 1;
    switch (found?.kind) {
      case 'forward':
        this.column += found.count;
        break;
      case 'back':
        this.column = Math.max(0, this.column - found.count);
        break;
      case 'column':
        this.column = found.count - 1;
        break;
      case 'text':
        this.column +=
          found.scale * (found.width || (/[\0-\x1f\x7f-\x9f]/.test(found.text) ? 0 : width(found.text)));
    }
    this.forget();
  }

  private control(code: number): void {
    this.flush();
    if (code === 0x08) this.column = Math.max(0, this.column - 1);
    else if (code === 0x09) this.column += 8 - (this.column % 8);
    else if (code === 0x0d) this.column = 0;
    this.at++;
    this.forget();
  }

  private character(code: number): void {
    const start = this.at;
    this.at += code > 0xffff ? 2 : 1;
    const here = flags(code);
    if (code === 0x200d) this.joiner();
    else if (this.open && (code === 0xfe0f || code === 0xfe0e)) this.selector(code === 0xfe0f);
    else if (this.continuesFlag(code, start)) this.base = here;
    else if (this.continuesEmoji(code)) return;
    else if (here & CELLS) this.printed(here, here & CELLS);
    else this.mark(here);
  }

  /** The second half of a flag. */
  private continuesFlag(code: number, start: number): boolean {
    return code >= 0x1f1e6 && code <= 0x1f1ff && this.flagsBefore(start) % 2 === 1;
  }

  /** A skin tone after what can have one. */
  private continuesEmoji(code: number): boolean {
    return code >= 0x1f3fb && code <= 0x1f3ff && (this.base & PICTOGRAPH) !== 0;
  }

  private mark(here: number): void {
    if (!(here & VIRAMA) && this.open && here & SPACING_MARK) {
      this.cluster = 2;
      this.open = false;
    }
    this.afterVirama = (here & VIRAMA) !== 0;
  }

  private printed(here: number, cells: number): void {
    if (this.afterVirama) this.cluster = 2;
    else {
      if (this.cluster > 0) this.flush();
      this.cluster = cells;
    }
    this.open = true;
    this.base = here;
    this.baseCells = cells;
    this.extentBefore = this.extent;
    this.afterVirama = false;
  }

  /** A zero-width joiner takes the next character into the cluster, except after a virama. */
  private joiner(): void {
    if (this.afterVirama) return;
    if (this.at >= this.text.length) return;
    this.baseCells = 0;
    this.at += (this.text.codePointAt(this.at) ?? 0) > 0xffff ? 2 : 1;
  }

  private selector(emoji: boolean): void {
    if (emoji && this.base & WIDENED_BY_VS16) this.cluster = 2;
    if (!emoji && this.base & NARROWED_BY_VS15 && this.baseCells === 2) {
      this.column--;
      this.extent = Math.max(this.extentBefore, this.column);
    }
    this.open = false;
  }

  /** How many regional indicators stand in a row before a position. */
  private flagsBefore(end: number): number {
    let count = 0;
    for (let at = end - 2; at >= 0; at -= 2) {
      const code = this.text.codePointAt(at) ?? 0;
      if (code < 0x1f1e6 || code > 0x1f1ff) break;
      count++;
    }
    return count;
  }
}
