/** Images: what servers are made from (Image API v2, "Images"). */
import { isObject, type JsonObject } from '../../clients/json.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { listCell } from '../../kernel/output/cells.ts';
import { listPaged, markerPaging } from '../../kernel/paging.ts';
import { arg, constant, flag, lowercase, naming, pairs, text, textOr, texts } from '../../kernel/params.ts';
import { type Column, rows } from '../../kernel/rows.ts';
import { findImage } from './lib/find-image.ts';
import { projectDomain, projectId } from './lib/identity.ts';
import { namedImage, showFields } from './lib/image-fields.ts';
import { sortItems } from './lib/sort-items.ts';

const columns: readonly Column[] = [
  ['ID', 'id'],
  ['Name', 'name'],
  ['Status', 'status'],
];

const longColumns: readonly Column[] = [
  ['ID', 'id'],
  ['Name', 'name'],
  ['Disk Format', 'disk_format'],
  ['Container Format', 'container_format'],
  ['Size', 'size'],
  ['Checksum', 'checksum'],
  ['Status', 'status'],
  ['Visibility', 'visibility'],
  ['Protected', 'is_protected'],
  ['Project', 'owner_id'],
  ['Hash Algorithm', 'hash_algo'],
  ['Hash Value', 'hash_value'],
  ['Tags', item => listCell(item.tags)],
];

/** Whether an image has a value under an attribute's name, or else as a property (osc_lib/api/utils.py). */
function matches(item: JsonObject, key: string, wanted: string): boolean {
  if (wanted === '') return false;
  if (Object.hasOwn(item, key)) return item[key] === wanted;
  return isObject(item.properties) && item.properties[key] === wanted;
}

const list = command({
  summary: 'List images',
  params: {
    visibility: [
      constant<string | undefined>('--public', 'public', undefined, 'Only public images'),
      constant<string | undefined>('--private', 'private', undefined, 'Only private images'),
      constant<string | undefined>('--community', 'community', undefined, 'Only community images'),
      constant<string | undefined>(
        '--shared',
        'shared',
        undefined,
        'Only images that are shared with projects',
      ),
      constant<string | undefined>('--all', 'all', undefined, 'Images of every visibility'),
    ],
    property: pairs('--property <key=value>', 'Only images with this property (may be repeated)'),
    name: text('--name <name>', 'Only images of this name'),
    status: text('--status <status>', 'Only images in this status'),
    member_status: {
      ...text(
        '--member-status <member-status>',
        'Only shared images that are accepted, pending, rejected, or all of them',
      ),
      choices: ['accepted', 'pending', 'rejected', 'all'],
      convert: lowercase,
    },
    project: naming('project', text('--project <project>', 'Only images of this project (name or ID)')),
    project_domain: projectDomain,
    tag: texts('--tag <tag>', 'Only images with this tag (may be repeated)'),
    is_hidden: flag('--hidden', 'Only hidden images'),
    long: flag('--long', 'Show formats, size, checksums, visibility, protection, project and tags too'),
    page_size: text('--page-size <size>', 'Has no effect', { hidden: true }),
    sort: textOr(
      '--sort <key>[:<direction>]',
      'name:asc',
      'Sort by these keys, asc or desc, separated by commas (default name:asc)',
    ),
    ...markerPaging,
  },
  exclusive: [{ members: ['--public', '--private', '--community', '--shared', '--all'] }],
  output: 'list',
  examples: ['openstack image list --long', 'openstack image list --tag gpu --sort created_at:desc -f json'],
  async run(context, values) {
    const { project, project_domain, limit } = values;
    const [service, marker, owner] = await Promise.all([
      context.image(),
      values.marker ? findImage(context, values.marker) : undefined,
      project ? projectId(context, project, project_domain) : undefined,
    ]);
    const query = {
      visibility: values.visibility,
      name: values.name || undefined,
      status: values.status || undefined,
      member_status: values.member_status || undefined,
      tag: values.tag,
      owner,
      os_hidden: values.is_hidden ? 'True' : undefined,
    };
    const paging = { limit, max_items: values.max_items, marker: marker && String(marker.id) };
    const found = await listPaged(service, '/images', 'images', paging, { query }, Boolean(limit));
    const wanted = Object.entries(values.property ?? {});
    const items = found
      .map(namedImage)
      .filter(item => wanted.every(([key, value]) => matches(item, key, value)));
    return rows(values.long ? longColumns : columns, sortItems(items, values.sort));
  },
});

const showImage = command({
  summary: 'Show an image',
  params: {
    human_readable: flag('--human-readable', 'Show the size as 1.5G rather than in bytes'),
    image: naming('image', arg('<image>', 'Name or ID of the image')),
  },
  output: 'show',
  async run(context, values) {
    return showFields(await findImage(context, values.image), values.human_readable);
  },
});

export default { list, show: showImage } satisfies Verbs;
