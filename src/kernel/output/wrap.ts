/** Wraps a line into a column, equal to `wcwidth.wrap()` over Python's textwrap (break at blanks and hyphens, blanks dropped). */
import { clusterEnd } from './graphemes.ts';
import { isPrintable } from './python.ts';
import { invisible, sequenceEnd, visible } from './sequences.ts';
import { carryStyles } from './styles.ts';
import { width as measure } from './width.ts';

const WORD = String.raw`[\p{L}\p{N}_]`;
const LETTER = String.raw`[\p{L}\p{Nl}\p{No}_]`;
const PUNCTUATED = String.raw`[\p{L}\p{N}_!"'&.,?]`;
const BLANK = '[\\t\\n\\v\\f\\r ]';
/** Pieces that a line may end after: blanks, dashes between words, words up to a hyphen between letters. */
const PIECES = new RegExp(
  `${BLANK}+|(?<=${PUNCTUATED})-{2,}(?=${WORD})|` +
    `[^\\t\\n\\v\\f\\r ]+?(?:-(?:(?<=${LETTER}{2}-)|(?<=${LETTER}-${LETTER}-))(?=${LETTER}-?${LETTER})` +
    `|(?=${BLANK})|(?![^])|(?<=${PUNCTUATED})(?=-{2,}${WORD}))`,
  'gu',
);
/** What Python's str.strip() takes away. */
const SPACES = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const ALL_SPACE = new RegExp(`^${SPACES}+$`, 'u');
const END_SPACE = new RegExp(`${SPACES}+$`, 'u');

/**
 * Wraps one line.
 * @param text the line, tabs expanded
 * @param columns how many cells a line may take, at least 1
 * @returns the lines; none when the text is blank
 */
export function wrap(text: string, columns: number): string[] {
  const pieces = split(text.replace(/[\t\n\v\f\r]/g, ' '));
  const lines: string[] = [];
  let at = 0;
  while (at < pieces.length) {
    const line = new Line(pieces, at, columns);
    if (lines.length > 0) line.skipBlank();
    at = line.fill();
    const content = line.text();
    if (content !== '') lines.push(content);
  }
  return text.includes('\x1b') ? carryStyles(lines) : lines;
}

/**
 * Cuts text where a line may end. Sequences do not count: they stay with the character that follows, but a line may
 * end before an operating system command (a title, a link) and after the end of a link.
 */
function split(text: string): string[] {
  if (!text.includes('\x1b')) return cut(text);
  const { bare, ends } = uncover(text);
  const found = cut(bare);
  if (found.length === 0) return text === '' ? [] : [text];
  const pieces: string[] = [];
  let count = 0;
  let start = 0;
  for (const [index, piece] of found.entries()) {
    count += piece.length;
    const end = index === found.length - 1 ? text.length : (ends[count - 1] ?? text.length);
    if (end > start) pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}

/** Cuts text without sequences. Letters that the peer's Python does not know yet are none. */
function cut(text: string): string[] {
  const known = text.replace(/[^\x20-\x7e]/gu, character => {
    if (isPrintable(character)) return character;
    return character.length === 1 ? '\ue000' : '\u{f0000}';
  });
  let at = 0;
  return (known.match(PIECES) ?? []).map(({ length }) => {
    at += length;
    return text.slice(at - length, at);
  });
}

const LINK_END = /^\x1b\]8;;(?:\x07|\x1b\\)/;

/** The text without sequences, blanks where a line may end at one, and where in the text each character ends. */
function uncover(text: string): { bare: string; ends: number[] } {
  const ends: number[] = [];
  let bare = '';
  let afterLink = false;
  for (let at = 0; at < text.length; ) {
    if (text[at] !== '\x1b') {
      if (afterLink && !ALL_SPACE.test(text[at] ?? '')) {
        bare += ' ';
        ends.push(at);
      }
      afterLink = false;
      bare += text[at];
      ends.push(++at);
      continue;
    }
    afterLink = LINK_END.test(text.slice(at));
    if (text[at + 1] === ']' && bare !== '' && !afterLink) {
      if (!ALL_SPACE.test(bare.slice(-1))) {
        bare += ' ';
        ends.push(at);
      }
    }
    at = sequenceEnd(text, at) ?? at + 1;
  }
  return { bare, ends };
}

