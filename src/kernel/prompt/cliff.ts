/** The prompt of cliff's programs, which is cmd2's: redirections are read, and what is printed does not take them. */
import { CommandError } from '../errors.ts';
import type { PromptHabits, Statement } from '../tree.ts';
import { type Piece, pieces, shellWords } from './words.ts';

/** The code that a session ends with, whatever its lines came to (cliff 4.17; it was 0 before). */
const SESSION_CODE = 1;

/** The words that are cmd2's own, and no command of the program. */
const OWN: Readonly<Record<string, Statement>> = {
  exit: { kind: 'end' },
  quit: { kind: 'end' },
  history: { kind: 'history' },
};

/**
 * Makes the habits of a program.
 * @param name of the program, which its prompt shows
 */
export function cliffPrompt(name: string): PromptHabits {
  return {
    text: `(${name}) `,
    bare: true,
    farewell: '\n',
    code: () => SESSION_CODE,
    split: line => {
      const text = line.trim();
      if (text === '' || text.startsWith('#')) return [];
      if (text.startsWith('!')) return [{ kind: 'system', command: text.slice(1) }];
      return [statement(text.replace(/^\?/, 'help '))];
    },
  };
}

/** One statement a line: what stands behind a semicolon is dropped. */
function statement(line: string): Statement {
  const [first, ...behind] = pieces(line, { escapes: false });
  const text = first?.text.trim() ?? '';
  checkQuotes(text);
  const [word = '', ...rest] = text.split(/\s+/);
  const own = Object.hasOwn(OWN, word) ? OWN[word] : undefined;
  if (own) return own;
  if (word === 'shell') return { kind: 'system', command: rest.join(' ') };
  const output = redirection(first?.operator, behind);
  // Words are split twice: once to find the command, and then, joined by blanks, for the command itself.
  const words = shellWords(shellWords(text).join(' '));
  return { kind: 'command', words, ...(output ? { output: { ...output, captures: false } } : {}) };
}

function redirection(operator: string | undefined, behind: readonly Piece[]) {
  const [next] = behind;
  if (next === undefined) return undefined;
  if (operator === '|')
    return {
      pipe: behind
        .map(piece => piece.text + piece.operator)
        .join('')
        .trim(),
    };
  if (operator === '>' || operator === '>>') return { file: next.text.trim(), append: operator === '>>' };
  return undefined;
}

/** @throws CommandError as cmd2 has it, which looks at a line before anything is split */
function checkQuotes(text: string): void {
  let quote = '';
  for (const char of text) {
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
  }
  if (quote !== '') throw new CommandError('Invalid syntax: No closing quotation');
}
