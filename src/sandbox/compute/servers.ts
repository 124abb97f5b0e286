/** Servers listed, shown, changed and deleted (Compute API, "Servers"). */
import { isList, type JsonObject, text } from '../../clients/json.ts';
import { empty, ok, paged } from '../http.ts';
import { bodyOf, type Check, nameCheck, nullable, oneOf, textCheck, truth } from '../schema.ts';
import { type Call, Refusal, type Routes } from '../service.ts';
import { allow, demandUnlocked, serverOf } from './access.ts';
import { deleteSteps, destroy } from './boot.ts';
import { createServers } from './create.ts';
import { hostnameCheck } from './create-body.ts';
import { record } from './history.ts';
import { begin, update } from './operations.ts';
import { invalidQuery, limitCheck } from './query.ts';
import { confirmNow } from './resize.ts';
import { DELETED, SERVERS, type Server, servers } from './types.ts';
import { addressesOf, brief, detail, STATUSES, shortAddresses, statusOf, zoneOf } from './views.ts';

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

function found(call: Call): Server[] {
  const { query, caller, state } = call;
  const every = truth(query.get('all_tenants'));
  if (every && !caller.isAdmin) allow(call, 'servers:index:get_all_tenants');
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
      : every
        ? state.all(SERVERS)
        : state.by(SERVERS, 'project_id', other ?? caller.projectId);
  const filters = [...query.keys()].flatMap(key => {
    const filter = FILTERS[key];
    return filter && (caller.isAdmin || !ADMIN_ONLY.has(key)) ? [{ filter, word: query.get(key) ?? '' }] : [];
  });
  const wanted = servers(items)
    .filter(server => status.length === 0 || status.includes(statusOf(server)))
    .filter(server => filters.every(({ filter, word }) => filter(call, server, word)));
  return sorted(call, wanted);
}

function list(call: Call, view: (server: Server) => JsonObject) {
  limitCheck(call);
  const page = paged(call, found(call), marker => new Refusal(400, `marker [${marker}] not found`));
  const href = `${call.origin}${call.path}?${page.next}`;
  const links = page.next === undefined ? {} : { servers_links: [{ rel: 'next', href }] };
  return ok({ servers: page.items.map(view), ...links });
}

const UPDATE: Readonly<Record<string, Check>> = {
  name: nameCheck,
  'OS-DCF:diskConfig': oneOf('AUTO', 'MANUAL'),
  accessIPv4: textCheck(),
  accessIPv6: textCheck(),
};

function change(call: Call) {
  const { version } = call;
  const body = bodyOf(call, 'server', [], {
    ...UPDATE,
    ...(version >= 19 ? { description: nullable(textCheck()) } : {}),
    ...(version >= 90 ? { hostname: hostnameCheck } : {}),
  });
  const server = serverOf(call);
  const next = update(server, call.now, {
    ...(body.name === undefined ? {} : { name: text(body, 'name') }),
    ...(body.description === undefined ? {} : { description: text(body, 'description') || null }),
    ...(body.hostname === undefined ? {} : { hostname: text(body, 'hostname') }),
    ...(body.accessIPv4 === undefined ? {} : { access_v4: text(body, 'accessIPv4') }),
    ...(body.accessIPv6 === undefined ? {} : { access_v6: text(body, 'accessIPv6') }),
    ...(body['OS-DCF:diskConfig'] === undefined ? {} : { disk_config: text(body, 'OS-DCF:diskConfig') }),
  });
  call.state.put(SERVERS, next);
  return ok({ server: detail(call, next, true) });
}

/** Deletes a server; one that has no machine goes at once. */
export function remove(call: Call, server: Server): void {
  if (server.task_state === 'deleting') return;
  if (server.shelved) call.state.remove('images', server.shelved);
  if (server.host === '') {
    record(call, server, 'delete');
    destroy(server, call);
    return;
  }
  const operation = { name: 'delete', steps: deleteSteps };
  if (server.vm_state === 'resized') begin(call, confirmNow(call, server), 'delete', operation, {});
  else begin(call, server, 'delete', operation, { task_state: 'deleting' });
}

export const serverRoutes: Routes = {
  'GET /servers': call => list(call, server => brief(call, server)),
  'GET /servers/detail': call => list(call, server => detail(call, server, false)),
  'POST /servers': createServers,
  'GET /servers/:id/ips': call => ok({ addresses: shortAddresses(call, serverOf(call)) }),
  'GET /servers/:id/ips/:network': call => {
    const { network = '' } = call.params;
    const found = shortAddresses(call, serverOf(call))[network];
    if (!found) throw new Refusal(404, 'Instance is not a member of specified network');
    return ok({ [network]: found });
  },
  'GET /servers/:id': call => ok({ server: detail(call, serverOf(call), true) }),
  'PUT /servers/:id': change,
  'DELETE /servers/:id': call => {
    const server = serverOf(call);
    demandUnlocked(call, server);
    remove(call, server);
    return empty();
  },
};
