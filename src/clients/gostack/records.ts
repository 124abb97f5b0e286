/** The documents in a region's MongoDB, and how they are read: fields that are missing or of another kind count as empty. */
import type { Instance, RegionHost, RegionVolume, WholeHost } from './backend.ts';

/** A document as the driver gives it. */
export interface Stored {
  readonly _id: string;
  readonly [field: string]: unknown;
}

function word(record: Stored, field: string): string {
  const value = record[field];
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  return value === undefined || value === null ? '' : String(value);
}

function amount(record: Stored, field: string): number {
  const value = Number(record[field] ?? 0);
  return Number.isFinite(value) ? value : 0;
}

/**
 * An instance's document.
 * @param ports IDs of what its own documents say is at it, as `volumes`
 */
export function instanceOf(
  record: Stored,
  ports: readonly string[] = [],
  volumes: readonly string[] = [],
): Instance {
  return {
    id: record._id,
    name: word(record, 'name'),
    status: word(record, 'status'),
    host: word(record, 'host'),
    zone: word(record, 'zone'),
    flavor: word(record, 'flavor'),
    image: word(record, 'image'),
    tenant: word(record, 'tenant'),
    domain: word(record, 'domain'),
    task: word(record, 'task'),
    fault: word(record, 'fault'),
    ports,
    volumes,
    created: word(record, 'created'),
    updated: word(record, 'updated'),
  };
}

/** A host's document. */
export function hostOf(record: Stored): RegionHost {
  return {
    id: record._id,
    name: word(record, 'name'),
    zone: word(record, 'zone'),
    state: word(record, 'state'),
  };
}

/** A host's document. @param used what its instances take */
export function wholeHostOf(record: Stored, used: Room): WholeHost {
  return {
    ...hostOf(record),
    vcpus: amount(record, 'vcpus'),
    vcpusUsed: used.vcpus,
    memory: amount(record, 'memory'),
    memoryUsed: used.memory,
    disk: amount(record, 'disk'),
    diskUsed: used.disk,
  };
}

export interface Room {
  readonly vcpus: number;
  readonly memory: number;
  readonly disk: number;
}

/** The room that a document has or takes. */
export function roomOf(record: Stored): Room {
  return {
    vcpus: amount(record, 'vcpus'),
    memory: amount(record, 'memory'),
    disk: amount(record, 'disk'),
  };
}

/** A volume's document. */
export function volumeOf(record: Stored): RegionVolume {
  return {
    id: record._id,
    name: word(record, 'name'),
    status: word(record, 'status'),
    size: amount(record, 'size'),
    tenant: word(record, 'tenant'),
    instance: word(record, 'instance'),
    created: word(record, 'created'),
  };
}
