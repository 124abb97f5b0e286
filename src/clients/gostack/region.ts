/** A gostack region as a backend of `gs`: reads from MongoDB, changes through tasks in etcd, and the rule that keeps both safe. */
import { NotFound } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { Transport } from '../transport.ts';
import type { Backend, Change, InstanceFilter, VolumeFilter } from './backend.ts';
import { CONTRACT_VERSION, keysOf, MARKER, type Marker, markerOf, parsed, TEMPLATES } from './contract.ts';
import { ForeignRegion, GostackError } from './errors.ts';
import { createEtcd } from './etcd.ts';
import { type CollectionName, createMongo, type Query } from './mongo.ts';
import { mongoAddress } from './mongo-uri.ts';
import { hostOf, instanceOf, type Stored, volumeOf, wholeHostOf } from './records.ts';
import { NO_ROOM, usedOf } from './room.ts';
import type { RegionSettings } from './settings.ts';
import { submit } from './tasks.ts';

/**
 * Opens a region. Nothing is loaded or sent before the first request; a command that only reads asks MongoDB alone, a
 * change and a template etcd alone.
 * @param transport what sends to etcd; a watch's answer may be silent for long
 * @param tenant whose new instances and volumes are, where a change does not say it; '' for nobody's
 */
export function openGostack(
  settings: RegionSettings,
  transport: Transport,
  tenant: () => Promise<string> = async () => '',
): Backend {
  const etcd = createEtcd(settings.etcd, transport);
  const mongo = createMongo(settings.mongo);
  const keys = keysOf(settings.etcd.prefix);
  let mongoChecked: Promise<void> | undefined;

  async function checkMongo(): Promise<void> {
    const record = await mongo.run(collection => collection('contract').findOne({ _id: MARKER }));
    const { where, database } = mongoAddress(settings.mongo);
    requireMarker(markerOf(record), `The MongoDB at ${where} (database ${database})`);
  }

  function ours(): Promise<void> {
    mongoChecked ??= checkMongo().catch(error => {
      mongoChecked = undefined;
      throw error;
    });
    return mongoChecked;
  }

  async function checkEtcd(): Promise<void> {
    const { keys: found } = await etcd.range(keys.marker);
    const value = found[0] && parsed(found[0].value);
    requireMarker(markerOf(value), `The etcd at ${settings.etcd.endpoints.join(', ')}`);
  }

  async function one(
    name: CollectionName,
    kind: string,
    id: string,
    query: Query = { _id: id },
  ): Promise<Stored> {
    await ours();
    const record = await mongo.run(collection => collection(name).findOne(query));
    if (record === null) throw new NotFound(kind, id);
    return record;
  }

  /** The IDs of what is at an instance. */
  async function at(name: 'ports' | 'volumes', instance: string): Promise<string[]> {
    const ids: string[] = [];
    for await (const { _id } of mongo.each(name, { instance }, { sort: '_id' })) ids.push(_id);
    return ids;
  }

  return {
    async *instances({ limit, ...filter }: InstanceFilter) {
      await ours();
      // What is softly deleted is only seen by who asks for it.
      const there = filter.status === undefined ? { status: { $ne: 'SOFT_DELETED' } } : {};
      const query = { ...there, ...queryOf(filter) };
      for await (const record of mongo.each('instances', query, { limit })) yield instanceOf(record);
    },
    async instance(id) {
      const record = await one('instances', 'Instance', id);
      const [ports, volumes] = await Promise.all([at('ports', id), at('volumes', id)]);
      const root = (volume: string) => (volume === record.rootVolume ? 0 : 1);
      return instanceOf(
        record,
        ports,
        volumes.sort((one, other) => root(one) - root(other)),
      );
    },
    async *hosts() {
      await ours();
      for await (const record of mongo.each('hosts', {}, { sort: '_id' })) yield hostOf(record);
    },
    async host(nameOrId) {
      const record = await one('hosts', 'Host', nameOrId, { $or: [{ _id: nameOrId }, { name: nameOrId }] });
      const used = await usedOf(mongo, [record._id]);
      return wholeHostOf(record, used.get(record._id) ?? NO_ROOM);
    },
    async *volumes({ limit, ...filter }: VolumeFilter) {
      await ours();
      for await (const record of mongo.each('volumes', queryOf(filter), { limit })) yield volumeOf(record);
    },
    volume: async id => volumeOf(await one('volumes', 'Volume', id)),
    async change(change, { timeout }) {
      await checkEtcd();
      const makes = change.action === 'boot' || change.action === 'create-volume';
      const { action, args } = argumentsOf(
        makes ? { ...change, tenant: change.tenant ?? (await tenant()) } : change,
      );
      return submit(etcd, keys, action, args, timeout);
    },
    async templates(prefix = '') {
      const start = prefix.startsWith('/') ? prefix : `${TEMPLATES}${prefix === '' ? '' : `/${prefix}`}`;
      if (start !== TEMPLATES && !start.startsWith(`${TEMPLATES}/`))
        throw new GostackError(`'${prefix}' is no template: their keys begin with ${TEMPLATES}/.`);
      const { keys: found } = await etcd.range(start, { prefix: true });
      return found.map(({ key, value }) => ({ key, value }));
    },
    close: () => mongo.close(),
  };
}

/** @throws ForeignRegion unless the marker is there, and of this contract's version */
function requireMarker(marker: Marker | undefined, store: string): void {
  const allowed = `Only 'gs template' and 'gs config' work there; docs/gostack-backend.md says why.`;
  if (marker === undefined)
    throw new ForeignRegion(
      `${store} does not carry the marker of ostk's engine: the region may speak another contract, and nothing was read or changed. ${allowed}`,
    );
  if (marker.version !== CONTRACT_VERSION)
    throw new ForeignRegion(
      `${store} speaks version ${marker.version} of the contract (written by ${marker.writer}), this ostk version ${CONTRACT_VERSION}. ${allowed}`,
    );
}

/** The fields that are equal to what is asked for, and a part of the name. */
function queryOf({
  name,
  ...equal
}: { readonly name?: string | undefined } & Record<string, string | undefined>): Query {
  const entries = Object.entries(equal).filter(([, value]) => value !== undefined);
  const part = name === undefined ? {} : { name: { $regex: name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') } };
  return { ...Object.fromEntries(entries), ...part };
}

/** A change as a task says it. */
function argumentsOf({ action, ...rest }: Change): { action: string; args: JsonObject } {
  return { action, args: Object.fromEntries(Object.entries(rest)) };
}
