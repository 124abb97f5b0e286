/** Changes of a region as requests to Nova, Cinder and Neutron. A request is sent at once; waiting looks at what it made. */
import type { Change, ChangeOptions, Outcome, Pending } from '../gostack/backend.ts';
import { child, children, type JsonObject, text } from '../json.ts';
import { find } from '../resources/find.ts';
import { image } from '../resources/image.ts';
import { port } from '../resources/network.ts';
import { volume } from '../resources/volume.ts';
import type { Service } from '../service.ts';
import { WaitTimeout, wait } from '../wait.ts';
import { boot } from './boot.ts';
import { type Clients, instance, SERVERS } from './clients.ts';
import { ChangeFailed, ChangeUnfinished, RegionRefusal } from './errors.ts';
import { tenantId } from './tenant.ts';

/** Seconds in which a change has to be done where nobody says. */
const DEFAULT_TIMEOUT = 300;

const GOES_ON = 'it goes on, and a show tells how far it is';

/** A request that was sent, and how its end is seen. */
export interface Sent {
  /** What is made or changed, by the ID that the outcome has. */
  readonly id: string;
  /** What is looked at. @throws HttpError 404 where it is gone */
  observe(): Promise<JsonObject>;
  /** @param seen undefined: it is gone */
  done(seen: JsonObject | undefined): boolean;
}

/**
 * Sends what a change asks for.
 * @throws RegionRefusal for what OpenStack cannot do, NotFound, Ambiguous, HttpError
 */
export async function changeIn(
  clients: Clients,
  change: Change,
  { wait: isAwaited, timeout }: ChangeOptions,
): Promise<Pending> {
  if (!isAwaited && timeout !== undefined)
    clients.warn('--timeout has no effect without --wait: OpenStack goes on until it is done');
  const sent = await send(clients, change);
  return {
    id: sent.id,
    made: sent.id,
    wait: signal => finish(clients, change, sent, timeout ?? DEFAULT_TIMEOUT, signal),
  };
}

async function finish(
  clients: Clients,
  { action }: Change,
  sent: Sent,
  timeout: number,
  signal: AbortSignal = new AbortController().signal,
): Promise<Outcome> {
  const interrupted = new Promise<never>((_, reject) => {
    const end = () => reject(new ChangeUnfinished(`${action} of ${sent.id} was not waited for; ${GOES_ON}`));
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
  });
  interrupted.catch(() => {});
  const hopeless = (seen: JsonObject | undefined) =>
    seen === undefined || (settled(seen) && /^error/i.test(text(seen, 'status')));
  try {
    const { outcome, last } = await wait(sent.observe, {
      ...clients.clock,
      sleep: milliseconds => Promise.race([clients.clock.sleep(milliseconds), interrupted]),
      done: sent.done,
      failed: hopeless,
      timeout: timeout * 1000,
    });
    if (outcome === 'done') return { id: sent.id };
    const fault = last && text(child(last, 'fault'), 'message');
    const state = last === undefined ? 'it is gone' : `it is in ${text(last, 'status')}`;
    throw new ChangeFailed(`${action} of ${sent.id} failed: ${fault || state}`);
  } catch (error) {
    if (!(error instanceof WaitTimeout)) throw error;
    throw new ChangeUnfinished(`${action} of ${sent.id} is not done after ${timeout} s; ${GOES_ON}`, {
      cause: error,
    });
  }
}

