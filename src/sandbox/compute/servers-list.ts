/** Lists of servers: filtered, sorted, by pages (Compute API, "List Servers"). */

import { isList, type JsonObject } from '../../clients/json.ts';
import { ok, paged } from '../http.ts';
import { truth } from '../schema-values.ts';
import { type Call, Refusal, type Reply } from '../service.ts';
import type { Item } from '../state.ts';
import { allow } from './access.ts';
import { invalidQuery, limitCheck } from './query.ts';
import { DELETED, SERVERS, type Server, servers } from './types.ts';
import { addressesOf, STATUSES, statusOf, zoneOf } from './views.ts';

/** A filter's word as a pattern, as the database reads it. */
function pattern(word: string): RegExp {
  try {
    return new RegExp(word, 'i');
  } catch {
    throw new Refusal(
      400,
      `Invalid input for query parameters name. Value: ${word}. '${word}' is not a 'regex'`,
    );
  }
}

type Filter = (call: Call, server: Server, word: string) => boolean;

/** What lists are filtered by; what is not here is left aside. */
const FILTERS: Readonly<Record<string, Filter>> = {
  name: (_call, server, word) => pattern(word).test(server.name),
  display_name: (_call, server, word) => pattern(word).test(server.name),
  description: (_call, server, word) => pattern(word).test(server.description ?? ''),
  image: (_call, server, word) => server.image === word,
  image_ref: (_call, server, word) => server.image === word,
  flavor: (_call, server, word) => server.flavor.id === word,
  uuid: (_call, server, word) => server.id === word,
  user_id: (_call, server, word) => server.user_id === word,
  project_id: (_call, server, word) => server.project_id === word,
  tenant_id: (_call, server, word) => server.project_id === word,
  reservation_id: (_call, server, word) => server.reservation_id === word,
  hostname: (_call, server, word) => pattern(word).test(server.hostname),
  key_name: (_call, server, word) => pattern(word).test(server.key_name ?? ''),
  vm_state: (_call, server, word) => server.vm_state === word,
  task_state: (_call, server, word) => server.task_state === word,
  power_state: (_call, server, word) => String(server.power_state) === word,
  host: (_call, server, word) => server.host === word,
  node: (_call, server, word) => server.host === word,
  availability_zone: (_call, server, word) => zoneOf(server) === word,
  config_drive: (_call, server, word) => truth(server.config_drive) === truth(word),
  locked: (_call, server, word) => server.locked === truth(word),
  ip: (call, server, word) => hasAddress(call, server, word, 4),
  ip6: (call, server, word) => hasAddress(call, server, word, 6),
  tags: (_call, server, word) => word.split(',').every(tag => server.tags.includes(tag)),
  'tags-any': (_call, server, word) => word.split(',').some(tag => server.tags.includes(tag)),
  'not-tags': (_call, server, word) => !word.split(',').every(tag => server.tags.includes(tag)),
  'not-tags-any': (_call, server, word) => !word.split(',').some(tag => server.tags.includes(tag)),
  'changes-since': (_call, server, word) => server.updated >= timeOf('changes-since', word),
  'changes-before': (_call, server, word) => server.updated <= timeOf('changes-before', word),
};

/** What only admins may filter by; from others it is left aside. */
const ADMIN_ONLY = new Set([
  'host',
  'node',
  'project_id',
  'tenant_id',
  'power_state',
  'task_state',
  'vm_state',
]);

function timeOf(key: string, word: string): number {
  const time = Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(word) ? word : `${word}Z`);
  if (Number.isNaN(time)) throw invalidQuery(key, word, "is not a 'date-time'");
  return time;
}

function hasAddress(call: Call, server: Server, word: string, family: number): boolean {
  const addresses = Object.values(addressesOf(call, server)).flatMap(list => (isList(list) ? list : []));
  const wanted = pattern(word);
  return addresses.some(
    each =>
      typeof each === 'object' &&
      each !== null &&
      'addr' in each &&
      'version' in each &&
      each.version === family &&
      wanted.test(String(each.addr)),
  );
}

const KEYS: Readonly<Record<string, (server: Server) => string | number>> = {
  created_at: server => server.created,
  updated_at: server => server.updated,
  launched_at: server => server.launched ?? 0,
  display_name: server => server.name,
  host: server => server.host,
  node: server => server.host,
  vm_state: server => server.vm_state,
  task_state: server => server.task_state ?? '',
  uuid: server => server.id,
  project_id: server => server.project_id,
  user_id: server => server.user_id,
  power_state: server => server.power_state,
  key_name: server => server.key_name ?? '',
  hostname: server => server.hostname,
  availability_zone: zoneOf,
  instance_type_id: server => server.flavor.id,
  image_ref: server => server.image,
  access_ip_v4: server => server.access_v4,
  access_ip_v6: server => server.access_v6,
  auto_disk_config: server => server.disk_config,
  config_drive: server => server.config_drive,
  display_description: server => server.description ?? '',
  kernel_id: () => '',
  launch_index: server => server.launch_index,
  locked: server => String(server.locked),
  locked_by: server => String(server.locked),
  progress: () => 0,
  ramdisk_id: () => '',
  root_device_name: () => '',
  terminated_at: server => server.terminated ?? 0,
};