/** The index after the next `count` characters that are no part of a sequence, and the sequences after them. */
function after(text: string, count: number): number {
  let at = 0;
  for (let left = count; left > 0 || text[at] === '\x1b'; ) {
    if (text[at] === '\x1b') at = sequenceEnd(text, at) ?? at + 1;
    else {
      at++;
      left--;
    }
  }
  return at;
}

function isBlank(piece: string): boolean {
  return ALL_SPACE.test(visible(piece));
}

/** One line under way; takes pieces from a list that it may change (a long word is cut, sequences move on). */
class Line {
  private readonly taken: string[] = [];
  private used = 0;

  constructor(
    private readonly pieces: string[],
    private at: number,
    private readonly columns: number,
  ) {}

  /** Drops a blank at the beginning of a line; its sequences go to the next piece. */
  skipBlank(): void {
    const piece = this.pieces[this.at] ?? '';
    if (!isBlank(piece)) return;
    this.at++;
    const next = this.pieces[this.at];
    if (next !== undefined) this.pieces[this.at] = invisible(piece) + next;
  }

  /** Takes what fits. @returns where the next line begins */
  fill(): number {
    for (; this.at < this.pieces.length; this.at++) {
      const piece = this.pieces[this.at] ?? '';
      const cells = measure(piece);
      if (this.used + cells > this.columns) break;
      this.taken.push(piece);
      this.used += cells;
    }
    const next = this.pieces[this.at];
    if (next !== undefined && measure(next) > this.columns) this.cut(next);
    this.dropBlank();
    return this.at;
  }

  text(): string {
    return this.taken.join('').replace(END_SPACE, '');
  }

  /** Takes the part of a word that fits: up to its last hyphen there, else to the last whole character. */
  private cut(word: string): void {
    let end = this.fitting(word, this.columns - this.used);
    const bare = visible(word.slice(0, end));
    const hyphen = bare.lastIndexOf('-');
    if (hyphen > 0 && /[^-]/.test(bare.slice(0, hyphen))) end = after(word, hyphen + 1);
    else if (this.taken.length === 0 && (end === 0 || measure(word.slice(0, end)) === 0))
      end = firstEnd(word);
    this.taken.push(word.slice(0, end));
    const rest = word.slice(end);
    this.pieces[this.at] = rest;
    while (this.at < this.pieces.length && this.pieces[this.at] === '') this.at++;
  }

  /** How far a word fits into so many cells. */
  private fitting(word: string, cells: number): number {
    let at = 0;
    let used = 0;
    while (at < word.length) {
      const sequence = word[at] === '\x1b' ? sequenceEnd(word, at) : undefined;
      if (sequence !== undefined) {
        at = sequence;
        continue;
      }
      const end = clusterEnd(word, at);
      used += measure(word.slice(at, end));
      if (used > cells) return at;
      at = end;
    }
    return at;
  }

  /** Drops a blank at the end of the line; its sequences stay with the piece before. */
  private dropBlank(): void {
    const last = this.taken.at(-1);
    if (last === undefined || !isBlank(last)) return;
    this.taken.pop();
    const before = this.taken.pop();
    if (before !== undefined) this.taken.push(before + invisible(last));
  }
}

/** The end of a word's leading sequences and its first character. */
function firstEnd(word: string): number {
  let at = 0;
  while (word[at] === '\x1b') {
    const end = sequenceEnd(word, at);
    if (end === undefined) break;
    at = end;
  }
  return clusterEnd(word, at);
}
