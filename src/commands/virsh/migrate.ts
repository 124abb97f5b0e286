/** `virsh migrate-*`: what a migration may cost, and its last phase (tools/virsh-domain.c). */
import type { Libvirt } from '../../clients/libvirt/connection.ts';
import {
  domainMigrateGetCompressionCache,
  domainMigrateGetMaxDowntime,
  domainMigrateGetMaxSpeed,
  domainMigrateSetCompressionCache,
  domainMigrateSetMaxDowntime,
  domainMigrateSetMaxSpeed,
  domainMigrateStartPostCopy,
} from '../../clients/libvirt/protocol/domain-migrate.ts';
import type { Domain } from '../../clients/libvirt/protocol/types.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { Failure } from '../../kernel/vsh/failure.ts';
import { count, domain, flag } from '../../kernel/vsh/params.ts';
import { value } from '../../kernel/vsh/text.ts';
import { capacityText } from './lib/capacity.ts';
import { findDomain } from './lib/domain.ts';
import { exact } from './lib/typed.ts';

const group = 'domain';
/** virDomainMigrateMaxSpeedFlags. */
const POSTCOPY = 1;
const REQUIRED = { required: true, bare: true } as const;

/** The connection, and the domain that a word means. */
async function on(context: Context, word: string): Promise<readonly [Libvirt, Domain]> {
  return Promise.all([context.libvirt(), findDomain(context, word)]);
}

const setmaxdowntime = command({
  summary: 'Set how long a migrating domain may stand still',
  group,
  params: { domain, downtime: count('--downtime', 'Milliseconds', REQUIRED) },
  output: 'none',
  async run(context, { domain: name, downtime = 0n }) {
    const [libvirt, dom] = await on(context, name);
    if (downtime === 0n) throw new Failure('migrate: Invalid downtime');
    await libvirt.call(domainMigrateSetMaxDowntime, { dom, downtime, flags: 0 });
    return undefined;
  },
});

const getmaxdowntime = command({
  summary: 'Print how long a migrating domain may stand still',
  group,
  params: { domain },
  output: 'text-show',
  async run(context, values) {
    const [libvirt, dom] = await on(context, values.domain);
    const { downtime } = await libvirt.call(domainMigrateGetMaxDowntime, { dom, flags: 0 });
    return value('downtime', exact(downtime));
  },
});

const compcache = command({
  summary: 'Print or set how much memory the compression of a migration takes',
  group,
  params: { domain, size: count('--size', 'Bytes that it may take from now on') },
  output: 'text-show',
  async run(context, { domain: name, size }) {
    const [libvirt, dom] = await on(context, name);
    if (size !== undefined)
      await libvirt.call(domainMigrateSetCompressionCache, { dom, cacheSize: size, flags: 0 });
    const { cacheSize } = await libvirt.call(domainMigrateGetCompressionCache, { dom, flags: 0 });
    // The peer ends no line here.
    return value('size', exact(cacheSize), `Compression cache: ${capacityText(cacheSize, 3)}`);
  },
});

const setspeed = command({
  summary: 'Set how fast a domain may migrate',
  group,
  params: {
    domain,
    bandwidth: count('--bandwidth', 'MiB in a second', { ...REQUIRED, wraps: true }),
    postcopy: flag('--postcopy', 'In the phase in which it runs at the other side'),
  },
  output: 'none',
  async run(context, { domain: name, bandwidth = 0n, postcopy }) {
    const [libvirt, dom] = await on(context, name);
    await libvirt.call(domainMigrateSetMaxSpeed, { dom, bandwidth, flags: postcopy ? POSTCOPY : 0 });
    return undefined;
  },
});

const getspeed = command({
  summary: 'Print how fast a domain may migrate, in MiB in a second',
  group,
  params: { domain, postcopy: flag('--postcopy', 'In the phase in which it runs at the other side') },
  output: 'text-show',
  async run(context, values) {
    const [libvirt, dom] = await on(context, values.domain);
    const flags = values.postcopy ? POSTCOPY : 0;
    return value(
      'bandwidth',
      exact((await libvirt.call(domainMigrateGetMaxSpeed, { dom, flags })).bandwidth),
    );
  },
});

const postcopy = command({
  summary: 'Have a migrating domain go on at the other side before all of its memory is there',
  description: 'The migration has to be one that was begun with --postcopy.',
  group,
  params: { domain },
  output: 'none',
  async run(context, values) {
    const [libvirt, dom] = await on(context, values.domain);
    await libvirt.call(domainMigrateStartPostCopy, { dom, flags: 0 });
    return undefined;
  },
});

export default {
  compcache,
  getmaxdowntime,
  getspeed,
  postcopy,
  setmaxdowntime,
  setspeed,
} satisfies Verbs;
