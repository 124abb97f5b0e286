/** What a new server needs from other services: its image, networks, groups and disks, found and checked. */
import { children, isList, isObject, type Json, type JsonObject, text } from '../../clients/json.ts';
import { visible } from '../image/records.ts';
import { availableNetworks, findNetwork, findPort, findSecurityGroups } from '../network/ports.ts';
import { type Call, Refusal } from '../service.ts';
import type { Item } from '../state.ts';
import type { Flavor } from './types.ts';

const GIB = 1024 ** 3;

/** Whose things a caller may use: undefined for an admin, who may use all. */
export function scope(call: Call): string | undefined {
  return call.caller.isAdmin ? undefined : call.caller.projectId;
}

/** The image to boot from. @throws Refusal 400 */
export function imageFor(call: Call, id: string, message = 'Can not find requested image'): Item {
  const image = call.state.get('images', id);
  if (!image || !visible(call, image)) throw new Refusal(400, message);
  return image;
}

/** Whether a flavor is large enough for an image. @throws Refusal 400 */
export function fitImage(image: Item, flavor: Flavor, toVolume: boolean): void {
  if (image.status !== 'active') throw new Refusal(400, `Image ${image.id} is not active.`);
  const number = (key: string) => {
    const value = image[key];
    return typeof value === 'number' ? value : 0;
  };
  if (number('min_ram') > flavor.ram)
    throw new Refusal(400, "Flavor's memory is too small for requested image.");
  if (toVolume || flavor.disk === 0) return;
  const disk = flavor.disk * GIB;
  if (number('size') > disk)
    throw new Refusal(
      400,
      `Flavor's disk is too small for requested image. Flavor disk is ${disk} bytes, image is ${number('size')} bytes.`,
    );
  if (number('min_disk') > flavor.disk)
    throw new Refusal(
      400,
      `Flavor's disk is smaller than the minimum size specified in image metadata. Flavor disk is ${disk} bytes, minimum size is ${number('min_disk') * GIB} bytes.`,
    );
}

/** The networks and ports that a server shall be on, for its boot. @throws Refusal */
export function networksFor(call: Call, wanted: Json | undefined, count: number): JsonObject[] {
  if (wanted === 'none') return [];
  const project = call.caller.projectId;
  if (wanted === undefined || wanted === 'auto' || (isList(wanted) && wanted.length === 0)) {
    const networks = availableNetworks(call.state, project);
    if (networks.length > 1)
      throw new Refusal(409, 'Multiple possible networks found, use a Network ID to be more specific.');
    return networks.map(({ id }) => ({ network: id }));
  }
  const seen = new Set<string>();
  return children({ wanted }, 'wanted').map(each => {
    const port = text(each, 'port');
    const fixed = text(each, 'fixed_ip');
    if (port !== '') return portFor(call, port, fixed, seen, count);
    const id = text(each, 'uuid');
    if (id === '') throw new Refusal(400, "Bad network format: missing 'uuid'");
    if (!findNetwork(call.state, id, scope(call)))
      throw new Refusal(400, `Network ${id} could not be found.`);
    if (fixed !== '' && count > 1)
      throw new Refusal(
        400,
        'Failed to launch instances: max_count cannot be greater than 1 if an fixed_ip is specified.',
      );
    return { network: id, ...(fixed === '' ? {} : { fixed_ip: fixed }) };
  });
}

function portFor(call: Call, id: string, fixed: string, seen: Set<string>, count: number): JsonObject {
  if (seen.has(id))
    throw new Refusal(400, `Port ID '${id}' was specified twice: you cannot attach a port multiple times.`);
  seen.add(id);
  if (fixed !== '')
    throw new Refusal(
      400,
      `Specified Fixed IP '${fixed}' cannot be used with port '${id}': the two cannot be specified together.`,
    );
  const port = findPort(call.state, id, scope(call));
  if (!port) throw new Refusal(400, `Port id ${id} could not be found.`);
  if (port.serverId !== '') throw new Refusal(409, `Port ${id} is still in use.`);
  if (count > 1)
    throw new Refusal(
      400,
      'Unable to launch multiple instances with a single configured port ID. Please launch your instance one by one with different ports.',
    );
  return { port: id };
}

/** The IDs of security groups by name or ID; undefined: none were named. @throws Refusal */
export function groupsFor(call: Call, body: JsonObject): string[] | undefined {
  if (body.security_groups === undefined) return undefined;
  const names = new Set(children(body, 'security_groups').map(each => text(each, 'name')));
  return [...names].map(name => groupFor(call, call.caller.projectId, name));
}

/** A security group's ID. @throws Refusal 400 for none, 409 for several */
export function groupFor(call: Call, project: string, name: string, status = 400): string {
  const found = findSecurityGroups(call.state, project, name);
  const [group] = found;
  if (!group)
    throw new Refusal(
      status,
      status === 400
        ? `Unable to find security_group with name or id '${name}'`
        : `Security group ${name} is not found for project ${project}`,
    );
  if (found.length > 1)
    throw new Refusal(
      409,
      `Multiple security groups found matching '${name}'. Use an ID to be more specific.`,
    );
  return group.id;
}

/** The scheduler hints of a request. */
export function hintsOf(call: Call): JsonObject {
  if (!isObject(call.body)) return {};
  const hints = call.body['os:scheduler_hints'] ?? call.body['OS-SCH-HNT:scheduler_hints'];
  return isObject(hints) ? hints : {};
}
