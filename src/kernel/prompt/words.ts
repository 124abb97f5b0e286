/** Lines as shells read them: words, quotes, and what stands between commands. */
import { CommandError } from '../errors.ts';

const BLANK = /\s/;

/**
 * Splits a text into words as a POSIX shell does, without its expansions; as Python's shlex.split.
 * @throws CommandError for a quote that is not closed, and for a backslash at the end
 */
export function shellWords(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    const next = text.charAt(at + 1);
    if (quote === "'" && char !== quote) word = `${word ?? ''}${char}`;
    else if (char === '\\' && (quote === '' || next === '"' || next === '\\')) {
      if (next === '') throw new CommandError('No escaped character');
      word = `${word ?? ''}${next}`;
      at++;
    } else if (char === quote) quote = '';
    else if (quote === '' && (char === '"' || char === "'")) {
      quote = char;
      word ??= '';
    } else if (quote === '' && BLANK.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = `${word ?? ''}${char}`;
  }
  if (quote !== '') throw new CommandError('No closing quotation');
  if (word !== undefined) words.push(word);
  return words;
}

/** A command's text, and what stands behind it. */
export interface Piece {
  readonly text: string;
  /** `;`, `|`, `>`, `>>`, or '' at the end of the line. */
  readonly operator: string;
}

/** How a reader of lines sees them. */
export interface Reading {
  /** Whether a backslash takes the next character's meaning away. */
  readonly escapes: boolean;
}

/**
 * Cuts a line at the operators outside of quotes; the line's end closes an open quote, which `shellWords` tells of.
 */
export function pieces(line: string, { escapes }: Reading): Piece[] {
  const found: Piece[] = [];
  let quote = '';
  let begin = 0;
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at);
    if (escapes && char === '\\' && quote !== "'") at++;
    else if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (/[;|>]/.test(char)) {
      const operator = line.startsWith('>>', at) ? '>>' : char;
      found.push({ text: line.slice(begin, at), operator });
      at += operator.length - 1;
      begin = at + 1;
    }
  }
  return [...found, { text: line.slice(begin), operator: '' }];
}
