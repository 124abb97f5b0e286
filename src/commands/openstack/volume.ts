/** Volumes: disks that servers use (Block Storage API v3, "Volumes"). */

import { ClientError } from '../../clients/errors.ts';
import { children, isList, type Json, type JsonObject, text as textOf } from '../../clients/json.ts';
import { pathPart } from '../../clients/query.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { volume } from '../../clients/resources/volume.ts';
import { deleting, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import { supports } from '../../kernel/microversion.ts';
import { dictCell } from '../../kernel/output/cells.ts';
import { repr, str } from '../../kernel/output/python.ts';
import { Formatted } from '../../kernel/output/result.ts';
import { listPaged, markerPaging } from '../../kernel/paging.ts';
import { arg, args, flag, naming, pairs, text, texts } from '../../kernel/params.ts';
import { type Column, rows } from '../../kernel/rows.ts';
import { attempts } from './lib/attempts.ts';
import { projectDomain, projectId, userDomain, userId } from './lib/identity.ts';
import { act, MICROVERSION, showVolume } from './lib/volume.ts';

/** From here on a DELETE can be forced; before, an action does it. */
const FORCE_SINCE = '3.23';

/** Server names by ID. */
type Names = ReadonlyMap<string, Json>;

function attachmentsCell(value: Json | undefined, names: Names): Formatted {
  const attachments = isList(value) ? value : [];
  const lines = children({ attachments }, 'attachments').map(({ server_id, device }) => {
    const id = str(server_id);
    return `Attached to ${str(names.get(id) ?? id)} on ${str(device)} `;
  });
  return new Formatted(value ?? null, lines.join(''), value ?? null);
}

function columns(long: boolean, names: Names): Column[] {
  const more: Column[] = [
    ['Type', 'volume_type'],
    ['Bootable', 'is_bootable'],
  ];
  return [
    ['ID', 'id'],
    ['Name', 'name'],
    ['Status', 'status'],
    ['Size', 'size'],
    ...(long ? more : []),
    ['Attached to', item => attachmentsCell(item.attachments, names)],
    ...(long ? [['Properties', (item: JsonObject) => dictCell(item.metadata)] as const] : []),
  ];
}

/** The names of the servers that the user may see; a cloud that does not tell them leaves IDs in the list. */
async function serverNames(context: Context): Promise<Names> {
  try {
    const found = await (await context.compute()).list('/servers', 'servers');
    return new Map(found.map(({ id, name }) => [str(id), name ?? null]));
  } catch (error) {
    if (error instanceof ClientError) return new Map();
    throw error;
  }
}

const { limit, marker } = markerPaging;

const list = command({
  summary: 'List volumes',
  params: {
    project: naming(
      'project',
      text('--project <project>', 'Only volumes of this project (name or ID; administrators)'),
    ),
    project_domain: projectDomain,
    user: naming('user', text('--user <user>', 'Only volumes of this user (name or ID; administrators)')),
    user_domain: userDomain,
    name: text('--name <name>', 'Only volumes of this name'),
    status: text('--status <status>', 'Only volumes in this status'),
    properties: pairs('--property <key=value>', 'Only volumes with this property (may be repeated)'),
    all_projects: flag('--all-projects', 'Volumes of all projects (administrators)'),
    long: flag('--long', 'Show type, whether it is bootable, and properties too'),
    limit,
    marker,
  },
  output: 'list',
  examples: ['openstack volume list --long', 'openstack volume list --status available -f value -c ID'],
  async run(context, values) {
    const { project, user } = values;
    const [service, project_id, user_id] = await Promise.all([
      context.volume(),
      project ? projectId(context, project, values.project_domain) : undefined,
      user ? userId(context, user, values.user_domain) : undefined,
    ]);
    const query = {
      name: values.name || undefined,
      status: values.status || undefined,
      project_id,
      user_id,
      // The service reads a Python literal here.
      metadata: values.properties && repr(values.properties),
      all_tenants: project || values.all_projects ? 'True' : undefined,
    };
    const options = { query, ...MICROVERSION };
    const items = await listPaged(service, '/volumes/detail', 'volumes', values, options, false);
    const attached = items.some(item => item.status === 'in-use');
    const names: Names = attached ? await serverNames(context) : new Map();
    return rows(
      columns(values.long, names),
      items.map(item => attributes(volume, item)),
    );
  },
});

const show = command({
  summary: 'Show a volume',
  params: { volume: naming('volume', arg('<volume>', 'Name or ID of the volume')) },
  output: 'show',
  async run(context, values) {
    return showVolume(await context.find(volume, values.volume));
  },
});

const remove = command({
  summary: 'Delete volumes',
  params: {
    volumes: naming('volume', args('<volume>', 'Names or IDs of the volumes')),
    force: flag('--force', 'Delete them in any state'),
    cascade: [
      flag('--cascade', 'Delete their snapshots too'),
      flag('--purge', 'Old name of --cascade', { hidden: true }),
    ],
    remote: flag('--remote', 'Only forget them; the data stays with the storage'),
  },
  exclusive: [{ members: ['--force', '--cascade', '--purge'] }],
  output: 'none',
  async run(context, values) {
    const { force, cascade, remote } = values;
    if (remote && (force || cascade)) {
      throw new CommandError(
        'The --force and --cascade options are not supported with the --remote parameter.',
      );
    }
    const service = await context.volume();
    await forEach(
      context,
      values.volumes,
      async name => {
        const id = await context.findId(volume, name);
        if (remote) return act(context, id, { 'os-unmanage': null });
        const recent = await supports(service, FORCE_SINCE);
        if (force && !recent) return act(context, id, { 'os-force_delete': null });
        const query = { cascade, force: recent ? force : undefined };
        return service.delete(`/volumes/${id}`, { query, ...MICROVERSION });
      },
      deleting('volume'),
    );
    return undefined;
  },
});

const unset = command({
  summary: 'Take properties from a volume',
  params: {
    volume: naming('volume', arg('<volume>', 'Name or ID of the volume')),
    properties: texts('--property <key>', 'A property to remove (may be repeated)'),
    image_properties: texts('--image-property <key>', 'An image property to remove (may be repeated)'),
  },
  output: 'none',
  async run(context, values) {
    const service = await context.volume();
    const id = textOf(await context.find(volume, values.volume), 'id');
    const { attempt, settle } = attempts(context);
    // One after the other: those behind a property that is missing stay, as with the peer.
    await attempt('Failed to unset volume properties', async () => {
      for (const key of values.properties ?? [])
        await service.delete(`/volumes/${id}/metadata/${pathPart(key)}`);
    });
    await attempt('Failed to unset image properties', async () => {
      for (const key of values.image_properties ?? [])
        await act(context, id, { 'os-unset_image_metadata': { key } });
    });
    settle('One or more of the unset operations failed');
    return undefined;
  },
});

export default { list, show, delete: remove, unset } satisfies Verbs;
