/** Lines of standard input: typed at a terminal, with history and completion, or from a pipe. Part of the edge. */
import { createInterface } from 'node:readline';

/** Where a session's lines come from. */
export interface Lines {
  /** The next line, without its end; undefined at the end of input. */
  next(): Promise<string | undefined>;
  close(): void;
}

/** What a terminal offers to those who type. */
export interface Typing {
  readonly prompt: string;
  /** Earlier lines, the oldest first. */
  readonly history: readonly string[];
  /** What the last word of a line could be: whole words. */
  complete(line: string): Promise<readonly string[]>;
}

const HISTORY = 1000;

/** What Ctrl-D leaves in a terminal that was not raw when it was typed. */
const EARLY_END = '\0';

/** A word that is whole; behind a key its value follows. */
const ended = (word: string): string => (word.endsWith('=') ? word : `${word} `);

/**
 * Reads lines that are typed at this process's terminal. Between two lines the terminal is as it was, so that what runs
 * may ask for a password, and Ctrl-C is a signal.
 */
export function typedLines({ prompt, history, complete }: Typing): Lines {
  const waiting: string[] = [];
  let wanted: ((line: string | undefined) => void) | undefined;
  let isOver = false;
  const reader = createInterface({
    input: process.stdin,
    output: process.stdout,
    prompt,
    history: history.toReversed(),
    historySize: HISTORY,
    removeHistoryDuplicates: true,
    completer: (line: string, done: (error: null, found: [string[], string]) => void) => {
      const last = /\S*$/.exec(line)?.[0] ?? '';
      complete(line).then(
        words => done(null, [words.length === 1 ? words.map(ended) : [...words], last]),
        () => done(null, [[], last]),
      );
    },
  });
  const give = (line: string | undefined): void => {
    const taker = wanted;
    wanted = undefined;
    // Several lines may come at once, pasted.
    if (taker) taker(line);
    else if (line !== undefined) waiting.push(line);
  };
  // The end of input that is typed while a command runs: a terminal that is not raw keeps it, and hands it out as NUL.
  let isFresh = true;
  const onKey = (_: string | undefined, { sequence }: { readonly sequence?: string }): void => {
    if (sequence === EARLY_END && isFresh && reader.line === '') reader.close();
    isFresh = sequence === '\r' || sequence === '\n';
  };
  process.stdin.on('keypress', onKey);
  const rest = (): void => {
    reader.pause();
    process.stdin.setRawMode(false);
  };
  reader.on('line', line => {
    rest();
    give(line);
  });
  reader.on('close', () => {
    isOver = true;
    process.stdin.off('keypress', onKey);
    give(undefined);
  });
  reader.on('SIGINT', () => {
    // The line is dropped; readline keeps what was typed unless it is told otherwise.
    process.stdout.write('^C\n');
    reader.write(null, { ctrl: true, name: 'e' });
    reader.write(null, { ctrl: true, name: 'u' });
    reader.prompt();
  });
  rest();
  return {
    next: () => {
      const line = waiting.shift();
      if (line !== undefined || isOver) return Promise.resolve(line);
      return new Promise(resolve => {
        wanted = resolve;
        isFresh = true;
        process.stdin.setRawMode(true);
        reader.prompt();
      });
    },
    close: () => reader.close(),
  };
}
