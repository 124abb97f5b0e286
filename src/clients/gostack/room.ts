/** How full a region's hosts are: the sum of what their instances take. */
import type { Mongo } from './mongo.ts';
import { type Room, roomOf } from './records.ts';

/** Of instances, three numbers are read and no more; so many of them are on their way at once. */
const BATCH = 10_000;
const FIELDS = { _id: 0, host: 1, vcpus: 1, memory: 1, disk: 1 } as const;

export const NO_ROOM: Room = { vcpus: 0, memory: 0, disk: 0 };

/**
 * Sums up what instances take. It is done here: a `$group` of several sums is wrong in FerretDB 1.
 * @param hosts IDs
 * @returns the room that is taken by host, for each that was asked for
 */
export function usedOf(mongo: Mongo, hosts: readonly string[]): Promise<Map<string, Room>> {
  return mongo.run(async collection => {
    const used = new Map<string, Room>(hosts.map(host => [host, NO_ROOM]));
    const there = { host: { $in: [...hosts] } };
    const found = collection('instances').find(there, { projection: FIELDS, batchSize: BATCH });
    for await (const record of found) {
      const host = String(record.host);
      const [taken, more] = [used.get(host), roomOf(record)];
      if (taken) used.set(host, plus(taken, more));
    }
    return used;
  });
}

function plus(one: Room, other: Room): Room {
  return {
    vcpus: one.vcpus + other.vcpus,
    memory: one.memory + other.memory,
    disk: one.disk + other.disk,
  };
}
