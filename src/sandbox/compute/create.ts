/** Making servers (Compute API, `POST /servers`). */

import { isList, type JsonObject, text } from '../../clients/json.ts';
import { reply } from '../http.ts';
import { textsOf, truth } from '../schema-values.ts';
import { type Call, Refusal, type Reply } from '../service.ts';
import { uuid } from '../state.ts';
import { allow } from './access.ts';
import { bootSteps } from './boot.ts';
import { serverBody } from './create-body.ts';
import { disksFor } from './create-disks.ts';
import { groupsFor, hintsOf, networksFor } from './create-parts.ts';
import { findFlavor } from './flavor-access.ts';
import { nextNumber } from './numbers.ts';
import { begin } from './operations.ts';
import { password, word } from './passwords.ts';
import { use } from './placement.ts';
import { allowedServers, limitsOf } from './quota-limits.ts';
import { groupPlace, joinGroup } from './server-groups.ts';
import { type Flavor, getHost, type Server, ZONE } from './types.ts';
import { linksOf } from './views.ts';

/** A server's own name: its name without what host names cannot have. */
export function hostnameOf(name: string, id: string): string {
  const clean = name
    .replace(/[ _.]/g, '-')
    .replace(/[^A-Za-z0-9-]/g, '')
    .toLowerCase()
    .replace(/^-+|-+$/g, '')
    .slice(0, 63);
  return clean || `Server-${id}`;
}

/** The zone and the machine that are asked for: `nova`, `nova:compute1`. @throws Refusal */
function placeFor(call: Call, body: JsonObject): { zone: string; host: string } {
  const [zone = '', forced = '', node = ''] = text(body, 'availability_zone').split(':');
  if (forced || node) allow(call, 'servers:create:forced_host');
  const wanted = text(body, 'host') || text(body, 'hypervisor_hostname');
  if (wanted) {
    allow(call, 'compute:servers:create:requested_destination');
    if (forced || node)
      throw new Refusal(
        400,
        'One mechanism with host and/or hypervisor_hostname and another mechanism with zone:host:node are mutually exclusive.',
      );
    if (!getHost(call.state, wanted)) throw new Refusal(400, `Compute host ${wanted} could not be found.`);
  }
  if (zone !== '' && zone !== ZONE && !forced)
    throw new Refusal(400, 'The requested availability zone is not available');
  return { zone, host: forced || node || wanted };
}

/** A flavor that a caller may use. @throws Refusal 400 */
export function flavorFor(call: Call, ref: string): Flavor {
  const flavor = findFlavor(call, ref);
  if (!flavor) throw new Refusal(400, `Flavor ${ref} could not be found.`);
  return flavor;
}

/** `POST /servers` */
export function createServers(call: Call): Reply {
  const body = serverBody(call);
  const { caller, state } = call;
  const least = Number(body.min_count ?? 1);
  const most = Number(body.max_count ?? least);
  const place = placeFor(call, body);
  const flavor = flavorFor(call, String(body.flavorRef));
  const key = text(body, 'key_name');
  if (key !== '' && !state.get('keypairs', `${caller.userId} ${key}`))
    throw new Refusal(400, 'Invalid key_name provided.');
  if (Object.keys(textsOf(body.metadata)).length > (limitsOf(state, caller.projectId).metadata_items ?? 128))
    throw new Refusal(403, 'Quota exceeded for resources: metadata_items');
  const hints = hintsOf(call);
  const group = text(hints, 'group');
  const except = groupPlace(call, group);
  const networks = networksFor(call, body.networks, most);
  const groups = groupsFor(call, body);
  const count = allowedServers(state, caller.projectId, flavor, { least, most });
  const { disks, image } = disksFor(call, body, flavor);
  const secret = text(body, 'adminPass') || password();
  const reservation = `r-${word(8)}`;
  let first: Server | undefined;
  for (let at = 0; at < count; at++) {
    const id = uuid();
    const given = text(body, 'name').trim();
    const name = count > 1 ? `${given}-${at + 1}` : given;
    const host = text(body, 'hostname');
    const made = newServer(call, body, { id, name, flavor, image });
    const server: Server = {
      ...made,
      hostname: host || hostnameOf(name, id),
      zone: place.zone,
      reservation_id: reservation,
      launch_index: at,
      number: nextNumber(state, 'servers'),
      group,
    };
    use(state, caller.projectId, { instances: 1, cores: flavor.vcpus, ram: flavor.ram });
    const data = {
      networks,
      disks,
      ...(groups ? { groups } : {}),
      ...(place.host ? { host: place.host } : {}),
      ...except,
    };
    const begun = begin(call, server, 'create', { name: 'boot', steps: bootSteps }, {}, data);
    joinGroup(call, group, id);
    first ??= begun;
  }
  if (truth(body.return_reservation_id)) return reply(202, { reservation_id: reservation });
  const id = first?.id ?? '';
  const groupNames = (isList(body.security_groups) ? body.security_groups : []).flatMap(each => [
    textsOf(each),
  ]);
  const server = {
    id,
    links: linksOf(call, 'servers', id),
    'OS-DCF:diskConfig': first?.disk_config ?? 'MANUAL',
    security_groups: groupNames.length > 0 ? groupNames : [{ name: 'default' }],
    adminPass: secret,
  };
  return reply(202, { server }, { location: `${call.origin}/compute/v2.1/servers/${id}` });
}

function newServer(
  call: Call,
  body: JsonObject,
  given: Pick<Server, 'id' | 'name' | 'flavor' | 'image'>,
): Server {
  const { version, caller, now } = call;
  return {
    ...given,
    project_id: caller.projectId,
    user_id: caller.userId,
    description: version < 19 ? given.name : text(body, 'description') || null,
    hostname: '',
    created: now,
    updated: now,
    launched: null,
    terminated: null,
    vm_state: 'building',
    task_state: 'scheduling',
    power_state: 0,
    host: '',
    zone: '',
    metadata: textsOf(body.metadata),
    tags: isList(body.tags) ? body.tags.flatMap(tag => (typeof tag === 'string' ? [tag] : [])) : [],
    key_name: text(body, 'key_name') || null,
    user_data: text(body, 'user_data') || null,
    config_drive: truth(body.config_drive) ? 'True' : '',
    disk_config: text(body, 'OS-DCF:diskConfig') || 'MANUAL',
    access_v4: text(body, 'accessIPv4'),
    access_v6: text(body, 'accessIPv6'),
    locked: false,
    locked_reason: null,
    reservation_id: '',
    launch_index: 0,
    number: 0,
    fault: null,
    volumes: [],
    previous: null,
    operation: '',
    group: '',
  };
}
