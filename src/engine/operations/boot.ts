/** Booting: a host with room, ports and volumes are taken at once or not at all; then the instance is built in steps. */
import { randomUUID } from 'node:crypto';
import { type Room, roomOf, type Stored } from '../../clients/gostack/records.ts';
import { change, type Job, listed, type Operation, optional, release, required, size } from '../operation.ts';
import { Refusal, word } from '../store.ts';

/** What is to be seen of an instance on its way. */
const STEPS = ['networking', 'block-device-mapping', 'spawning'];

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
  const { args, store } = job;
  const tenant = optional(args, 'tenant') ?? '';
  const ports = [...new Set(listed(args, 'ports'))];
  for (const port of ports) await freePort(job, port);
  if (source !== undefined) await freeVolume(job, source);
  const bootSize = args.volumeSize === undefined ? undefined : size(args.volumeSize, 'The volume size');
  // A volume is kept elsewhere: it takes nothing of the host's disk.
  const needed = {
    ...roomOf(flavor),
    ...(source !== undefined || bootSize !== undefined ? { disk: 0 } : {}),
  };
  const host = await hostFor(job, needed);
  const id = randomUUID();
  const made = bootSize === undefined ? undefined : randomUUID();
  const root = made ?? source;
  await store.insert('instances', {
    _id: id,
    name: required(args, 'name'),
    status: 'BUILD',
    task: 'scheduling',
    taskId: job.task,
    host: host._id,
    zone: word(host, 'zone'),
    flavor: word(flavor, 'name'),
    image: image ? word(image, 'name') : '',
    tenant,
    domain: `instance-${id.slice(0, 8)}`,
    fault: '',
    ports,
    volumes: root === undefined ? [] : [root],
    rootVolume: root ?? '',
    ...needed,
    created: job.now(),
    updated: job.now(),
  });
  for (const port of ports) await store.update('ports', { _id: port }, { instance: id });
  if (source !== undefined)
    await store.update('volumes', { _id: source }, { instance: id, status: 'in-use' });
  if (made !== undefined)
    await store.insert('volumes', {
      _id: made,
      name: `${required(args, 'name')}-root`,
      size: bootSize,
      status: 'in-use',
      tenant,
      instance: id,
      ofInstance: true,
      created: job.now(),
    });
  return id;
}

/** @throws Refusal unless the port is there and nobody's */
export async function freePort({ store }: Job, id: string): Promise<Stored> {
  const port = await store.get('ports', 'port', id);
  const owner = word(port, 'instance');
  if (owner !== '') throw new Refusal(`Port ${id} is in use by instance ${owner}.`);
  return port;
}

/** @throws Refusal unless the volume is there and available */
export async function freeVolume({ store }: Job, id: string): Promise<Stored> {
  const volume = await store.get('volumes', 'volume', id);
  const status = word(volume, 'status');
  if (status !== 'available') throw new Refusal(`Volume ${id} is ${status}, not available.`);
  return volume;
}

/** The host that was asked for, else the one with the most memory left in the zone. */
async function hostFor(job: Job, needed: Room): Promise<Stored> {
  const { args, store } = job;
  const pinned = optional(args, 'host');
  const zone = optional(args, 'zone');
  const hosts =
    pinned === undefined ? await store.all('hosts', {}) : [await store.named('hosts', 'host', pinned)];
  const inZone = hosts.filter(host => zone === undefined || word(host, 'zone') === zone);
  if (inZone.length === 0)
    throw new Refusal(
      pinned === undefined ? `There is no zone '${zone}'.` : `Host '${pinned}' is not in zone '${zone}'.`,
    );
  const up = inZone.filter(host => word(host, 'state') === 'up');
  const rooms = await Promise.all(
    up.map(async host => ({ host, left: left(roomOf(host), await store.used(host._id)) })),
  );
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
