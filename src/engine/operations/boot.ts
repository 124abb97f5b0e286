/** Booting: a host with room, ports and volumes are taken at once or not at all; then the instance is built in steps. */
import { randomUUID } from 'node:crypto';
import { type Room, roomOf, type Stored } from '../../clients/gostack/records.ts';
import { NO_ROOM } from '../../clients/gostack/room.ts';
import { freeAll, freePort, freeVolume, take } from '../holdings.ts';
import { change, type Job, listed, type Operation, optional, release, required, size } from '../operation.ts';
import { SCHEDULING } from '../orphans.ts';
import { Refusal, word } from '../store.ts';

/** What is to be seen of an instance on its way. */
const STEPS = ['networking', 'block-device-mapping', 'spawning'];

/**
 * Boots an instance from an image or a volume: `name`, `flavor`, `image` or `volume`, `volumeSize`, `ports`, `host`, `zone`,
 * `tenant`.
 * @returns its ID once it is ACTIVE
 * @throws Refusal when something is missing, taken or unknown, or no host has room
 */
export const boot: Operation = async job => {
  const { args, store } = job;
  const flavor = await store.named('flavors', 'flavor', required(args, 'flavor'));
  const image =
    args.image === undefined ? undefined : await store.named('images', 'image', required(args, 'image'));
  const source = optional(args, 'volume');
  if (!image && source === undefined) throw new Refusal('An image or a volume to boot from is needed.');
  if (source !== undefined && args.volumeSize !== undefined)
    throw new Refusal('A volume to boot from and the size of a new one exclude each other.');
  const id = await job.exclusively(() => reserve(job, flavor, image, source));
  for (const step of STEPS) {
    await job.pass();
    await change(job, id, { task: step });
  }
  await job.pass();
  await release(job, id, { status: 'ACTIVE' });
  return id;
};

/** Decides where it goes and takes what it needs; nothing is written before all is known to be there. */
async function reserve(
  job: Job,
  flavor: Stored,
  image: Stored | undefined,
  source: string | undefined,
): Promise<string> {
  const { args, store, task } = job;
  const tenant = optional(args, 'tenant') ?? '';
  const ports: Stored[] = [];
  for (const port of new Set(listed(args, 'ports'))) ports.push(await freePort(job, port));
  const existing = source === undefined ? undefined : await freeVolume(job, source);
  const bootSize = args.volumeSize === undefined ? undefined : size(args.volumeSize, 'The volume size');
  // A volume is kept elsewhere: it takes nothing of the host's disk.
  const needed = { ...roomOf(flavor), ...(existing || bootSize !== undefined ? { disk: 0 } : {}) };
  const host = await hostFor(job, needed);
  const name = required(args, 'name');
  const id = randomUUID();
  const made = bootSize === undefined ? undefined : randomUUID();
  // First, so that what points at no instance points at one that is gone.
  await store.insert('instances', {
    _id: id,
    name,
    status: 'BUILD',
    task: SCHEDULING,
    taskId: task,
    changedBy: task,
    host: host._id,
    zone: word(host, 'zone'),
    flavor: word(flavor, 'name'),
    image: image ? word(image, 'name') : '',
    tenant,
    domain: `instance-${id.slice(0, 8)}`,
    fault: '',
    rootVolume: made ?? source ?? '',
    ...needed,
    created: job.now(),
    updated: job.now(),
  });
  try {
    for (const port of ports) await take(job, 'ports', port, id);
    if (existing) await take(job, 'volumes', existing, id);
  } catch (error) {
    if (error instanceof Refusal) {
      await freeAll(job, id);
      await store.remove('instances', { _id: id, taskId: task });
    }
    throw error;
  }
  if (made !== undefined)
    await store.insert('volumes', {
      _id: made,
      name: `${name}-root`,
      size: bootSize,
      status: 'in-use',
      tenant,
      instance: id,
      ofInstance: true,
      changedBy: task,
      created: job.now(),
    });
  return id;
}

/** The host that was asked for, else the one with the most memory left in the zone. */
async function hostFor(job: Job, needed: Room): Promise<Stored> {
  const { args, store } = job;
  const pinned = optional(args, 'host');
  const zone = optional(args, 'zone');
  const hosts =
    pinned === undefined ? await store.all('hosts', {}) : [await store.named('hosts', 'host', pinned)];
  if (hosts.length === 0) throw new Refusal('The region has no host.');
  const inZone = hosts.filter(host => zone === undefined || word(host, 'zone') === zone);
  if (inZone.length === 0)
    throw new Refusal(
      pinned === undefined ? `There is no zone '${zone}'.` : `Host '${pinned}' is not in zone '${zone}'.`,
    );
  const up = inZone.filter(host => word(host, 'state') === 'up');
  if (up.length === 0)
    throw new Refusal(
      pinned === undefined
        ? `No host${zone === undefined ? '' : ` in zone '${zone}'`} is up.`
        : `Host '${pinned}' is ${word(inZone[0] ?? {}, 'state') || 'not up'}.`,
    );
  const used = await store.used(up.map(({ _id }) => _id));
  const rooms = up.map(host => ({ host, left: left(roomOf(host), used.get(host._id) ?? NO_ROOM) }));
  const [best] = rooms
    .filter(
      ({ left }) => left.vcpus >= needed.vcpus && left.memory >= needed.memory && left.disk >= needed.disk,
    )
    .sort((a, b) => b.left.memory - a.left.memory);
  if (best) return best.host;
  const what = `${needed.vcpus} vCPUs, ${needed.memory} MiB of memory and ${needed.disk} GiB of disk`;
  const where =
    pinned === undefined ? `No host${zone === undefined ? '' : ` in zone '${zone}'`}` : `Host '${pinned}'`;
  throw new Refusal(`${where} has ${pinned === undefined ? '' : 'no '}room for ${what}.`);
}

function left(has: Room, used: Room): Room {
  return {
    vcpus: has.vcpus - used.vcpus,
    memory: has.memory - used.memory,
    disk: has.disk - used.disk,
  };
}
