/** How a server comes up and goes away: placement, network, volumes, spawning. */
import { children, isList, type Json, text } from '../../clients/json.ts';
import { takeFault } from '../faults.ts';
import { attachPort, bindPorts, createPort, releasePorts } from '../network/ports.ts';
import type { JobContext } from '../service.ts';
import { attachVolume, bootVolume, releaseVolume } from '../volume/attachments.ts';
import { forgetMigrations } from './migrations.ts';
import { become, Failure, type Step, update, type Work } from './operations.ts';
import { claim, localDisk, pickHost, unclaim, use } from './placement.ts';
import { DELETED, SERVERS, type Server, ZONE } from './types.ts';

/** The sentence for a server that fits nowhere; the blank at its end is Nova's. */
export const NO_HOST = 'No valid host was found. ';

/** Device names in their order: the root disk is the first. */
export function device(at: number): string {
  return `/dev/vd${String.fromCharCode('a'.charCodeAt(0) + at)}`;
}

/** The first device name that no volume of the server has. */
export function freeDevice(server: Server): string {
  const taken = new Set(server.volumes.map(volume => volume.device));
  for (let at = server.image === '' ? 0 : 1; ; at++) if (!taken.has(device(at))) return device(at);
}

function texts(value: Json | undefined): string[] {
  return isList(value) ? value.flatMap(each => (typeof each === 'string' ? [each] : [])) : [];
}

function place(server: Server, { state, now, data }: Work): Server {
  const only = text(data, 'host') || undefined;
  const wanted = { flavor: server.flavor, disk: localDisk(server.flavor, server.image) };
  const except = texts(data.except);
  const host = takeFault(state, 'boot')
    ? undefined
    : pickHost(state, only === undefined ? { ...wanted, except } : { ...wanted, only, except });
  if (host === undefined) throw new Failure(NO_HOST);
  claim(state, host, server.flavor, wanted.disk);
  return update(server, now, { host, task_state: null });
}

function connect(server: Server, { state, now, data }: Work): Server {
  const owner = { serverId: server.id, projectId: server.project_id, host: server.host, zone: ZONE };
  // Kept first: a failure below leaves a server that has its machine, which deleting it gives back.
  state.put(SERVERS, server);
  const securityGroups = texts(data.groups);
  for (const wish of children(data, 'networks')) {
    const fixedIp = text(wish, 'fixed_ip');
    if (text(wish, 'port')) attachPort(state, owner, text(wish, 'port'));
    else {
      const groups = data.groups === undefined ? {} : { securityGroups };
      const address = fixedIp ? { fixedIp } : {};
      createPort(state, owner, { networkId: text(wish, 'network'), ...groups, ...address });
    }
  }
  return update(server, now, { task_state: 'block_device_mapping' });
}

function fill(server: Server, work: Work): Server {
  const { state, now, data } = work;
  let next = server;
  for (const disk of children(data, 'disks')) {
    const id = text(disk, 'volume') || bootVolume(work, server, disk);
    const at = text(disk, 'device') || freeDevice(next);
    const where = { volumeId: id, serverId: server.id, host: server.host, device: at, now };
    const attachment = attachVolume(state, where);
    const volume = {
      volume_id: id,
      attachment_id: attachment,
      device: at,
      delete_on_termination: disk.delete_on_termination === true,
      tag: text(disk, 'tag') || null,
    };
    next = { ...next, volumes: [...next.volumes, volume] };
  }
  return update(next, now, { task_state: 'spawning' });
}

/** A server is running: from now on it answers. */
export function running(server: Server, { state, now }: Pick<JobContext, 'state' | 'now'>): Server {
  bindPorts(state, server.id, server.host, 'ACTIVE');
  return update(server, now, { vm_state: 'active', power_state: 1, task_state: null, launched: now });
}

export const bootSteps: readonly Step[] = [
  { after: 0.6, run: place },
  { after: 0.2, event: 'compute__do_build_and_run_instance', run: become('networking') },
  { after: 0.6, run: connect },
  { after: 0.6, run: fill },
  { after: 2, run: running },
];

/** Takes a server away with all that it has. */
export function destroy(server: Server, { state, now }: Pick<JobContext, 'state' | 'now'>): void {
  for (const volume of server.volumes)
    releaseVolume(state, volume.volume_id, server.id, { remove: volume.delete_on_termination, now });
  releasePorts(state, server.id);
  unclaim(state, server);
  const { previous } = server;
  if (previous) claim(state, previous.host, previous.flavor, localDisk(previous.flavor, server.image), -1);
  use(state, server.project_id, { instances: -1, cores: -server.flavor.vcpus, ram: -server.flavor.ram });
  forgetMigrations(state, server.id);
  state.remove(SERVERS, server.id);
  state.put(
    DELETED,
    update(server, now, { vm_state: 'deleted', task_state: null, terminated: now, operation: '' }),
  );
}

export const deleteSteps: readonly Step[] = [
  {
    after: 1,
    event: 'compute_terminate_instance',
    run: (server, work) => {
      destroy(server, work);
      return undefined;
    },
  },
];
