/** What the engine's operations may do with the region's documents, while the engine may work at all. */
import type { CollectionName, Mongo, Query } from '../clients/gostack/mongo.ts';
import { type Room, roomOf, type Stored } from '../clients/gostack/records.ts';

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
  /** @returns whether there was one to change */
  update(name: CollectionName, query: Query, fields: Fields): Promise<boolean>;
  updateAll(name: CollectionName, query: Query, fields: Fields): Promise<void>;
  remove(name: CollectionName, query: Query): Promise<void>;
  /** What the instances on a host take of it. */
  used(host: string): Promise<Room>;
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
      await mongo.run(collection => collection(name).deleteMany(query));
    },
    async used(host) {
      const room = { vcpus: 0, memory: 0, disk: 0 };
      for (const record of await all('instances', { host })) {
        const { vcpus, memory, disk } = roomOf(record);
        room.vcpus += vcpus;
        room.memory += memory;
        room.disk += disk;
      }
      return room;
    },
  };
}

/** A text field of a document; '' when it is missing or of another kind. */
export function word(record: Fields, field: string): string {
  const value = record[field];
  return typeof value === 'string' ? value : '';
}
