/** Descriptions that are edited by hand (tools/virsh-edit.c). */
import { Buffer } from 'node:buffer';
import type { Context, Draft } from '../../../kernel/context.ts';
import { Quiet } from '../../../kernel/errors.ts';
import type { Result } from '../../../kernel/output/result.ts';
import { Failure } from '../../../kernel/vsh/failure.ts';
import { readXml } from './input.ts';
import { told } from './saved.ts';

/** A description, and what takes it when it was edited. */
interface Editable<T> {
  read(): Promise<string>;
  /** @param validates whether it is checked against the schema */
  define(text: string, validates: boolean): Promise<T>;
  /** Whether `define` knows how to do without the schema (default: not). */
  readonly canRelax?: boolean;
  /** Whether it is defined though nothing was changed (default: not). */
  readonly evenUnchanged?: boolean;
}

/**
 * What editing came to. `forsaken`: it was refused, there is no terminal to ask at, and under the peer's name that is
 * said and no failure.
 */
type Edit<T> =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'forsaken' }
  | { readonly kind: 'defined'; readonly value: T };

/**
 * Has a description edited and defines it; asks what to do when it is refused, or has become another in the meantime.
 * Under ostk's own name what was edited is kept when it was not taken.
 * @throws Failure, LibvirtError, CommandError of the editor; Quiet when the user gives it up
 */
export async function edit<T>(context: Context, editable: Editable<T>): Promise<Edit<T>> {
  const original = await editable.read();
  const draft = await context.draft(original);
  return keeping(context, draft, original, () => rounds(context, draft, original, editable));
}

/**
 * Does something with a draft that is removed then; under ostk's own name it is kept where what was edited was not taken.
 * @param original the draft's text before it was edited
 * @throws what `work` throws
 */
export async function keeping<T>(
  context: Context,
  draft: Draft,
  original: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    const outcome = await work();
    await draft.discard();
    return outcome;
  } catch (error) {
    const isKept =
      context.manners === 'ostk' && !(error instanceof Quiet) && (await differs(context, draft, original));
    if (isKept) throw new Failure(`Nothing was changed; what you edited is kept in ${draft.path}`, error);
    await draft.discard();
    throw error;
  }
}

/**
 * Has a draft edited.
 * @returns its text then
 * @throws Failure, CommandError of the editor
 */
export async function editDraft(context: Context, draft: Draft): Promise<string> {
  await draft.edit();
  try {
    return await readXml(context, draft.path);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const reason = error.message.split(`'${draft.path}': `).at(-1);
    throw new Failure(`${draft.path}: failed to read temporary file: ${reason}`, error);
  }
}

async function differs(context: Context, { path }: Draft, original: string): Promise<boolean> {
  const text = await readXml(context, path).catch(() => original);
  return text !== original;
}

async function rounds<T>(
  context: Context,
  draft: Draft,
  fetched: string,
  { read, define, canRelax = false, evenUnchanged = false }: Editable<T>,
): Promise<Edit<T>> {
  let original = fetched;
  let validates = true;
  for (;;) {
    const text = await editDraft(context, draft);
    if (text === original && !evenUnchanged) return { kind: 'unchanged' };
    let relaxes = canRelax;
    for (let answer = 'f'; answer !== 'y'; ) {
      if (answer === 'i') validates = relaxes = false;
      const problem = await attempt(text);
      if (problem instanceof Defined) return { kind: 'defined', value: problem.value };
      const typed = await askAgain(context, problem, relaxes);
      if (typed === 'n') throw new Quiet(1);
      if (typed === undefined) {
        if (context.manners === 'ostk') throw problem.refusal ?? new Failure(problem.sentence);
        context.log.error(`error: ${problem.sentence}`);
        return { kind: 'forsaken' };
      }
      answer = typed;
    }
  }

  async function attempt(text: string): Promise<Defined<T> | Problem> {
    const now = await read();
    if (now !== original) {
      original = now;
      return { sentence: 'The XML configuration was changed by another user.', refusal: undefined };
    }
    try {
      return new Defined(await define(text, validates));
    } catch (refusal) {
      if (!(refusal instanceof Error)) throw refusal;
      return { sentence: 'Failed.', refusal };
    }
  }
}

/** What was defined. */
class Defined<T> {
  constructor(readonly value: T) {}
}

/** Why it was not. */
interface Problem {
  readonly sentence: string;
  /** What the daemon says. */
  readonly refusal: Error | undefined;
}

/**
 * Asks whether to try again.
 * @param relaxes whether trying without the schema is offered
 * @returns the key: y (edit again), n (give up), f (define again), i (without the schema); undefined: there is nobody
 */
async function askAgain(
  { stdin, stdout, log, readKey }: Context,
  { sentence, refusal }: Problem,
  relaxes: boolean,
): Promise<string | undefined> {
  if (!stdin.isTTY) return undefined;
  if (refusal) log.error(`error: ${refusal.message}`);
  const keys = relaxes ? ['y', 'n', 'i', 'f'] : ['y', 'n', 'f'];
  for (;;) {
    // Bytes, since a carriage return is meant to be one.
    const prompt = Buffer.from(`\r${sentence} Try again? [${[...keys, '?'].join(',')}]: `);
    const key = (await readKey(() => stdout.write(prompt))).toLowerCase();
    if (keys.includes(key)) {
      await stdout.write(Buffer.from('\r\n'));
      return key;
    }
    // Nothing else would end it.
    if (key === '' || key === '\x03' || key === '\x04') return undefined;
    // A terminal goes to the begin of a line itself.
    if (key === '?') await stdout.write(Buffer.from(helpText(relaxes, stdout.isTTY ? '\n' : '\r\n')));
  }
}

const helpText = (relaxes: boolean, end: string): string =>
  [
    '',
    'y - yes, start editor again',
    'n - no, throw away my changes',
    ...(relaxes ? ['i - turn off validation and try to redefine again'] : []),
    'f - force, try to redefine again',
    '? - print this help',
  ]
    .map(line => `${line}${end}`)
    .join('');

/**
 * Edits something that has a name.
 * @param unchanged what is said where nothing was changed
 * @param edited what is said when it was, of the name that `define` returns
 */
export async function editNamed(
  context: Context,
  editable: Editable<string>,
  unchanged: string,
  edited: (name: string) => string,
): Promise<Result> {
  const outcome = await edit(context, editable);
  if (outcome.kind === 'unchanged') return told(`${unchanged}\n`);
  // The peer has no name then.
  return told(`${edited(outcome.kind === 'defined' ? outcome.value : '(null)')}\n`);
}
