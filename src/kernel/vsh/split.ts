/** A line of libvirt's shell taken apart: words, quotes, `;` between commands, comments (tools/vsh.c). */
import { CommandError } from '../errors.ts';

/**
 * Takes a text apart into commands, each a list of words.
 * @returns commands in order; what is empty or a comment is none
 * @throws CommandError for a quote that is not closed, and a backslash at the end
 */
export function splitCommands(source: string): string[][] {
  const commands: string[][] = [];
  let current: string[] = [];
  const finish = (): void => {
    if (current.length > 0) commands.push(current);
    current = [];
  };
  let at = 0;
  while (at < source.length) {
    const character = source[at];
    if (character === ' ' || character === '\t') at++;
    else if (character === '\\' && source[at + 1] === '\n') at += 2;
    else if (character === ';' || character === '\n') {
      finish();
      at++;
    } else if (character === '#') {
      const end = source.indexOf('\n', at);
      at = end < 0 ? source.length : end + 1;
      finish();
    } else {
      const { word, end } = readWord(source, at);
      current.push(word);
      at = end;
    }
  }
  finish();
  return commands;
}

/** Reads one word. Quotes may stand in the middle of it; a single one need not be closed. */
function readWord(source: string, start: number): { word: string; end: number } {
  let quote = '';
  let word = '';
  let at = start;
  for (; at < source.length; at++) {
    const character = source.charAt(at);
    if (quote === '' && ' \t;\n'.includes(character)) break;
    if ((character === "'" && quote !== '"') || (character === '"' && quote !== "'")) {
      quote = quote === '' ? character : '';
    } else if (character === '\\' && quote !== "'") {
      at++;
      if (at === source.length) throw new CommandError('dangling \\');
      if (source[at] !== '\n') word += source[at];
    } else word += character;
  }
  if (quote === '"') throw new CommandError('missing "');
  return { word, end: at };
}
