/** Python's textwrap.wrap, which lays out the peers' help. */

const SPACE = '[\\t\\n\\v\\f\\r ]';
const BLACK = '[^\\t\\n\\v\\f\\r ]';
const PUNCTUATED = '[\\p{L}\\p{N}_!"\'&.,?]';
const LETTER = '[\\p{L}\\p{Nl}_]';
const WORD = '[\\p{L}\\p{N}_]';

/** Where a line may be broken: at spaces, after a hyphen between letters, around a dash made of hyphens. */
const SEPARATOR = new RegExp(
  `(${SPACE}+|(?<=${PUNCTUATED})-{2,}(?=${WORD})|${BLACK}+?(?:` +
    `-(?:(?<=${LETTER}{2}-)|(?<=${LETTER}-${PUNCTUATED}-))(?=${LETTER}-?${LETTER})` +
    `|(?=${SPACE}|$)|(?<=${PUNCTUATED})(?=-{2,}${WORD})))`,
  'u',
);

/**
 * Breaks text into lines.
 * @param text one paragraph; runs of blanks count as one
 * @param width the most columns of a line; longer words are broken
 */
export function wrap(text: string, width: number): string[] {
  const chunks = text
    .replace(/[ \t\n\r\f\v]+/g, ' ')
    .trim()
    .split(SEPARATOR)
    .filter(Boolean)
    .reverse();
  const lines: string[] = [];
  while (chunks.length > 0) {
    if (lines.length > 0 && chunks.at(-1)?.trim() === '') chunks.pop();
    const line: string[] = [];
    let length = 0;
    for (
      let next = chunks.at(-1);
      next !== undefined && length + next.length <= width;
      next = chunks.at(-1)
    ) {
      line.push(next);
      length += next.length;
      chunks.pop();
    }
    const long = chunks.at(-1);
    if (long !== undefined && long.length > width) {
      chunks.pop();
      const end = breakAt(long, width < 1 ? 1 : width - length);
      line.push(long.slice(0, end));
      if (end < long.length) chunks.push(long.slice(end));
    }
    if (line.at(-1)?.trim() === '') line.pop();
    if (line.length > 0) lines.push(line.join(''));
  }
  return lines;
}

/** Where a word longer than a line is cut: after its last hyphen that fits, else where the line ends. */
function breakAt(word: string, space: number): number {
  const hyphen = word.length > space ? word.slice(0, space).lastIndexOf('-') : -1;
  return hyphen > 0 && /[^-]/.test(word.slice(0, hyphen)) ? hyphen + 1 : space;
}
