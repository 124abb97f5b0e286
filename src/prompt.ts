/** The prompt: lines of standard input, run one after another; loaded only where it is opened. */
import { appendFile, writeFile } from 'node:fs/promises';
import { type Common, closeCommon, newCommon } from './context.ts';
import { userPath } from './files.ts';
import type { Host } from './host.ts';
import type { Invocation } from './invocation.ts';
import type { Sink } from './kernel/context.ts';
import { CommandError, Quiet } from './kernel/errors.ts';
import { ownPrompt } from './kernel/prompt/own.ts';
import type { PromptHabits, Redirection, Statement, Tree } from './kernel/tree.ts';
import type { Lines } from './lines.ts';
import { runAtPrompt } from './run.ts';
import { isTree, treeOf } from './trees/trees.ts';

/** Ctrl-C, and a defect or an error that nothing else says. */
const INTERRUPTED = 130;
const FAILED = 1;

/** What the lines of a prompt are run in. */
export interface PromptSession {
  /** The line that opened it. */
  readonly opened: Invocation;
  /** Whose commands they are; undefined: as behind `ostk`. */
  readonly tree: Tree | undefined;
  common: Common;
}

/**
 * Opens the prompt and runs its lines.
 * @param opened the line that asked for it
 * @param name whose commands they are; left out: ostk's own
 * @returns the exit code: under a peer's name by its rule; under ostk's own that of the first line that failed, where
 *   lines come from a pipe, and 0 where they are typed
 * @throws CommandError for a name that is no tree
 */
export async function openPrompt(opened: Invocation, name: string | undefined, host: Host): Promise<number> {
  if (name !== undefined && !isTree(name))
    throw new CommandError(`There is no ${name} tree. 'ostk help' lists what there is.`);
  const tree = name === undefined ? undefined : await treeOf(name);
  const isPeer = opened.manners === 'peer';
  const habits = (isPeer && tree?.prompt) || ownPrompt(name ?? '');
  const session: PromptSession = { opened, tree, common: newCommon() };
  const { isTTY } = host.stdin;
  const shown = isTTY || habits.echoes === true;
  const { openHistory } = await import('./history.ts');
  const history = isTTY ? openHistory(name ?? 'ostk', host) : undefined;
  if (shown && habits.banner !== undefined) await host.stdout.write(habits.banner);
  const lines = isTTY ? await typed(session, habits, history?.lines ?? [], host) : pipedLines(host.stdin);
  const codes: number[] = [];
  // Statements get a standard input of their own: the lines are not for them.
  const inside = isTTY ? host : { ...host, stdin: nothing };
  try {
    for (;;) {
      const line = await lines.next();
      if (line === undefined) {
        await host.stdout.write(isTTY ? '\n' : habits.farewell);
        break;
      }
      if (habits.echoes === true && !isTTY) await host.stdout.write(`${habits.text}${line}\n`);
      history?.add(line);
      const statements = await taken(line, habits, host);
      let ended = false;
      for (const statement of statements ?? []) {
        if (statement.kind === 'end') ended = true;
        else if (statement.kind === 'history') await listHistory(history?.lines ?? [], host);
        else codes.push(await watched(statement, session, inside));
        if (ended) break;
      }
      if (statements === undefined) codes.push(FAILED);
      if (ended) break;
    }
  } finally {
    lines.close();
    await closeCommon(session.common);
  }
  return isTTY && !isPeer ? 0 : habits.code(codes);
}

/** No input at all. */
const nothing = {
  isTTY: false,
  isClosed: () => true,
  async *[Symbol.asyncIterator]() {},
};

/** A line's statements; undefined where it cannot be read, of which the user is told. */
async function taken(
  line: string,
  habits: PromptHabits,
  host: Host,
): Promise<readonly Statement[] | undefined> {
  try {
    return habits.split(line);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    await host.stderr.write(`${error.message}\n`);
    return undefined;
  }
}

