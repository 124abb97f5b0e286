/** The lines typed at a prompt, kept for the next one: for their user alone, and without secrets. */
import { join } from 'node:path';
import { createPrivateFiles } from './clients/private-files.ts';
import type { Host } from './host.ts';
import { maskLine } from './kernel/mask-line.ts';

/** How many lines are kept from one prompt to the next. */
const MOST = 1000;

export interface History {
  /** The oldest first. */
  readonly lines: string[];
  /** Keeps a line; blank ones and repetitions of the last are not. */
  add(line: string): void;
}

/** What it needs of the process. */
type HistoryHost = Pick<Host, 'env' | 'home' | 'uid'> & { readonly clock: Pick<Host['clock'], 'now'> };

/**
 * Opens the history of a prompt: a file below `$XDG_STATE_HOME/ostk/history`, else `~/.local/state`. Where it cannot be
 * read or written there is none.
 * @param name whose lines they are
 */
export function openHistory(name: string, { env, home, uid, clock }: HistoryHost): History {
  const base = env.XDG_STATE_HOME || join(home, '.local', 'state');
  const files = createPrivateFiles({
    dir: join(base, 'ostk', 'history'),
    uid: uid < 0 ? undefined : uid,
    what: 'History',
    now: clock.now,
    warn: () => {},
  });
  const lines = (files.read(name) ?? '').split('\n').filter(line => line !== '');
  // Prompts that are open at the same time add to one file; it is cut when one opens.
  if (lines.length > MOST) {
    lines.splice(0, lines.length - MOST);
    files.write(name, `${lines.join('\n')}\n`);
  }
  return {
    lines,
    add(line) {
      const kept = line.split(/(\s+)/);
      const words = kept.filter((_, index) => index % 2 === 0);
      // Blanks as they were typed, for a line that is called back is to be the same.
      const shown = maskLine(words)
        .map((word, index) => word + (kept[2 * index + 1] ?? ''))
        .join('')
        .trim();
      if (shown === '' || shown === lines.at(-1)) return;
      lines.push(shown);
      files.append(name, `${shown}\n`);
    },
  };
}
