/** What `start` and `create` have in common: the ways to start a domain, and its console afterwards. */
import type { Domain } from '../../../clients/libvirt/protocol/types.ts';
import type { Context } from '../../../kernel/context.ts';
import type { Result } from '../../../kernel/output/result.ts';
import { Failure } from '../../../kernel/vsh/failure.ts';
import { flag, named } from '../../../kernel/vsh/params.ts';
import { done } from '../../../kernel/vsh/text.ts';
import { runConsole } from './console.ts';

/** virDomainCreateFlags by option. */
export const START_FLAGS = {
  paused: 1,
  autodestroy: 2,
  bypass_cache: 4,
  force_boot: 8,
  validate: 16,
  reset_nvram: 32,
} as const;

/** The options of both. */
export const startParams = {
  console: flag('--console', 'Connect to its console then'),
  paused: flag('--paused', 'Leave it paused'),
  autodestroy: flag('--autodestroy', 'Destroy it when this connection ends'),
  pass_fds: named('--pass-fds', 'Not supported: file descriptors cannot be handed on'),
  reset_nvram: flag('--reset-nvram', 'Make its NVRAM anew from the template'),
};

/** Refuses descriptors, which Node has no way to send over a socket. @throws Failure */
export function refuseFds(descriptors: string | undefined): void {
  if (descriptors === undefined) return;
  throw new Failure('--pass-fds is not supported: this program cannot hand file descriptors to libvirt');
}

/** Says that a domain has started and, where that is wanted, stays on its console until the user leaves it. */
export async function started(
  context: Context,
  dom: Domain,
  sentence: string,
  withConsole: boolean,
): Promise<Result | undefined> {
  if (!withConsole) return done(sentence);
  if (context.globals.quiet !== true) await context.stdout.write(`${sentence}\n`);
  await runConsole(context, dom, undefined, 0);
  return undefined;
}
