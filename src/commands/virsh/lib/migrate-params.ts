/** What `virsh migrate` takes, and what libvirt is told of it (tools/virsh-domain.c, doMigrate). */
import type { TypedParam, TypedValue } from '../../../clients/libvirt/protocol/typed-param.ts';
import type { Context } from '../../../kernel/context.ts';
import type { Values } from '../../../kernel/params.ts';
import { orFail } from '../../../kernel/vsh/failure.ts';
import { count, data, domain, flag, number, word } from '../../../kernel/vsh/params.ts';
import { flagsOf } from './flags.ts';
import { readXml } from './input.ts';

const int = (name: string, help: string) => number(name, help, { least: -(2 ** 31) });

/** The options, in the peer's order. */
export const migrateParams = {
  domain,
  desturi: data('--desturi', 'URI of the host that it goes to; with --p2p as its own host sees it'),
  live: flag('--live', 'Let it run meanwhile'),
  offline: flag('--offline', 'Migrate what is known of a domain that is off'),
  p2p: flag('--p2p', 'Have its host speak to the other one'),
  direct: flag('--direct', 'Leave all of it to the hypervisor'),
  tunnelled: [
    flag('--tunnelled', "Send its memory through the hosts' libvirt connection"),
    flag('--tunneled', 'The same', { hidden: true }),
  ],
  persistent: flag('--persistent', 'Have it defined there'),
  undefinesource: flag('--undefinesource', 'Have it no longer defined here'),
  suspend: flag('--suspend', 'Leave it paused there'),
  copy_storage_all: flag('--copy-storage-all', 'Copy its disks, too'),
  copy_storage_inc: flag(
    '--copy-storage-inc',
    'Copy of its disks what the images they are built on do not have',
  ),
  copy_storage_synchronous_writes: flag(
    '--copy-storage-synchronous-writes',
    'Have what it writes to disks meanwhile there at the same time',
  ),
  change_protection: flag('--change-protection', 'Refuse changes of it meanwhile'),
  unsafe: flag('--unsafe', 'Even where data may be lost'),
  verbose: flag('--verbose', 'Show how far it is'),
  compressed: flag('--compressed', 'Compress its memory on the way'),
  auto_converge: flag('--auto-converge', 'Slow it down where it would never end'),
  rdma_pin_all: flag('--rdma-pin-all', 'RDMA: pin all of its memory at first'),
  abort_on_error: flag('--abort-on-error', 'Give up at an I/O error'),
  postcopy: flag('--postcopy', 'Allow it to go on there before all of its memory is there'),
  postcopy_after_precopy: flag('--postcopy-after-precopy', 'Do so after memory was sent once'),
  postcopy_resume: flag('--postcopy-resume', 'Go on with such a migration that broke off'),
  zerocopy: flag('--zerocopy', 'Send memory without copying it'),
  migrateuri: word('--migrateuri', 'Where its memory is sent to (default: the other host says)'),
  graphicsuri: word('--graphicsuri', 'Where its display will be'),
  listen_address: word('--listen-address', 'Address on which the other host waits for it'),
  dname: word('--dname', 'Its name there'),
  timeout: number('--timeout', 'Seconds after which something is done about it', { most: 2 ** 32 - 1 }),
  timeout_suspend: flag('--timeout-suspend', 'Then pause it'),
  timeout_postcopy: flag('--timeout-postcopy', 'Then have it go on there'),
  xml: word('--xml', 'A file with its description for the other host'),
  migrate_disks: word('--migrate-disks', 'Targets of the disks to copy, commas between them'),
  disks_port: int('--disks-port', 'Port that disks are sent to'),
  disks_uri: word('--disks-uri', 'Where disks are sent to'),
  comp_methods: word('--comp-methods', 'Ways to compress, commas between them'),
  comp_mt_level: int('--comp-mt-level', 'Threads that compress: how well'),
  comp_mt_threads: int('--comp-mt-threads', 'Threads that compress: how many'),
  comp_mt_dthreads: int('--comp-mt-dthreads', 'Threads that decompress: how many'),
  comp_xbzrle_cache: count('--comp-xbzrle-cache', 'Bytes of the cache of XBZRLE'),
  auto_converge_initial: int('--auto-converge-initial', 'By how many percent it is slowed down at first'),
  auto_converge_increment: int('--auto-converge-increment', 'By how many percent more each time'),
  persistent_xml: word('--persistent-xml', 'A file with the description to define there'),
  tls: flag('--tls', 'Encrypt it'),
  postcopy_bandwidth: count('--postcopy-bandwidth', 'MiB in a second once it runs there'),
  parallel: flag('--parallel', 'Send memory over several connections'),
  parallel_connections: int('--parallel-connections', 'How many'),
  bandwidth: count('--bandwidth', 'MiB in a second'),
  tls_destination: word('--tls-destination', "The name that the other host's certificate has to have"),
};

