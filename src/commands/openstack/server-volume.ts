/** Volumes that are attached to servers (Compute API, "Servers with volume attachments"). */
import { server, volumeAttachment } from '../../clients/resources/compute.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { supports } from '../../kernel/microversion.ts';
import { arg } from '../../kernel/params.ts';
import { type Column, rows } from '../../kernel/rows.ts';

/** Columns with the microversions they came with, or went with. */
const COLUMNS: readonly { readonly column: Column; readonly since?: string; readonly until?: string }[] = [
  { column: ['ID', 'id'], until: '2.89' },
  { column: ['Device', 'device'] },
  { column: ['Server ID', 'server_id'] },
  { column: ['Volume ID', 'volume_id'] },
  { column: ['Tag', 'tag'], since: '2.70' },
  { column: ['Delete On Termination?', 'delete_on_termination'], since: '2.79' },
  { column: ['Attachment ID', 'attachment_id'], since: '2.89' },
  { column: ['BlockDeviceMapping UUID', 'bdm_id'], since: '2.89' },
];

const list = command({
  summary: 'List the volumes that are attached to a server',
  params: { server: arg('server', 'Server whose volumes are listed (name or ID)') },
  output: 'list',
  examples: ['openstack server volume list web1'],
  async run(context, values) {
    const compute = await context.compute();
    const id = await context.findId(server, values.server);
    const { microversion = '' } = volumeAttachment;
    const items = await compute.list(`/servers/${id}/os-volume_attachments`, 'volumeAttachments', {
      microversion,
    });
    const shown: Column[] = [];
    for (const { column, since, until } of COLUMNS) {
      const known = since === undefined || (await supports(compute, since));
      const gone = until !== undefined && (await supports(compute, until));
      if (known && !gone) shown.push(column);
    }
    return rows(
      shown,
      items.map(item => ({ ...attributes(volumeAttachment, item), server_id: id })),
    );
  },
});

export default { list } satisfies Verbs;
