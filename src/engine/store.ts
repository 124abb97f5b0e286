/** What the engine's operations may do with the region's documents, while the engine may work at all. */
import type { CollectionName, Mongo, Query } from '../clients/gostack/mongo.ts';
import type { Room, Stored } from '../clients/gostack/records.ts';
import { usedOf } from '../clients/gostack/room.ts';

/** IDs that are on their way at once. */
const IDS = 10_000;

/** An operation that is not possible; the sentence goes to who asked for it. */
export class Refusal extends Error {}

/** The engine has lost its lease: another one may have taken over, so it must not write any more. */
export class Fenced extends Error {}

export type Fields = Readonly<Record<string, unknown>>;

export interface Store {
  find(name: CollectionName, query: Query): Promise<Stored | undefined>;
  /** @throws Refusal when nothing has this ID or name */
  named(name: 'hosts' | 'flavors' | 'images', kind: string, nameOrId: string): Promise<Stored>;
  /** @throws Refusal when there is none */
  get(name: 'instances' | 'ports' | 'volumes', kind: string, id: string): Promise<Stored>;
  all(name: CollectionName, query: Query): Promise<Stored[]>;
  insert(name: CollectionName, record: Stored): Promise<void>;
  /** Changes one document. @returns whether there was one that is as the query says */
  update(name: CollectionName, query: Query, fields: Fields): Promise<boolean>;
  updateAll(name: CollectionName, query: Query, fields: Fields): Promise<void>;
  /** Removes one document. @returns whether there was one that is as the query says */
  remove(name: CollectionName, query: Query): Promise<boolean>;
  /** What the instances on each of these hosts take of it. */
  used(hosts: readonly string[]): Promise<ReadonlyMap<string, Room>>;
  /** Which of these are IDs of no instance. */
  gone(instances: ReadonlySet<string>): Promise<ReadonlySet<string>>;
}

/** @param mayWrite throws Fenced where the engine must not write any more */
export function createStore(mongo: Mongo, mayWrite: () => void): Store {
  const find = async (name: CollectionName, query: Query) =>
    (await mongo.run(collection => collection(name).findOne(query))) ?? undefined;
  const all = async (name: CollectionName, query: Query) => {
    const found: Stored[] = [];
    for await (const record of mongo.each(name, query, { sort: '_id' })) found.push(record);
    return found;
  };
  return {
    find,
    all,
    async named(name, kind, nameOrId) {
      const found = await find(name, { $or: [{ _id: nameOrId }, { name: nameOrId }] });
      if (!found) throw new Refusal(`There is no ${kind} '${nameOrId}'.`);
      return found;
    },
    async get(name, kind, id) {
      const found = await find(name, { _id: id });
      if (!found) throw new Refusal(`There is no ${kind} '${id}'.`);
      return found;
    },
    async insert(name, record) {
      mayWrite();
      await mongo.run(collection => collection(name).insertOne(record));
    },
    async update(name, query, fields) {
      mayWrite();
      const done = await mongo.run(collection => collection(name).updateOne(query, { $set: fields }));
      return done.matchedCount > 0;
    },
    async updateAll(name, query, fields) {
      mayWrite();
      await mongo.run(collection => collection(name).updateMany(query, { $set: fields }));
    },
    async remove(name, query) {
      mayWrite();
      const done = await mongo.run(collection => collection(name).deleteOne(query));
      return done.deletedCount > 0;
    },
    used: hosts => usedOf(mongo, hosts),
    gone: instances =>
      mongo.run(async collection => {
        const gone = new Set(instances);
        const found = collection('instances').find({}, { projection: { _id: 1 }, batchSize: IDS });
        if (gone.size > 0) for await (const { _id } of found) gone.delete(_id);
        return gone;
      }),
  };
}

/**
 * The document as it was seen, as a condition of a change: one that comes late, because its engine stood still
 * meanwhile, finds another `changedBy` and changes nothing.
 */
export function asSeen({ _id, ...record }: Stored): Query {
  // Null also matches what is not there.
  return { _id, changedBy: record.changedBy ?? null };
}

/** A text field of a document; '' when it is missing or of another kind. */
export function word(record: Fields, field: string): string {
  const value = record[field];
  return typeof value === 'string' ? value : '';
}
