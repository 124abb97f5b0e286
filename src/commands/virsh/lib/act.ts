/** Commands that do one thing to a domain and say so. */
import type { Libvirt } from '../../../clients/libvirt/connection.ts';
import type { Domain } from '../../../clients/libvirt/protocol/types.ts';
import { type Command, command } from '../../../kernel/command.ts';
import type { Params, Values } from '../../../kernel/params.ts';
import { orFail } from '../../../kernel/vsh/failure.ts';
import { domain } from '../../../kernel/vsh/params.ts';
import { done } from '../../../kernel/vsh/text.ts';
import { findDomain } from './domain.ts';

interface Act<P extends Params> {
  readonly summary: string;
  readonly params: P;
  /** What is said before the daemon's words where it fails. @param name the domain as it was typed */
  failed(name: string, values: Values<P>): string;
  done(name: string, values: Values<P>): string;
  /** Looks at the values before anything is asked for. Throws Failure */
  check?(values: Values<P>): void;
  work(libvirt: Libvirt, dom: Domain, values: Values<P>): Promise<unknown>;
}

/** Makes a command of the group of those that manage domains. */
export function act<P extends Params>({
  summary,
  params,
  check,
  work,
  ...says
}: Act<P>): Command<{ domain: typeof domain } & P> {
  return command({
    summary,
    group: 'domain',
    params: { domain, ...params },
    output: 'text-show',
    async run(context, values) {
      check?.(values);
      const name = String(values.domain);
      const [libvirt, dom] = await Promise.all([context.libvirt(), findDomain(context, name)]);
      await orFail(says.failed(name, values), work(libvirt, dom, values));
      return done(says.done(name, values));
    },
  });
}
