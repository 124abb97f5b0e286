/** `virsh nwfilter-*` (tools/virsh-nwfilter.c). */
import { connectListAllNwfilters, connectNumOfNwfilters } from '../../clients/libvirt/protocol/nwfilter.ts';
import { command } from '../../kernel/command.ts';
import { listed } from '../../kernel/vsh/text.ts';
import { listedOrCounted } from './lib/listing.ts';
import { byName } from './lib/order.ts';
import { uuidText } from './lib/uuid.ts';

const list = command({
  summary: 'List network filters',
  group: 'filter',
  params: {},
  output: 'text-list',
  async run(context) {
    const libvirt = await context.libvirt();
    const { filters } = await listedOrCounted(
      'Failed to list network filters',
      libvirt.call(connectListAllNwfilters, { needResults: 1, flags: 0 }),
      'Failed to count network filters',
      () => libvirt.call(connectNumOfNwfilters, {}),
    );
    return listed(
      ['UUID', 'Name'],
      byName(filters).map(({ uuid, name }) => [uuidText(uuid), name]),
    );
  },
});

export default { list };
