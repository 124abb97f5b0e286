/** What the commands about saved states share. */
import type { Result } from '../../../kernel/output/result.ts';
import { flag } from '../../../kernel/vsh/params.ts';
import { exclude } from './exclusive.ts';

/** The options that say how a state is saved or started again. */
export const stateParams = {
  running: flag('--running', 'Let it run when it is started again'),
  paused: flag('--paused', 'Let it be paused when it is started again'),
};

export const bypassCache = flag('--bypass-cache', "Keep the host's file cache out of it");

/** virDomainSaveRestoreFlags. */
const FLAGS = { bypass_cache: 1, running: 2, paused: 4, reset_nvram: 8 } as const;

/** The flags of the options that were given. */
export function saveFlags(values: Readonly<Partial<Record<keyof typeof FLAGS, boolean>>>): number {
  let flags = 0;
  if (values.bypass_cache) flags |= FLAGS.bypass_cache;
  if (values.running) flags |= FLAGS.running;
  if (values.paused) flags |= FLAGS.paused;
  if (values.reset_nvram) flags |= FLAGS.reset_nvram;
  return flags;
}

/** Refuses to run and to be paused at once. @throws Failure */
export function checkState(values: Readonly<Record<string, unknown>>): void {
  exclude(values, ['running', 'paused']);
}

/**
 * A sentence that quiet runs leave out, exactly as it is: some of the peer's begin or end with a line, some have none.
 */
export function told(text: string): Result {
  return {
    kind: 'text',
    text: quiet => (quiet ? '' : text),
    data: { kind: 'show', fields: [['result', text.trim()]] },
  };
}
