/** What a request for a server may say (nova/api/openstack/compute/schemas/servers.py). */
import { isList, type Json, type JsonObject } from '../../clients/json.ts';
import {
  any,
  bodyOf,
  booleanCheck,
  type Check,
  checkObject,
  integerCheck,
  invalid,
  listCheck,
  listOf,
  metadataCheck,
  nameCheck,
  nullable,
  oneOf,
  tagCheck,
  textCheck,
  UUID,
} from '../schema.ts';
import { type Call, Refusal } from '../service.ts';

const base64: Check = (field, value) => {
  textCheck(0, 65535)(field, value);
  if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(String(value)))
    throw invalid(field, value, `'${value}' is not a 'base64'`);
};

const flavorRef: Check = (field, value) => {
  if (typeof value !== 'string' && typeof value !== 'number')
    throw invalid(field, value, `${JSON.stringify(value)} is not of type 'string', 'integer'`);
  if (value === '') throw invalid(field, value, "'' is too short");
};

const imageRef: Check = (field, value) => {
  textCheck()(field, value);
  if (value !== '' && !UUID.test(String(value))) throw invalid(field, value, `'${value}' is not a 'uuid'`);
};

const groups: Check = (field, value) => {
  listCheck(field, value);
  if (isList(value)) for (const each of value) checkEach('security_groups', each, { name: nameCheck });
};

function checkEach(field: string, value: Json, checks: Readonly<Record<string, Check>>): void {
  if (typeof value !== 'object' || value === null || isList(value) || !isPlain(value))
    throw invalid(field, value, `'${String(value)}' is not of type 'object'`);
  checkObject(field, value, [], checks);
}

function isPlain(value: object): value is JsonObject {
  return !Array.isArray(value);
}

/** Networks are a list, or `auto` or `none` since 2.37. */
function networks(version: number): Check {
  return (field, value) => {
    if (version >= 37 && typeof value === 'string') {
      if (value !== 'auto' && value !== 'none')
        throw invalid(field, value, `'${value}' is not valid under any of the given schemas`);
      return;
    }
    listCheck(field, value);
    const checks = {
      uuid: textCheck(),
      port: any,
      fixed_ip: textCheck(),
      ...(version >= 32 ? { tag: textCheck(1, 60) } : {}),
    };
    if (isList(value)) for (const each of value) checkEach('networks', each, checks);
  };
}

/** The checked `server` of a request. @throws Refusal 400 */
export function serverBody(call: Call): JsonObject {
  const { version } = call;
  const checks: Record<string, Check> = {
    name: nameCheck,
    imageRef,
    flavorRef,
    adminPass: textCheck(),
    metadata: metadataCheck,
    networks: networks(version),
    'OS-DCF:diskConfig': oneOf('AUTO', 'MANUAL'),
    accessIPv4: textCheck(),
    accessIPv6: textCheck(),
    availability_zone: textCheck(1),
    block_device_mapping: listCheck,
    block_device_mapping_v2: listCheck,
    config_drive: booleanCheck,
    key_name: textCheck(1),
    min_count: integerCheck(1),
    max_count: integerCheck(1),
    return_reservation_id: booleanCheck,
    security_groups: groups,
    user_data: version >= 19 ? nullable(base64) : base64,
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
