/** `virsh event`: waits for what happens to domains. */
import {
  connectDomainEventCallbackDeregisterAny,
  connectDomainEventCallbackRegisterAny,
} from '../../clients/libvirt/protocol/event.ts';
import type { Domain } from '../../clients/libvirt/protocol/types.ts';
import { command } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { Quiet } from '../../kernel/errors.ts';
import { Failure } from '../../kernel/vsh/failure.ts';
import { flag, number, word } from '../../kernel/vsh/params.ts';
import { plain } from '../../kernel/vsh/text.ts';
import { findDomain } from './lib/domain.ts';
import { DOMAIN_EVENTS, type Happening } from './lib/domain-events.ts';
import { exclude } from './lib/exclusive.ts';

const params = {
  domain: word('--domain', 'Only what happens to this domain: its name, ID or UUID'),
  event: word('--event', 'The kind of event to wait for'),
  all: flag('--all', 'Wait for events of any kind'),
  loop: flag('--loop', 'Go on after the first one, until the time is over or Ctrl-C'),
  timeout: number('--timeout', 'Seconds to wait at most', { least: 1, bare: true }),
  list: flag('--list', 'Print the kinds of events'),
  timestamp: flag('--timestamp', 'Print the time with each event'),
};

/** `2026-01-31 12:59:59.123+0000: ` */
function stamp(context: Context): string {
  return `${new Date(context.clock.now()).toISOString().replace('T', ' ').replace('Z', '+0000')}: `;
}

/** Asks for kinds of events. @returns gives them back. @throws LibvirtError when the daemon knows not even the first */
async function register(
  context: Context,
  kinds: readonly string[],
  dom: Domain | undefined,
  heard: (name: string, happening: Happening) => void,
): Promise<() => Promise<void>> {
  const libvirt = await context.libvirt();
  const callbacks: number[] = [];
  const stops: (() => void)[] = [];
  for (const [eventID, kind] of DOMAIN_EVENTS.entries()) {
    if (!kinds.includes(kind.name)) continue;
    // Events may come before the answer that says their number, so all of the kind are heard.
    stops.push(kind.listen(libvirt, happening => heard(kind.name, happening)));
    try {
      callbacks.push(
        (await libvirt.call(connectDomainEventCallbackRegisterAny, { eventID, dom })).callbackID,
      );
    } catch (error) {
      // An older daemon knows fewer kinds.
      if (callbacks.length === 0) throw error;
    }
  }
  return async () => {
    for (const stop of stops) stop();
    for (const callbackID of callbacks) {
      await libvirt.call(connectDomainEventCallbackDeregisterAny, { callbackID }).catch(() => {});
    }
  };
}

const event = command({
  summary: 'List kinds of events, or wait for events of domains',
  group: 'events',
  params,
  output: 'none',
  async run(context, values) {
    exclude(values, ['all', 'event'], ['list', 'all'], ['list', 'event']);
    const names = DOMAIN_EVENTS.map(({ name }) => name);
    if (values.list) return plain('events', names.map(name => `${name}\n`).join(''));
    if (values.event === undefined && !values.all) {
      throw new Failure('one of --list, --all, or --event <type> is required');
    }
    const kinds = values.event === undefined ? names : names.filter(name => name === values.event);
    if (kinds.length === 0) throw new Failure(`unknown event type ${values.event}`);
    const dom = values.domain === undefined ? undefined : await findDomain(context, values.domain);
    const libvirt = await context.libvirt();

    let count = 0;
    let printed = Promise.resolve();
    let arrived: (outcome: 'done') => void = () => {};
    const first = new Promise<'done'>(resolve => {
      arrived = resolve;
    });
    const release = await register(context, kinds, dom, (name, { domain, detail }) => {
      if (!values.loop && count > 0) return;
      count += 1;
      const line = `${values.timestamp ? stamp(context) : ''}event '${name}' for domain '${domain}'${detail}\n`;
      printed = printed.then(() => context.stdout.write(line));
      if (!values.loop) arrived('done');
    });
    const ends = [
      first,
      context
        .stopped()
        .then(code => (code === undefined ? new Promise<never>(() => {}) : ('stopped' as const))),
      libvirt.over,
    ];
    const time = values.timeout === undefined ? [] : [context.clock.sleep(values.timeout * 1000)];
    const outcome = await Promise.race([...ends, ...time.map(slept => slept.then(() => 'late' as const))]);
    await printed;
    if (outcome instanceof Error) throw outcome;
    await release();
    if (outcome === 'stopped') await context.stdout.write('event loop interrupted\n');
    if (outcome === 'late') await context.stdout.write('event loop timed out\n');
    await context.stdout.write(`events received: ${count}\n`);
    if (count === 0) throw new Quiet(1);
    return undefined;
  },
});

export default { '': event };
