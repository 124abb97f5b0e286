/** `virsh migrate`, what it may cost, and its last phase (tools/virsh-domain.c). */
import type { Libvirt } from '../../clients/libvirt/connection.ts';
import { domainSuspend } from '../../clients/libvirt/protocol/domain.ts';
import {
  domainMigrateGetCompressionCache,
  domainMigrateGetMaxDowntime,
  domainMigrateGetMaxSpeed,
  domainMigrateSetCompressionCache,
  domainMigrateSetMaxDowntime,
  domainMigrateSetMaxSpeed,
  domainMigrateStartPostCopy,
} from '../../clients/libvirt/protocol/domain-migrate.ts';
import {
  connectDomainEventCallbackDeregisterAny,
  connectDomainEventCallbackRegisterAny,
  domainEventCallbackMigrationIteration,
} from '../../clients/libvirt/protocol/event.ts';
import type { Domain } from '../../clients/libvirt/protocol/types.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { Failure } from '../../kernel/vsh/failure.ts';
import { count, domain, flag } from '../../kernel/vsh/params.ts';
import { value } from '../../kernel/vsh/text.ts';
import { capacityText } from './lib/capacity.ts';
import { findDomain } from './lib/domain.ts';
import { exclude, needs } from './lib/exclusive.ts';
import { type Late, watchJob } from './lib/job.ts';
import { type MigrateValues, migrateFields, migrateFlags, migrateParams } from './lib/migrate-params.ts';
import { migrate as migrateTo, migrateUnmanaged } from './lib/migration.ts';
import { exact } from './lib/typed.ts';

const group = 'domain';

/** VIR_DOMAIN_EVENT_ID_MIGRATION_ITERATION. */
const ITERATION_EVENT = 20;
/** The iteration that begins when all of the memory was sent once. */
const SECOND = 2;

/** @throws Failure for options that do not go together */
function checkMigrate(values: MigrateValues): void {
  exclude(values, ['live', 'offline'], ['timeout-suspend', 'timeout-postcopy']);
  needs(
    values,
    ['postcopy-after-precopy', 'postcopy'],
    ['postcopy-resume', 'postcopy'],
    ['timeout-postcopy', 'postcopy'],
    ['persistent-xml', 'persistent'],
    ['tls-destination', 'tls'],
  );
}

/** What is done about a migration that takes too long. @throws Failure for options that do not go together */
function lateOf(values: MigrateValues, libvirt: Libvirt, dom: Domain): Late | undefined {
  const { live, timeout = 0, timeout_suspend: suspend, timeout_postcopy: goOn } = values;
  if (timeout > 0 && !live) throw new Failure('migrate: Unexpected timeout for offline migration');
  if (timeout > 0) {
    return {
      after: timeout * 1000,
      act: () =>
        goOn
          ? libvirt.call(domainMigrateStartPostCopy, { dom, flags: 0 })
          : libvirt.call(domainSuspend, { dom }),
    };
  }
  if (suspend || goOn) throw new Failure('migrate: Unexpected --timeout-* option without --timeout');
  return undefined;
}

/** Has a domain go on at the other side once its memory was sent. @returns ends that */
async function goOnAfterFirst(libvirt: Libvirt, dom: Domain): Promise<() => Promise<void>> {
  const stop = libvirt.on(domainEventCallbackMigrationIteration, ({ iteration }) => {
    if (iteration === SECOND)
      void libvirt.call(domainMigrateStartPostCopy, { dom, flags: 0 }).catch(() => {});
  });
  const asked = { eventID: ITERATION_EVENT, dom };
  const { callbackID } = await libvirt.call(connectDomainEventCallbackRegisterAny, asked);
  return async () => {
    stop();
    await libvirt.call(connectDomainEventCallbackDeregisterAny, { callbackID }).catch(() => {});
  };
}

async function work(context: Context, dom: Domain, values: MigrateValues, target?: Libvirt): Promise<void> {
  const params = await migrateFields(context, values);
  if (values.copy_storage_synchronous_writes && !values.copy_storage_all && !values.copy_storage_inc)
    throw new Failure(
      "'--copy-storage-synchronous-writes' requires one of '--copy-storage-all', 'copy-storage-inc'",
    );
  const migration = { source: await context.libvirt(), dom, params, flags: migrateFlags(values) };
  await (target ? migrateTo(migration, target) : migrateUnmanaged(migration, values.desturi));
}

const migrate = command({
  summary: 'Move a domain to another host',
  description: 'This program speaks to both hosts, unless --p2p leaves it to them.',
  group,
  params: migrateParams,
  output: 'none',
  async run(context, values) {
    checkMigrate(values);
    const [libvirt, dom] = await on(context, values.domain);
    const late = lateOf(values, libvirt, dom);
    const end = values.postcopy_after_precopy ? await goOnAfterFirst(libvirt, dom) : undefined;
    const isManaged = !values.p2p && !values.direct;
    let target: Libvirt | undefined;
    try {
      target = isManaged ? await context.libvirt({ uri: values.desturi, beside: true }) : undefined;
      const label = values.verbose ? 'Migration' : undefined;
      await watchJob(context, dom, label, work(context, dom, values, target), late);
    } finally {
      await target?.close();
      await end?.();
    }
    return undefined;
  },
});

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
  '': migrate,
  compcache,
  getmaxdowntime,
  getspeed,
  postcopy,
  setmaxdowntime,
  setspeed,
} satisfies Verbs;
