/** Texts that are edited by hand, in the user's editor (tools/vsh.c, vshEdit*). Part of the edge. */
import { randomInt } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { reason } from './files.ts';
import type { Host } from './host.ts';
import type { Draft } from './kernel/context.ts';
import { CommandError } from './kernel/errors.ts';

/** What an editor's words, and a path, may be made of without a shell looking at them. */
const PLAIN = /^[-\w/.:@]*$/;

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** What a shell's exit code is for a program that is not there, and for one that cannot be run. */
const [NOT_FOUND, NOT_RUN] = [127, 126];

/**
 * Writes a text to a new file that only the user can read, in $TMPDIR or /tmp.
 * @throws CommandError with the system's reason
 */
export async function openDraft(text: string, host: Host): Promise<Draft> {
  const letters = Array.from({ length: 6 }, () => LETTERS.charAt(randomInt(LETTERS.length)));
  const path = `${host.env.TMPDIR ?? '/tmp'}/virsh${letters.join('')}.xml`;
  try {
    await writeFile(path, text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    throw new CommandError(`g_mkstemp_full: failed to create temporary file: ${reason(error)}`);
  }
  return { path, edit: () => edit(path, host), discard: () => rm(path, { force: true }) };
}

/** Has a file edited. @throws CommandError where that cannot be, or the editor says that it failed */
async function edit(path: string, host: Host): Promise<void> {
  const editor = host.env.VISUAL ?? host.env.EDITOR ?? 'vi';
  const inShell = !PLAIN.test(editor);
  if (inShell && !PLAIN.test(path))
    throw new CommandError(
      `${path}: temporary filename contains shell meta or other unacceptable characters (is $TMPDIR wrong?)`,
    );
  const line = `${editor} ${path}`;
  const ended = await run(inShell ? ['sh', '-c', line] : [editor, path], host);
  if (ended === 0) return;
  const shown = inShell ? `sh -c '${line.replaceAll("'", "'\\''")}'` : line;
  const how = typeof ended === 'number' ? `exit status ${ended}` : ended;
  throw new CommandError(`internal error: Child process (${shown}) unexpected ${how}`);
}

/** Runs a program. @returns its exit code, or `fatal signal 9` @throws CommandError for one that is on no path */
async function run(
  argv: readonly [program: string, ...words: string[]],
  host: Host,
): Promise<number | string> {
  const [program] = argv;
  if (program === '') throw new CommandError(`Cannot find '' in path: No such file or directory`);
  try {
    const { code, signal } = await host.runProgram(argv);
    return signal === undefined ? code : `fatal signal ${signal}`;
  } catch (error) {
    const why = reason(error);
    if (!program.includes('/')) throw new CommandError(`Cannot find '${program}' in path: ${why}`);
    await host.stderr.write(`libvirt:  error : cannot execute binary ${program}: ${why}\n`);
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? NOT_FOUND : NOT_RUN;
  }
}
