/** `virsh secret-*` (tools/virsh-secret.c). */
import { connectListAllSecrets, connectNumOfSecrets } from '../../clients/libvirt/protocol/secret.ts';
import { command } from '../../kernel/command.ts';
import { flag } from '../../kernel/vsh/params.ts';
import { listed } from '../../kernel/vsh/text.ts';
import { flagsOf } from './lib/flags.ts';
import { listedOrCounted } from './lib/listing.ts';
import { byName } from './lib/order.ts';
import { uuidText } from './lib/uuid.ts';

/** virConnectListAllSecretsFlags by option. */
const FILTERS = { ephemeral: 1, no_ephemeral: 2, private: 4, no_private: 8 } as const;

/** virSecretUsageType. */
const USAGES = ['none', 'volume', 'ceph', 'iscsi', 'tls', 'vtpm'];

const list = command({
  summary: 'List secrets',
  group: 'secret',
  params: {
    ephemeral: flag('--ephemeral', 'Secrets that are kept in memory only'),
    no_ephemeral: flag('--no-ephemeral', 'Secrets that are kept'),
    private: flag('--private', 'Secrets that are never told'),
    no_private: flag('--no-private', 'Secrets that may be told'),
  },
  output: 'text-list',
  async run(context, values) {
    const libvirt = await context.libvirt();
    const { secrets } = await listedOrCounted(
      'Failed to list node secrets',
      libvirt.call(connectListAllSecrets, { needResults: 1, flags: flagsOf(values, FILTERS) }),
      'Failed to count secrets',
      () => libvirt.call(connectNumOfSecrets, {}),
    );
    const named = secrets.map(({ uuid, usageType, usageID }) => ({
      name: uuidText(uuid),
      usage: usageType === 0 ? 'Unused' : `${USAGES[usageType] ?? ''} ${usageID}`,
    }));
    return listed(
      ['UUID', 'Usage'],
      byName(named).map(({ name, usage }) => [name, usage]),
    );
  },
});

export default { list };
