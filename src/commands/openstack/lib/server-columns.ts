/** The columns of `server list` (openstackclient/compute/v2/server.py: ListServer). */
import { child, isObject, type JsonObject, text } from '../../../clients/json.ts';
import { dictCell, dictListCell, listCell, statusCell } from '../../../kernel/output/cells.ts';
import type { Cell, ListResult } from '../../../kernel/output/result.ts';
import { addressesCell, hostCell, imageIdOf, NO_IMAGE, powerStateCell } from './server-cells.ts';

/** What decides which columns there are. */
export interface ColumnChoice {
  readonly long: boolean;
  readonly allProjects: boolean;
  /** Whether names of images and flavors are left out (`-n`). */
  readonly noNames: boolean;
  /** Columns that `-c` asks for, some of which exist only then. */
  readonly wanted: readonly string[];
  /** Whether requests carry at least this microversion. */
  supports(version: string): boolean;
}

/** Names that look-ups found, by ID. */
export interface Names {
  readonly images: ReadonlyMap<string, string>;
  readonly flavors: ReadonlyMap<string, string>;
}

type Field = keyof typeof FIELDS;

/** A field that a column shows, and its header. */
type Choice = readonly [field: Field, header: string];

interface Listed {
  readonly item: JsonObject;
  readonly names: Names;
  /** Flavors are embedded from here on, and their IDs left out. */
  readonly embedded: boolean;
  /** Part of a server whose cell does not answer. */
  readonly partial: boolean;
}

/** The peer's fields. Two of them are there under a second name, which keeps them as the service sent them. */
const FIELDS = {
  id: ({ item }: Listed) => item.id,
  name: ({ item }: Listed) => item.name,
  status: ({ item }: Listed) => statusCell(item.status),
  task_state: ({ item }: Listed) => item['OS-EXT-STS:task_state'],
  power_state: ({ item }: Listed) => powerStateCell(item['OS-EXT-STS:power_state']),
  addresses: ({ item }: Listed) => addressesCell(item.addresses),
  image_name: imageName,
  image_id: imageId,
  'Image ID': imageId,
  flavor_name: flavorName,
  flavor_id: ({ item, embedded }: Listed) => (embedded ? null : child(item, 'flavor').id),
  availability_zone: ({ item }: Listed) => item['OS-EXT-AZ:availability_zone'],
  pinned_availability_zone: ({ item }: Listed) => item.pinned_availability_zone,
  hypervisor_hostname: ({ item }: Listed) => hostCell(item['OS-EXT-SRV-ATTR:hypervisor_hostname']),
  metadata: ({ item }: Listed) => dictCell(item.metadata),
  Metadata: ({ item }: Listed) => item.metadata,
  scheduler_hints: ({ item }: Listed) => dictListCell(item['OS-SCH-HNT:scheduler_hints']),
  project_id: ({ item }: Listed) => item.tenant_id,
  user_id: ({ item }: Listed) => item.user_id,
  created_at: ({ item }: Listed) => item.created,
  security_groups_name: securityGroups,
  host_status: ({ item }: Listed) => item.host_status,
} satisfies Record<string, (listed: Listed) => Cell>;

function imageName({ item, names, partial }: Listed): Cell {
  if (partial) return '';
  const id = imageIdOf(item);
  return id === '' ? NO_IMAGE : (names.images.get(id) ?? '');
}

function imageId({ item, partial }: Listed): Cell {
  return partial ? null : imageIdOf(item) || NO_IMAGE;
}

function flavorName({ item, names, embedded, partial }: Listed): Cell {
  if (partial) return '';
  const flavor = child(item, 'flavor');
  return embedded ? flavor.original_name : (names.flavors.get(text(flavor, 'id')) ?? '');
}

function securityGroups({ item }: Listed): Cell {
  const groups = Array.isArray(item.security_groups) ? item.security_groups.filter(isObject) : [];
  return listCell(groups.map(group => text(group, 'name')));
}

