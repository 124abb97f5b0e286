/** Questions to the person at the terminal. Part of the edge, like main.ts. */
import { openSync } from 'node:fs';
import { ReadStream, WriteStream } from 'node:tty';
import { Quiet } from './kernel/errors.ts';
import { width } from './kernel/output/width.ts';

const ENTER = /[\r\n]/;
const CTRL_C = '\x03';
const CTRL_D = '\x04';
const CTRL_U = '\x15';
const ERASE = /[\x7f\b]/;

/**
 * Reads a line from /dev/tty, as getpass does: stdin may be a pipe.
 * @param shown whether what is typed is seen; a secret is not
 * @returns the line without its end; undefined for Ctrl-D with nothing typed
 * @throws Quiet 130 on Ctrl-C, the system's error where there is no terminal
 */
export function askSecret(prompt: string, shown = false): Promise<string | undefined> {
  const input = new ReadStream(openSync('/dev/tty', 'r'));
  const output = new WriteStream(openSync('/dev/tty', 'w'));
  // Before the prompt: whoever types at once is not to see it.
  input.setRawMode(true);
  input.setEncoding('utf8');
  output.write(prompt);
  return new Promise((resolve, reject) => {
    let typed = '';
    const end = (settle: () => void): void => {
      input.setRawMode(false);
      input.destroy();
      output.write('\n', () => output.destroy());
      settle();
    };
    input.on('error', reject);
    input.on('data', (chunk: string | Uint8Array) => {
      for (const key of String(chunk)) {
        if (key === CTRL_C) return end(() => reject(new Quiet(130)));
        if (key === CTRL_D) return end(() => resolve(typed || undefined));
        if (ENTER.test(key)) return end(() => resolve(typed));
        const before = typed;
        if (key === CTRL_U) typed = '';
        else typed = ERASE.test(key) ? [...typed].slice(0, -1).join('') : typed + key;
        if (shown) output.write(redrawn(before, typed));
      }
    });
  });
}

/** What makes a terminal that shows one text show another, which begins or ends a little later. */
function redrawn(before: string, after: string): string {
  if (after.startsWith(before)) return after.slice(before.length);
  const gone = width(before) - width(after);
  return '\b'.repeat(gone) + ' '.repeat(gone) + '\b'.repeat(gone);
}

/**
 * Awaits a key on /dev/tty without showing it. Keys that are signals elsewhere are handed on as well.
 * @param ready called once keys are awaited: whoever types at once is not to see it
 * @throws the system's error where there is no terminal
 */
export function readKey(ready: () => Promise<void>): Promise<string> {
  const input = new ReadStream(openSync('/dev/tty', 'r'));
  input.setRawMode(true);
  input.setEncoding('utf8');
  return new Promise((resolve, reject) => {
    input.once('error', reject);
    ready().catch(reject);
    input.once('data', (keys: string | Uint8Array) => {
      input.setRawMode(false);
      input.destroy();
      resolve(String(keys).charAt(0));
    });
  });
}