function sorted(call: Call, found: Server[]): Server[] {
  const keys = call.query.getAll('sort_key');
  const directions = call.query.getAll('sort_dir');
  const wanted = keys.length > 0 ? keys : ['created_at'];
  const order = wanted.map((key, at) => {
    const value = KEYS[key];
    if (!value)
      throw new Refusal(
        400,
        `Invalid input for query parameters sort_key. Value: ${key}. '${key}' is not one of [${Object.keys(
          KEYS,
        )
          .map(each => `'${each}'`)
          .join(', ')}]`,
      );
    return { value, sign: (directions[at] ?? directions.at(-1) ?? 'desc') === 'asc' ? 1 : -1 };
  });
  // What was made in the same moment stands newest first, too.
  return found.sort((a, b) => {
    for (const { value, sign } of order) {
      const [x, y] = [value(a), value(b)];
      if (x !== y) return x < y ? -sign : sign;
    }
    return b.number - a.number;
  });
}

/** What a query may hold besides filters. */
const QUERY = new Set([
  ...['sort_key', 'sort_dir', 'all_tenants', 'deleted', 'soft_deleted', 'status', 'limit', 'marker'],
  ...['launch_index', 'kernel_id', 'ramdisk_id', 'launched_at', 'terminated_at', 'created_at', 'progress'],
  ...['display_description', 'locked_by', 'root_device_name', 'access_ip_v4', 'access_ip_v6'],
  ...['auto_disk_config'],
]);

/** @throws Refusal 400 for keys that nobody knows, since 2.75, and for times that are none */
function checkQuery({ query, version }: Call): void {
  for (const key of ['changes-since', 'changes-before']) {
    const word = query.get(key);
    if (word !== null) timeOf(key, word);
  }
  const unknown = [...query.keys()].find(key => !QUERY.has(key) && !(key in FILTERS));
  if (version >= 75 && unknown !== undefined)
    throw new Refusal(400, `'${unknown}' does not match any of the regexes: '^_'`);
}

/** What means something in a pattern, and the same where it means itself. */
const SPECIAL = /[\\^$.*+?()[\]{}|]/;
const ESCAPED = /\\([\\^$.*+?()[\]{}|])/g;

/** The one name that a pattern is for, where it is for one: `^web\.1$`. */
function nameIn(word: string): string | undefined {
  const [, inner = ''] = /^\^(.+)\$$/s.exec(word) ?? [];
  return inner === '' || SPECIAL.test(inner.replace(ESCAPED, '')) ? undefined : inner.replace(ESCAPED, '$1');
}

/** The servers that are looked among: those of a name where one is asked for. @param project undefined: all */
function present({ query, state }: Call, project: string | undefined): readonly Item[] {
  const name = nameIn(query.get('name') ?? '');
  if (name !== undefined) {
    const named = state.by(SERVERS, 'name', name);
    return project === undefined ? named : named.filter(each => each.project_id === project);
  }
  return project === undefined ? state.all(SERVERS) : state.by(SERVERS, 'project_id', project);
}

function found(call: Call): Server[] {
  const { query, caller, state } = call;
  const every = truth(query.get('all_tenants'));
  if (every && !caller.isAdmin)
    allow(call, `servers:${call.path.endsWith('/detail') ? 'detail' : 'index'}:get_all_tenants`);
  const other = caller.isAdmin ? (query.get('project_id') ?? query.get('tenant_id')) : null;
  const gone = caller.isAdmin && truth(query.get('deleted'));
  checkQuery(call);
  const status = query.getAll('status').map(word => word.toUpperCase());
  // Before, nothing is said: there are just none.
  if (call.version >= 38 && status.length > 0 && !status.some(word => STATUSES.has(word)))
    throw new Refusal(400, 'Invalid status value');
  if (gone || status.includes('DELETED')) allow(call, 'servers:index:deleted');
  const items =
    gone || status.includes('DELETED')
      ? state.all(DELETED)
      : present(call, every ? undefined : (other ?? caller.projectId));
  const filters = [...query.keys()].flatMap(key => {
    const filter = FILTERS[key];
    return filter && (caller.isAdmin || !ADMIN_ONLY.has(key)) ? [{ filter, word: query.get(key) ?? '' }] : [];
  });
  const wanted = servers(items)
    .filter(server => status.length === 0 || status.includes(statusOf(server)))
    .filter(server => filters.every(({ filter, word }) => filter(call, server, word)));
  return sorted(call, wanted);
}

/** The answer to a list of servers. @param view what is shown of each */
export function listServers(call: Call, view: (server: Server) => JsonObject): Reply {
  limitCheck(call);
  const page = paged(call, found(call), marker => new Refusal(400, `marker [${marker}] not found`));
  const href = `${call.origin}${call.path}?${page.next}`;
  const links = page.next === undefined ? {} : { servers_links: [{ rel: 'next', href }] };
  return ok({ servers: page.items.map(view), ...links });
}