/** Sends one change. */
async function send(clients: Clients, change: Change): Promise<Sent> {
  if (change.action === 'boot') return boot(clients, change);
  if (change.action === 'create-volume') return createVolume(clients, change);
  if (change.action === 'delete-volume') return deleteVolume(clients, change);
  if (change.action === 'detach-interface') return detachInterface(clients, change);
  const compute = await clients.compute();
  const found = await find(compute, instance, change.instance ?? '');
  const path = `/servers/${text(found, 'id')}`;
  const act = (body: JsonObject, microversion: string = SERVERS.microversion) =>
    compute.post(`${path}/action`, body, { microversion });
  const rests = (...statuses: readonly string[]) =>
    serverSent(compute, found, seen => settled(seen) && statuses.includes(text(seen, 'status')));
  // What a server that is stopped, or is none, is once something is done with it.
  const before = text(found, 'status') === 'SHUTOFF' ? 'SHUTOFF' : 'ACTIVE';

  switch (change.action) {
    case 'start':
      await act({ 'os-start': null });
      return rests('ACTIVE');
    case 'stop':
      await act({ 'os-stop': null });
      return rests('SHUTOFF');
    case 'delete':
      if (text(found, 'status') === 'ERROR' && !change.ignore)
        throw new RegionRefusal(
          `Instance ${text(found, 'id')} is in ERROR: look at why ('gs instance show'), or delete it with --ignore`,
        );
      if (change.hard) await act({ forceDelete: null });
      else await compute.delete(path, SERVERS);
      return {
        ...serverSent(compute, found, () => false),
        done: seen => seen === undefined || ['DELETED', 'SOFT_DELETED'].includes(text(seen, 'status')),
      };
    case 'password':
      await demandUser(clients, found, change.username);
      await act({ changePassword: { adminPass: change.password } });
      return rests(before);
    case 'rebuild': {
      const found = await find(await clients.image(), image, change.image);
      await act({ rebuild: { imageRef: text(found, 'id') } });
      return rests(before);
    }
    case 'reset':
      return reset(clients, found, change.rootDevice, act, rests);
    case 'attach-volume': {
      const body = { volumeAttachment: { volumeId: await volumeId(clients, change.volume) } };
      await compute.post(`${path}/os-volume_attachments`, body, SERVERS);
      return volumeSent(clients, body.volumeAttachment.volumeId, seen => text(seen, 'status') === 'in-use');
    }
    case 'detach-volume': {
      const id = await volumeId(clients, change.volume);
      await compute.delete(`${path}/os-volume_attachments/${id}`, SERVERS);
      const gone = (seen: JsonObject) =>
        children(seen, 'attachments').every(each => text(each, 'server_id') !== text(found, 'id'));
      return volumeSent(clients, id, seen => gone(seen) && text(seen, 'status') !== 'detaching');
    }
    case 'attach-interface': {
      const port_id = await portId(clients, change.port);
      await compute.post(`${path}/os-interface`, { interfaceAttachment: { port_id } }, SERVERS);
      return portSent(clients, port_id, seen => text(seen, 'device_id') === text(found, 'id'));
    }
  }
}

/** Whether nothing is being done with a server any more. */
function settled(seen: JsonObject): boolean {
  return text(seen, 'OS-EXT-STS:task_state') === '';
}

function serverSent(compute: Service, found: JsonObject, done: (seen: JsonObject) => boolean): Sent {
  const id = text(found, 'id');
  return {
    id,
    observe: async () => child(await compute.get(`/servers/${id}`, SERVERS), 'server'),
    done: seen => seen !== undefined && done(seen),
  };
}

async function volumeSent(clients: Clients, id: string, done: (seen: JsonObject) => boolean): Promise<Sent> {
  const service = await clients.volume();
  return {
    id,
    observe: async () => child(await service.get(`/volumes/${id}`), 'volume'),
    done: seen => seen !== undefined && done(seen),
  };
}

async function portSent(clients: Clients, id: string, done: (seen: JsonObject) => boolean): Promise<Sent> {
  const service = await clients.network();
  return {
    id,
    observe: async () => child(await service.get(`/ports/${id}`), 'port'),
    done: seen => seen !== undefined && done(seen),
  };
}

async function volumeId(clients: Clients, nameOrId: string): Promise<string> {
  return text(await find(await clients.volume(), volume, nameOrId), 'id');
}

async function portId(clients: Clients, nameOrId: string): Promise<string> {
  return text(await find(await clients.network(), port, nameOrId), 'id');
}

async function createVolume(clients: Clients, change: Change & { action: 'create-volume' }): Promise<Sent> {
  if (change.tenant !== undefined)
    throw new RegionRefusal('OpenStack makes a volume in the project of the credentials only');
  const service = await clients.volume();
  const body = { volume: { size: change.size, name: change.name } };
  const id = text(child(await service.post('/volumes', body), 'volume'), 'id');
  return volumeSent(clients, id, seen => text(seen, 'status') === 'available');
}