/** Runs a statement; Ctrl-C ends it and not the session. */
async function watched(statement: Statement, session: PromptSession, host: Host): Promise<number> {
  const stop = host.stdin.isTTY ? host.stopped?.() : undefined;
  if (!stop) return runStatement(statement, session, host);
  let code: number | undefined;
  const gone = stop.then(reason => {
    code = reason;
    throw new Quiet(reason);
  });
  gone.catch(() => {});
  const work = runStatement(
    statement,
    session,
    interruptible(host, gone, () => code !== undefined),
  );
  try {
    return await Promise.race([work, gone]);
  } catch (error) {
    if (code === undefined) throw error;
    work.catch(() => {});
    // What is under way is broken off with its connections.
    await closeCommon(session.common);
    session.common = newCommon();
    await host.stdout.write('\n');
    if (code !== INTERRUPTED) throw error;
    return INTERRUPTED;
  }
}

/** A host in which nothing is printed, and no waiting goes on, once a line is given up. */
function interruptible(host: Host, gone: Promise<never>, isGone: () => boolean): Host {
  const open = (sink: Sink): Sink => ({
    ...sink,
    write: async data => {
      if (isGone()) throw new Quiet(INTERRUPTED);
      await sink.write(data);
    },
  });
  const clock = {
    now: host.clock.now,
    sleep: (milliseconds: number) => Promise.race([host.clock.sleep(milliseconds), gone]),
  };
  return { ...host, clock, stdout: open(host.stdout), stderr: open(host.stderr) };
}

async function runStatement(statement: Statement, session: PromptSession, host: Host): Promise<number> {
  if (statement.kind === 'system') return host.system(statement.command);
  if (statement.kind !== 'command') return 0;
  const { words, output } = statement;
  if (output === undefined) return runAtPrompt(words, session, host);
  return redirected(words, output, session, host);
}

/** Runs a command whose output goes elsewhere. */
async function redirected(
  words: readonly string[],
  output: Redirection,
  session: PromptSession,
  host: Host,
): Promise<number> {
  const printed: Uint8Array[] = [];
  const write = async (data: string | Uint8Array) => {
    printed.push(Buffer.from(data));
  };
  const stdout = output.captures ? { write, isTTY: false, columns: undefined } : host.stdout;
  const code = await runAtPrompt(words, session, { ...host, stdout });
  const data = Buffer.concat(printed);
  if ('pipe' in output) {
    const piped = await host.system(output.pipe, data);
    return code || piped;
  }
  try {
    await (output.append ? appendFile : writeFile)(userPath(output.file, host), data);
  } catch (error) {
    const { systemSentence } = await import('./kernel/system-error.ts');
    await host.stderr.write(`${output.file}: ${systemSentence(error) ?? String(error)}\n`);
    return FAILED;
  }
  return code;
}

async function listHistory(lines: readonly string[], host: Host): Promise<void> {
  const text = lines.map((line, index) => `${String(index + 1).padStart(5)}  ${line}\n`);
  await host.stdout.write(text.join(''));
}

async function typed(
  session: PromptSession,
  habits: PromptHabits,
  history: readonly string[],
  host: Host,
): Promise<Lines> {
  const { completions } = await import('./prompt-completion.ts');
  const complete = (line: string) => completions(line, session, host);
  return host.typedLines({ prompt: habits.text, history, complete });
}

/** The lines of a pipe; the last one may lack its end. */
function pipedLines(input: AsyncIterable<Uint8Array>): Lines {
  async function* lines(): AsyncGenerator<string> {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of input) {
      const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = parts.pop() ?? '';
      yield* parts;
    }
    rest += decoder.decode();
    if (rest !== '') yield rest;
  }
  const each = lines();
  return {
    next: async () => {
      const { done, value } = await each.next();
      return done ? undefined : value;
    },
    close: () => {},
  };
}
