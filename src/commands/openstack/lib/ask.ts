/** Questions while a command runs. */
import type { Context } from '../../../kernel/context.ts';
import { CommandError } from '../../../kernel/errors.ts';

/**
 * Makes what asks for lines that are not shown.
 * Without a terminal they are read from stdin after a warning, as Python's getpass does.
 * @returns the asking function; it throws CommandError when stdin ends (without a text under a peer's name, as there)
 */
export function asker(context: Context): (prompt: string) => Promise<string> {
  const lines = linesOf(context.stdin);
  const ended = (why: string) => new CommandError(context.manners === 'peer' ? '' : why);
  return async prompt => {
    if (context.stdin.isTTY) {
      const typed = await context.askSecret(prompt);
      if (typed === undefined) throw ended('Nothing was entered.');
      return typed;
    }
    await context.stderr.write(`Warning: Password input may be echoed.\n${prompt}`);
    const { value, done } = await lines.next();
    if (done) throw ended('\nThere is nobody to ask: no terminal, and no more input.');
    await context.stderr.write('\n');
    return value;
  };
}

async function* linesOf(input: AsyncIterable<Uint8Array>): AsyncGenerator<string, undefined> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of input) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
  if (rest !== '') yield rest;
  return undefined;
}
