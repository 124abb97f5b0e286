/** What a request for a server may say (nova/api/openstack/compute/schemas/servers.py). */

import type { JsonObject } from '../../clients/json.ts';
import { bodyOf, type Check, type Checks, invalid, repr } from '../schema.ts';
import {
  addressCheck,
  any,
  anyOf,
  booleanCheck,
  both,
  integerCheck,
  ipCheck,
  listCheck,
  listOf,
  MOST,
  metadataCheck,
  nameCheck,
  nullable,
  nullCheck,
  objectOf,
  oneOf,
  patternCheck,
  tagCheck,
  textCheck,
  uuidCheck,
} from '../schema-values.ts';
import { type Call, Refusal } from '../service.ts';

/** As Python reads it: what is no letter of it is left aside, what is left has to be whole. */
const base64: Check = (field, value, also) => {
  textCheck(0, 65535)(field, value, also);
  const letters = String(value).replace(/[^A-Za-z0-9+/=]/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(letters))
    throw invalid(field, value, `'${value}' is not a 'base64'`);
};

/** A flavor's ID. */
export const flavorRef: Check = (field, value) => {
  if (typeof value !== 'string' && !Number.isInteger(value))
    throw invalid(field, value, `${repr(value)} is not of type 'string', 'integer'`);
  if (value === '') throw invalid(field, value, "'' is too short");
};

/** Networks are a list, or `auto` or `none` since 2.37. */
function networks(version: number): Check {
  const list = listOf(
    objectOf({
      fixed_ip: addressCheck,
      port: anyOf(uuidCheck, nullCheck),
      uuid: uuidCheck,
      ...(version >= 32 ? { tag: tagCheck } : {}),
    }),
  );
  return version >= 37 ? anyOf(list, oneOf('none', 'auto')) : list;
}

const LEGACY_DISK: Checks = {
  virtual_name: textCheck(),
  volume_id: uuidCheck,
  snapshot_id: uuidCheck,
  volume_size: integerCheck(0, MOST),
  device_name: textCheck(1),
  delete_on_termination: booleanCheck,
  no_device: any,
  connection_info: textCheck(0, 16777215),
};

function disk(version: number): Check {
  return objectOf({
    ...LEGACY_DISK,
    source_type: oneOf('volume', 'image', 'snapshot', 'blank'),
    uuid: both(textCheck(1), patternCheck('^[a-zA-Z0-9._-]*$')),
    image_id: uuidCheck,
    destination_type: oneOf('local', 'volume'),
    guest_format: textCheck(),
    device_type: textCheck(),
    disk_bus: textCheck(),
    boot_index: nullable(integerCheck(-MOST, MOST, '^-?[0-9]+$')),
    ...(version >= 42 ? { tag: tagCheck } : {}),
    ...(version >= 67 ? { volume_type: nullable(textCheck()) } : {}),
  });
}

/** The checked `server` of a request. @throws Refusal 400 */
export function serverBody(call: Call): JsonObject {
  const { version } = call;
  const checks: Record<string, Check> = {
    name: nameCheck,
    imageRef: anyOf(uuidCheck, textCheck(0, 0)),
    flavorRef,
    adminPass: textCheck(),
    metadata: metadataCheck,
    networks: networks(version),
    'OS-DCF:diskConfig': oneOf('AUTO', 'MANUAL'),
    accessIPv4: ipCheck(4),
    accessIPv6: ipCheck(6),
    availability_zone: textCheck(1),
    block_device_mapping: listOf(objectOf(LEGACY_DISK)),
    block_device_mapping_v2: listOf(disk(version)),
    config_drive: booleanCheck,
    key_name: textCheck(1),
    min_count: integerCheck(1),
    max_count: integerCheck(1),
    return_reservation_id: booleanCheck,
    security_groups: listOf(objectOf({ name: nameCheck })),
    user_data: base64,
    ...(version < 57 ? { personality: listCheck } : {}),
    ...(version >= 19 ? { description: nullable(textCheck()) } : {}),
    ...(version >= 52 ? { tags: listOf(tagCheck, 50) } : {}),
    ...(version >= 63 ? { trusted_image_certificates: nullable(listCheck) } : {}),
    ...(version >= 74 ? { host: textCheck(1), hypervisor_hostname: textCheck(1) } : {}),
    ...(version >= 90 ? { hostname: hostnameCheck } : {}),
  };
  const required = version >= 37 ? ['name', 'flavorRef', 'networks'] : ['name', 'flavorRef'];
  const body = bodyOf(call, 'server', required, checks, ['os:scheduler_hints', 'OS-SCH-HNT:scheduler_hints']);
  const least = Number(body.min_count ?? 1);
  if (least > Number(body.max_count ?? least)) throw new Refusal(400, 'min_count must be <= max_count');
  return body;
}

/** A server's own name for itself. */
export const hostnameCheck: Check = (field, value) => {
  textCheck(2, 63)(field, value);
  if (!/^[a-zA-Z0-9]+[a-zA-Z0-9-]*[a-zA-Z0-9]+$/.test(String(value)))
    throw invalid(field, value, `'${value}' does not match '^[a-zA-Z0-9]+[a-zA-Z0-9-]*[a-zA-Z0-9]+$'`);
};