async function deleteVolume(clients: Clients, change: Change & { action: 'delete-volume' }): Promise<Sent> {
  const id = await volumeId(clients, change.volume);
  await (await clients.volume()).delete(`/volumes/${id}`);
  return { ...(await volumeSent(clients, id, () => false)), done: seen => seen === undefined };
}

/** The instance is that which has the port, and the port the tenant's, where one is named. */
async function detachInterface(
  clients: Clients,
  change: Change & { action: 'attach-interface' | 'detach-interface' },
): Promise<Sent> {
  const found = await find(await clients.network(), port, change.port);
  const [id, device] = [text(found, 'id'), text(found, 'device_id')];
  if (change.tenant !== undefined) {
    if ((await tenantId(clients, change.tenant)) !== text(found, 'project_id'))
      throw new RegionRefusal(`Port ${id} is not of tenant ${change.tenant}; nothing was detached`);
  }
  if (!text(found, 'device_owner').startsWith('compute:') || device === '')
    throw new RegionRefusal(`Port ${id} is at no instance; nothing was detached`);
  const compute = await clients.compute();
  if (change.instance !== undefined) {
    const asked = text(await find(compute, instance, change.instance), 'id');
    if (asked !== device)
      throw new RegionRefusal(`Port ${id} is at instance ${device}, not at ${asked}; nothing was detached`);
  }
  await compute.delete(`/servers/${device}/os-interface/${id}`, SERVERS);
  const sent = await portSent(clients, id, seen => text(seen, 'device_id') === '');
  // A port that was made for the instance goes with it.
  return { ...sent, done: seen => seen === undefined || sent.done(seen) };
}

/** Nova sets the password of one user only: the one that the image names, else the administrator. */
async function demandUser(clients: Clients, found: JsonObject, username: string): Promise<void> {
  const id = text(child(found, 'image'), 'id');
  const named = id === '' ? '' : text(await (await clients.image()).get(`/images/${id}`), 'os_admin_user');
  const allowed = named === '' ? ['root', 'Administrator'] : [named];
  if (!allowed.includes(username))
    throw new RegionRefusal(
      `OpenStack sets the password of ${allowed.join(' or ')} only (the image's os_admin_user), not of ${username}`,
    );
}

/** Up to here a server that boots from a volume is rebuilt on the volume as it is; later it is overwritten. */
const KEEPS_VOLUME = '2.92';

/** Sets the state right; given the root device, also defines the server anew on that volume, whose data stay. */
async function reset(
  clients: Clients,
  found: JsonObject,
  rootDevice: string | undefined,
  act: (body: JsonObject, microversion?: string) => Promise<JsonObject>,
  rests: (...statuses: readonly string[]) => Sent,
): Promise<Sent> {
  let imageRef = '';
  if (rootDevice !== undefined) {
    const root = await find(await clients.volume(), volume, rootDevice);
    const id = text(root, 'id');
    const bootsFrom = text(child(found, 'image'), 'id') === '';
    const attached = children(root, 'attachments').some(
      each => text(each, 'server_id') === text(found, 'id') && /^\/dev\/.da$/.test(text(each, 'device')),
    );
    if (!bootsFrom || !attached)
      throw new RegionRefusal(
        `Volume ${id} is not the root device of instance ${text(found, 'id')}, and OpenStack cannot change that; nothing was changed`,
      );
    imageRef = text(child(root, 'volume_image_metadata'), 'image_id');
    if (imageRef === '')
      throw new RegionRefusal(
        `Volume ${id} was not made of an image, which OpenStack needs for a rebuild; nothing was changed (without --root-device-id only the state is reset)`,
      );
  }
  await act({ 'os-resetState': { state: 'active' } });
  if (imageRef !== '') await act({ rebuild: { imageRef } }, KEEPS_VOLUME);
  return rests('ACTIVE');
}
