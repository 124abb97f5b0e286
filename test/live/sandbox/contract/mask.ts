/** Takes out of an answer what is bound to differ between two clouds, and names what a story knows by name. */
import {
  Float,
  isList,
  isObject,
  type Json,
  type JsonObject,
  parseJson,
  text,
} from '../../../../src/clients/json.ts';
import type { Answer } from './cloud.ts';

/** What says nothing: who sent it, how, and when. */
const TRANSPORT =
  /^(date|server|connection|content-length|transfer-encoding|keep-alive|x-.*request-id|openstack-image-.*)$/;

/** Fields whose values are the cloud's own: its addresses, machines, numbers, drivers and secrets. */
const OWN = new Set([
  'OS-EXT-AZ:availability_zone',
  ...[
    'ip_address',
    'addr',
    'fixed_ip_address',
    'standard_attr_id',
    'availability_zones',
    'mac_address',
    'mac_addr',
    'OS-EXT-IPS-MAC:mac_addr',
    'floating_ip_address',
  ],
  ...['OS-EXT-SRV-ATTR:host', 'OS-EXT-SRV-ATTR:hypervisor_hostname', 'binding:host_id', 'hostId', 'host'],
  ...['host_name', 'source_compute', 'dest_compute', 'source_node', 'dest_node', 'dest_host', 'hostname'],
  ...['OS-EXT-SRV-ATTR:instance_name', 'OS-EXT-SRV-ATTR:reservation_id', 'reservation_id', 'adminPass'],
  ...['provider:segmentation_id', 'old_instance_type_id', 'new_instance_type_id', 'os-vol-host-attr:host'],
  ...['binding:vif_type', 'binding:vif_details', 'traceback', 'private_key', 'fqdn', 'port_state', 'output'],
]);

/** What agents make of ports, networks and routers: the real cloud's servers have no devices that they could see. */
const AGENTS = new Set(['status', 'revision_number']);

/** States of servers in which the real cloud's machines, which are none, go on as before. */
export const UNSEEN = new Set(['paused', 'suspended', 'rescued']);

const POWER = new Set(['OS-EXT-STS:power_state']);

/** Migrations and key pairs have numbers that all projects share. */
const COUNTED = new Set(['id']);

const NONE: ReadonlySet<string> = new Set();

/** Whether images tell where they are kept is a setting. */
const TOLD = new Set(['locations', 'stores']);

/** Limits of one type of volumes; tests make types. */
const TYPED = /^(volumes|gigabytes|snapshots)_/;

/** What an image of a server gets with its data, which the real cloud's machines have none of. */
const DATA = new Set([
  ...['disk_format', 'container_format', 'size', 'virtual_size', 'status', 'checksum'],
  ...['os_hash_algo', 'os_hash_value', 'owner_id', ...TOLD],
]);

/** Lists in the order of IDs, which is none. */
const UNORDERED = new Set(['security_group_rules', 'rules', 'security_groups', 'subnets']);

/** Texts that are lists in the order of IDs. */
const SETS = new Set(['boot_roles']);

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/\breq-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '{request}'],
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '{uuid}'],
  [/\b[0-9a-f]{32}\b/g, '{hex}'],
  [/\bcompute[12]\b/g, '{host}'],
  [/^compute:.+$/, 'compute:{zone}'],
  // The service names flavors by numbers here.
  [/(?<= for flavor )\S+(?= and project)|(?<=access not found for )\S+(?= \/)/g, '{flavor}'],
  [/\b(fixed|floating) IP \d+(?:\.\d+){3}/g, '$1 IP {address}'],
];

const TIME = /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?/g;

/** What a story knows: IDs by what it calls them, and this cloud's words by what both clouds call them. */
export interface Known {
  readonly names: ReadonlyMap<string, string>;
  readonly places: ReadonlyMap<string, string>;
}

/** A text without what differs. */
export function maskText(source: string, { names, places }: Known): string {
  let result = source;
  for (const [place, name] of places) result = result.replaceAll(place, name);
  // Names of devices are the driver's.
  result = result.replace(/\/dev\/sd(?=[a-z]\b)/g, '/dev/vd');
  for (const [id, name] of names) result = result.replaceAll(id, `{${name}}`);
  for (const [pattern, name] of PATTERNS) result = result.replace(pattern, name);
  // Some of the schemas' lists are sets, which have no order.
  result = result.replace(
    / is not one of \[(.*)\]/,
    (_, list: string) => ` is not one of ${list.split(', ').sort()}`,
  );
  result = result.replace(
    / these ports is: (.*)\./,
    (_, list: string) => ` these ports is: ${list.split(',').sort()}.`,
  );
  return result.replace(TIME, time => time.replace(/\d/g, '0'));
}

/** A body without what differs: JSON where it is, else text. */
export function maskBody(type: string, source: string, known: Known): Json {
  if (source === '') return '';
  if (!type.startsWith('application/json')) return maskText(source, known);
  return maskJson(parseJson(source), known);
}

function maskJson(value: Json, known: Known): Json {
  if (typeof value === 'string') return maskText(value, known);
  if (value instanceof Float) return `${value.value}.0`;
  if (isList(value)) return value.map(each => maskJson(each, known));
  if (!isObject(value)) return value;
  const left = leftOut(value);
  const own = ownOf(value);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !left.has(key) && !TYPED.test(key))
      .map(([key, each]) => {
        const isOwn = (OWN.has(key) || own.has(key)) && each !== null && each !== '';
        const shown = isOwn ? `{${key}}` : maskJson(each ?? null, known);
        if (SETS.has(key) && typeof shown === 'string') return [key, shown.split(',').sort().join()];
        return [maskText(key, known), UNORDERED.has(key) ? inOrder(shown) : shown];
      }),
  );
}

function inOrder(value: Json): Json {
  const text = (each: Json) => JSON.stringify(each);
  return isList(value) ? [...value].sort((a, b) => (text(a) < text(b) ? -1 : 1)) : value;
}

/** Fields that only one of the clouds has. */
function leftOut(value: JsonObject): ReadonlySet<string> {
  return /^(snapshot|backup)$/.test(text(value, 'image_type')) ? DATA : TOLD;
}

/** Whether it is a network that agents have ports on. */
function isWired(value: JsonObject): boolean {
  return 'router:external' in value && isList(value.subnets) && value.subnets.length > 0;
}

/** Fields that are the cloud's own in one kind of thing. */
function ownOf(value: JsonObject): ReadonlySet<string> {
  if ('binding:vnic_type' in value) return AGENTS;
  if ('source_compute' in value || 'fingerprint' in value) return COUNTED;
  if ('external_gateway_info' in value || isWired(value)) return AGENTS;
  return UNSEEN.has(text(value, 'OS-EXT-STS:vm_state')) ? POWER : NONE;
}

/** Headers without what differs. The type of nothing is nothing. */
export function maskHeaders({ headers, text }: Answer, known: Known): Record<string, string> {
  const telling = Object.entries(headers).filter(
    ([name]) => !TRANSPORT.test(name) && (text !== '' || name !== 'content-type'),
  );
  return Object.fromEntries(telling.map(([name, value]) => [name, maskText(value, known)]));
}
