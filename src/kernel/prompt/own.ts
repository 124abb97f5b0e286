/** ostk's own prompt: several commands a line, quotes as in a shell, and pipes and files that take the output. */
import { CommandError } from '../errors.ts';
import type { PromptHabits, Redirection, Statement } from '../tree.ts';
import { pieces, shellWords } from './words.ts';

const ENDS = ['exit', 'quit'];

/**
 * Makes ostk's habits for a tree.
 * @param tree its name, '' for ostk's own commands
 */
export function ownPrompt(tree: string): PromptHabits {
  return {
    text: tree === '' ? 'ostk> ' : `ostk ${tree}> `,
    banner: "Commands as after 'ostk'; TAB completes, 'help' helps, Ctrl-D or 'exit' ends.\n",
    farewell: '',
    code: codes => codes.find(code => code !== 0) ?? 0,
    split: statements,
  };
}

function statements(line: string): Statement[] {
  if (line.trim().startsWith('#')) return [];
  if (line.trim().startsWith('!')) return [{ kind: 'system', command: line.trim().slice(1) }];
  const found: Statement[] = [];
  const parts = pieces(line, { escapes: true });
  for (let at = 0; at < parts.length; at++) {
    const { text = '', operator = '' } = parts[at] ?? {};
    const words = withoutName(shellWords(text));
    if (operator === '' || operator === ';') {
      if (words.length > 0) found.push(own(words));
      continue;
    }
    if (operator === '|') {
      // The rest of the line is the system shell's, with whatever it pipes on.
      const pipe = parts
        .slice(at + 1)
        .map(part => part.text + part.operator)
        .join('')
        .trim();
      if (pipe === '') throw new CommandError('There is no command behind the |.');
      found.push({ kind: 'command', words, output: { pipe, captures: true } });
      break;
    }
    const [file, ...more] = shellWords(parts[at + 1]?.text ?? '');
    if (file === undefined || more.length > 0 || words.length === 0)
      throw new CommandError(`One file is awaited behind ${operator}.`);
    const output: Redirection = { file, append: operator === '>>', captures: true };
    found.push({ kind: 'command', words, output });
    at++;
  }
  return found;
}

function own(words: readonly string[]): Statement {
  const [first = ''] = words;
  if (words.length === 1 && ENDS.includes(first)) return { kind: 'end' };
  if (words.length === 1 && first === 'history') return { kind: 'history' };
  return { kind: 'command', words };
}

/** Lines from help and documentation begin with the program's name. */
function withoutName(words: string[]): string[] {
  return words[0] === 'ostk' ? words.slice(1) : words;
}
