/** `virsh domtime`: the guest's clock. */
import { domainGetTime, domainSetTime } from '../../clients/libvirt/protocol/domain-guest.ts';
import { command } from '../../kernel/command.ts';
import { domain, flag, number } from '../../kernel/vsh/params.ts';
import { value } from '../../kernel/vsh/text.ts';
import { findDomain } from './lib/domain.ts';
import { exclude } from './lib/exclusive.ts';

/** VIR_DOMAIN_TIME_SYNC. */
const SYNC = 1;

const domtime = command({
  summary: "Print or set the guest's time",
  group: 'monitor',
  params: {
    domain,
    now: flag('--now', 'Set it to the time of this computer'),
    pretty: flag('--pretty', 'Print it as a date'),
    sync: flag('--sync', "Set it from the domain's hardware clock"),
    time: number('--time', 'Set it to this, in seconds since 1970', {
      bare: true,
      least: Number.MIN_SAFE_INTEGER,
      most: Number.MAX_SAFE_INTEGER,
    }),
  },
  output: 'text-show',
  async run(context, values) {
    exclude(values, ['time', 'now'], ['time', 'sync'], ['now', 'sync']);
    const { now, sync, time, pretty } = values;
    const dom = await findDomain(context, values.domain);
    const libvirt = await context.libvirt();
    if (now || sync || time !== undefined) {
      const seconds = BigInt(now ? Math.floor(context.clock.now() / 1000) : (time ?? 0));
      await libvirt.call(domainSetTime, { dom, seconds, nseconds: 0, flags: sync ? SYNC : 0 });
      return undefined;
    }
    const { seconds } = await libvirt.call(domainGetTime, { dom, flags: 0 });
    const shown = pretty
      ? new Date(Number(seconds) * 1000).toISOString().slice(0, 19).replace('T', ' ')
      : String(seconds);
    return value('time', pretty ? shown : Number(seconds), `Time: ${shown}`);
  },
});

export default { '': domtime };