/** The columns that only `-c` brings, by the name that is asked for. */
const HIDDEN: Readonly<Record<string, Choice>> = {
  project_id: ['project_id', 'Project ID'],
  user_id: ['user_id', 'User ID'],
  created_at: ['created_at', 'Created At'],
  security_groups: ['security_groups_name', 'Security Groups'],
  task_state: ['task_state', 'Task State'],
  power_state: ['power_state', 'Power State'],
  image_id: ['Image ID', 'Image ID'],
  flavor_id: ['flavor_id', 'Flavor ID'],
  availability_zone: ['availability_zone', 'Availability Zone'],
  pinned_availability_zone: ['pinned_availability_zone', 'Pinned Availability Zone'],
  host: ['hypervisor_hostname', 'Host'],
  properties: ['Metadata', 'Properties'],
  scheduler_hints: ['scheduler_hints', 'Scheduler Hints'],
};

/** Columns that came with a microversion. */
const SINCE: Readonly<Record<string, string>> = {
  pinned_availability_zone: '2.96',
  scheduler_hints: '2.100',
};

/** A column's name as `-c` is compared: in lower case, with `_` for blanks. */
export function columnKey(name: string): string {
  return name.toLowerCase().trim().replaceAll(' ', '_');
}

function declared(choice: ColumnChoice): Choice[] {
  const { long, noNames } = choice;
  const image: Choice[] = long
    ? [
        ['image_name', 'Image Name'],
        ['image_id', 'Image ID'],
      ]
    : [[noNames ? 'image_id' : 'image_name', 'Image']];
  const oldFlavor: Choice[] = long
    ? [
        ['flavor_name', 'Flavor Name'],
        ['flavor_id', 'Flavor ID'],
      ]
    : [[noNames ? 'flavor_id' : 'flavor_name', 'Flavor']];
  const states: Choice[] = [
    ['task_state', 'Task State'],
    ['power_state', 'Power State'],
  ];
  const more: Choice[] = [
    ['availability_zone', 'Availability Zone'],
    ['hypervisor_hostname', 'Host'],
    ['metadata', 'Properties'],
    ['pinned_availability_zone', 'Pinned Availability Zone'],
    ['scheduler_hints', 'Scheduler Hints'],
  ];
  const all: Choice[] = [
    ['id', 'ID'],
    ['name', 'Name'],
    ['status', 'Status'],
    ...(long ? states : []),
    ['addresses', 'Networks'],
    ...image,
    ...(choice.supports('2.47') ? [['flavor_name', 'Flavor'] as const] : oldFlavor),
    ...(long ? more : []),
    ...(choice.allProjects ? [['project_id', 'Project ID'] as const] : []),
  ];
  return all.filter(([field]) => choice.supports(SINCE[field] ?? ''));
}

/**
 * Makes the list.
 *
 * With `-c` the peer takes out doubles from fields and from headers, each for itself. `--long -c properties` has one
 * header and two fields for the properties, and later columns show the field before theirs; so it is here.
 * @param items servers as the service sent them
 */
export function serverRows(choice: ColumnChoice, items: readonly JsonObject[], names: Names): ListResult {
  const choices = declared(choice);
  for (const name of choice.wanted) {
    const key = columnKey(name);
    const hidden = Object.hasOwn(HIDDEN, key) ? HIDDEN[key] : undefined;
    if (hidden && choice.supports(SINCE[key] ?? '')) choices.push(hidden);
  }
  let fields: Field[] = choices.map(([field]) => field);
  let headers = choices.map(([, header]) => header);
  if (choice.wanted.length > 0) {
    fields = [...new Set(fields)];
    headers = [...new Set(headers)];
  }
  if (choice.long && choice.supports('2.16') && items.some(item => (item.host_status ?? null) !== null)) {
    fields.push('host_status');
    headers.push('Host Status');
  }
  const shown = fields.slice(0, headers.length).map(field => FIELDS[field]);
  const embedded = choice.supports('2.47');
  const mayBePartial = choice.supports('2.69');
  const rows = items.map(item => {
    const partial = mayBePartial && item.status === 'UNKNOWN';
    const listed = { item, names, embedded, partial };
    return shown.map(cell => cell(listed));
  });
  return { kind: 'list', columns: headers, rows };
}