/** What was typed. */
export type MigrateValues = Values<typeof migrateParams>;

/** virDomainMigrateFlags. */
export const MigrateFlag = {
  peerToPeer: 1 << 1,
  tunnelled: 1 << 2,
  paused: 1 << 5,
  nonSharedDisk: 1 << 6,
  nonSharedInc: 1 << 7,
  changeProtection: 1 << 8,
  offline: 1 << 10,
  abortOnError: 1 << 12,
  autoConverge: 1 << 13,
  parallel: 1 << 17,
  postcopyResume: 1 << 19,
} as const;

const FLAGS = {
  live: 1 << 0,
  p2p: MigrateFlag.peerToPeer,
  tunnelled: MigrateFlag.tunnelled,
  persistent: 1 << 3,
  undefinesource: 1 << 4,
  suspend: MigrateFlag.paused,
  copy_storage_all: MigrateFlag.nonSharedDisk,
  copy_storage_inc: MigrateFlag.nonSharedInc,
  change_protection: MigrateFlag.changeProtection,
  unsafe: 1 << 9,
  offline: MigrateFlag.offline,
  compressed: 1 << 11,
  abort_on_error: MigrateFlag.abortOnError,
  auto_converge: MigrateFlag.autoConverge,
  rdma_pin_all: 1 << 14,
  postcopy: 1 << 15,
  tls: 1 << 16,
  parallel: MigrateFlag.parallel,
  copy_storage_synchronous_writes: 1 << 18,
  postcopy_resume: MigrateFlag.postcopyResume,
  zerocopy: 1 << 20,
} as const;

/** The flags that were asked for. */
export const migrateFlags = (values: MigrateValues): number => flagsOf(values, FLAGS);

/** Numbers, texts and lists of them by libvirt's names (VIR_MIGRATE_PARAM_*), read from files where they stand in such. */
export async function migrateFields(context: Context, values: MigrateValues): Promise<TypedParam[]> {
  const params: TypedParam[] = [];
  const add = (field: string, value: TypedValue) => params.push({ field, value });
  const text = (field: string, value: string | undefined) => {
    if (value !== undefined) add(field, { type: 'string', value });
  };
  const whole = (field: string, value: number | undefined) => {
    if (value !== undefined) add(field, { type: 'int', value });
  };
  const large = (field: string, value: bigint | undefined) => {
    if (value !== undefined) add(field, { type: 'ullong', value });
  };
  const file = async (field: string, path: string | undefined) => {
    if (path !== undefined) text(field, await orFail(`cannot read file '${path}'`, readXml(context, path)));
  };
  text('migrate_uri', values.migrateuri);
  text('graphics_uri', values.graphicsuri);
  text('listen_address', values.listen_address);
  whole('disks_port', values.disks_port === 0 ? undefined : values.disks_port);
  text('disks_uri', values.disks_uri);
  text('destination_name', values.dname);
  for (const disk of values.migrate_disks?.split(',') ?? []) text('migrate_disks', disk);
  for (const method of values.comp_methods?.split(',') ?? []) text('compression', method);
  whole('compression.mt.level', values.comp_mt_level);
  whole('compression.mt.threads', values.comp_mt_threads);
  whole('compression.mt.dthreads', values.comp_mt_dthreads);
  large('compression.xbzrle.cache', values.comp_xbzrle_cache);
  await file('destination_xml', values.xml);
  await file('persistent_xml', values.persistent_xml);
  whole('auto_converge.initial', values.auto_converge_initial);
  whole('auto_converge.increment', values.auto_converge_increment);
  large('bandwidth.postcopy', values.postcopy_bandwidth);
  whole('parallel.connections', values.parallel_connections);
  large('bandwidth', values.bandwidth);
  text('tls.destination', values.tls_destination);
  return params;
}
