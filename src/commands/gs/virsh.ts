/** The libvirt domains of a region's instances. */
import type { Instance } from '../../clients/gostack/backend.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { converted, text } from '../../kernel/params.ts';
import { positive } from './lib/change.ts';
import { type Columns, listed } from './lib/rows.ts';

const columns: Columns<Instance> = [
  ['Instance ID', ({ id }) => id],
  ['Domain', ({ domain }) => domain],
  ['Host', ({ host }) => host],
  ['Status', ({ status }) => status],
];

const list = command({
  summary: "List the region's domains",
  params: {
    limit: converted('--limit <limit>', positive, 'So many at most'),
    status: text('--status <status>', 'Only those whose instance has this status'),
    tenant: text('--tenant <tenant>', 'Only those of this tenant'),
  },
  output: 'list',
  auth: false,
  async run(context, { limit, status, tenant }) {
    const region = await context.region();
    return listed(columns, region.instances({ limit, status: status?.toUpperCase(), tenant }));
  },
});

export default { list } satisfies Verbs;
