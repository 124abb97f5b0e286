/** The state as services see it: collections of items, found by ID or by an index, and jobs that wait for their time. */
import { randomBytes, randomUUID } from 'node:crypto';
import { isObject, type JsonObject } from '../clients/json.ts';
import type { Root } from './root.ts';
import type { Change, Store } from './store.ts';

/** Anything that is kept. Items are never changed, only put in another's place. */
export interface Item extends JsonObject {
  readonly id: string;
}

/** How a collection is kept. */
export interface CollectionSpec {
  /** In how many files (default 1): a collection that grows large is read and written in parts. */
  readonly shards?: number;
  /** Keys whose values items are looked up by. */
  readonly by?: readonly string[];
  /** Those of them whose values are the same in small letters and in large ones. */
  readonly folded?: readonly string[];
}

export type Collections = Readonly<Record<string, CollectionSpec>>;

/** Something that happens by itself later. */
export interface Job {
  readonly id: string;
  readonly at: number;
  /** `service/name` of who does it. */
  readonly kind: string;
  readonly data: JsonObject;
}

/** What handlers and jobs read and change. All changes of one request become visible at once, or not at all. */
export interface State {
  /** @returns the item, undefined when there is none */
  get(collection: string, id: string): Item | undefined;
  /** All items, in no particular order where a collection has several files, else in that of their first `put`. */
  all(collection: string): Item[];
  /** The items whose `key`, one of the collection's `by`, has a value; in the order in which they were put. */
  by(collection: string, key: string, value: string): Item[];
  /** Adds an item, or puts it in the place of the one with its ID. */
  put(collection: string, item: Item): void;
  remove(collection: string, id: string): void;
  /**
   * Lets something happen at a time.
   * @param at milliseconds since the epoch
   * @param kind `service/name`, as in `Service.jobs`
   */
  schedule(at: number, kind: string, data: JsonObject): void;
}

/** Thrown where a state that was opened to be read is changed: the request is then run again, alone. */
export class NeedsWriting extends Error {}

const JOBS = 'jobs';

/** A request's view of the state. */
export class Transaction implements State {
  private readonly changed = new Map<string, Map<string, JsonObject>>();
  /** Changed entries of indexes by shard and value: sets while items come and go, objects when they are written. */
  private readonly entries = new Map<string, Map<string, Set<string>>>();
  /** The jobs, the earliest last; made when they are asked for. */
  private queue: Job[] | undefined;
  private seeds: readonly string[] | undefined;

  /**
   * @param root what the store had when the request began
   * @param writable whether changes are taken
   */
  constructor(
    private readonly store: Store,
    private readonly root: Root,
    private readonly collections: Collections,
    private readonly writable: boolean,
  ) {}

  get(collection: string, id: string): Item | undefined {
    return itemOf(this.shard(this.key(collection, id)).get(id));
  }

  all(collection: string): Item[] {
    const items: Item[] = [];
    for (const key of this.keys(collection)) {
      for (const content of this.shard(key).values()) {
        const item = itemOf(content);
        if (item) items.push(item);
      }
    }
    return items;
  }

  by(collection: string, key: string, value: string): Item[] {
    if (!this.collections[collection]?.by?.includes(key))
      throw new TypeError(`${collection} has no index ${key}`);
    const entry = this.folded(collection, key, value);
    const shard = this.key(`${collection}.${key}`, entry, collection);
    const ids = this.entries.get(shard)?.get(entry) ?? Object.keys(this.shard(shard).get(entry) ?? {});
    return [...ids].flatMap(id => this.get(collection, id) ?? []);
  }

  put(collection: string, item: Item): void {
    this.index(collection, item.id, item);
    this.edit(this.key(collection, item.id)).set(item.id, item);
  }

  remove(collection: string, id: string): void {
    this.index(collection, id, undefined);
    this.edit(this.key(collection, id)).delete(id);
  }

  schedule(at: number, kind: string, data: JsonObject): void {
    const job = { id: randomUUID(), at, kind, data };
    const queue = this.jobs();
    this.put(JOBS, job);
    const place = queue.findLastIndex(other => other.at > at) + 1;
    queue.splice(place, 0, job);
  }

  /** Takes the earliest job whose time has come off the list. */
  takeDue(now: number): Job | undefined {
    const queue = this.jobs();
    const next = queue.at(-1);
    if (!next || next.at > now) return undefined;
    queue.pop();
    this.remove(JOBS, next.id);
    return next;
  }

  /** Notes what the state was begun with. */
  markSeeded(seeds: readonly string[]): void {
    this.seeds = seeds;
  }

  /** What to write; undefined when nothing changed. */
  change(): Change | undefined {
    if (this.changed.size === 0 && this.seeds === undefined) return undefined;
    for (const [name, entries] of this.entries) {
      const shard = this.edit(name);
      for (const [value, ids] of entries) {
        if (ids.size > 0) shard.set(value, Object.fromEntries([...ids].map(id => [id, 1])));
        else shard.delete(value);
      }
    }
    const shards = new Map<string, JsonObject | undefined>();
    for (const [key, items] of this.changed)
      shards.set(key, items.size > 0 ? Object.fromEntries(items) : undefined);
    const due = this.queue === undefined ? this.root.due : this.queue.at(-1)?.at;
    const known = this.seeds === undefined ? {} : { seeds: this.seeds };
    return { shards, due, ...known };
  }

  private jobs(): Job[] {
    this.queue ??= this.all(JOBS)
      .flatMap(({ id, at, kind, data }) =>
        typeof at === 'number' && typeof kind === 'string' && isObject(data) ? [{ id, at, kind, data }] : [],
      )
      // Of two for the same time the one that was asked for first goes first.
      .reverse()
      .sort((one, other) => other.at - one.at);
    return this.queue;
  }

  private shard(key: string): ReadonlyMap<string, JsonObject> {
    return this.changed.get(key) ?? this.store.shard(this.root, key);
  }

  private edit(key: string): Map<string, JsonObject> {
    if (!this.writable) throw new NeedsWriting();
    const known = this.changed.get(key);
    if (known) return known;
    const copy = new Map(this.store.shard(this.root, key));
    this.changed.set(key, copy);
    return copy;
  }

  /** Moves an item in its collection's indexes from where its old values are to where its new ones are. */
  private index(collection: string, id: string, item: Item | undefined): void {
    const keys = this.collections[collection]?.by ?? [];
    const old = keys.length > 0 ? this.get(collection, id) : undefined;
    for (const key of keys) {
      const [before, after] = [old, item].map(each => {
        const value = fieldOf(each, key);
        return value === undefined ? undefined : this.folded(collection, key, value);
      });
      if (before === after) continue;
      if (before !== undefined) this.enter(collection, key, before, id, false);
      if (after !== undefined) this.enter(collection, key, after, id, true);
    }
  }

  /** A value as its index has it. */
  private folded(collection: string, key: string, value: string): string {
    return this.collections[collection]?.folded?.includes(key) ? value.toLowerCase() : value;
  }

  private enter(collection: string, key: string, value: string, id: string, present: boolean): void {
    const name = this.key(`${collection}.${key}`, value, collection);
    const shard = this.edit(name);
    const entries = this.entries.get(name) ?? new Map<string, Set<string>>();
    this.entries.set(name, entries);
    const ids = entries.get(value) ?? new Set(Object.keys(shard.get(value) ?? {}));
    entries.set(value, ids);
    if (present) ids.add(id);
    else ids.delete(id);
  }

  private key(name: string, id: string, collection = name): string {
    const count = this.collections[collection]?.shards ?? 1;
    return count === 1 ? name : `${name}/${hash(id) % count}`;
  }

  private keys(name: string): string[] {
    const count = this.collections[name]?.shards ?? 1;
    return count === 1 ? [name] : Array.from({ length: count }, (_, at) => `${name}/${at}`);
  }
}

function itemOf(content: JsonObject | undefined): Item | undefined {
  return content !== undefined && hasId(content) ? content : undefined;
}

function hasId(content: JsonObject): content is Item {
  return typeof content.id === 'string';
}

function fieldOf(item: Item | undefined, key: string): string | undefined {
  const value = item?.[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** FNV-1a: spreads IDs and names over files. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}

/** A new ID as identity's: 32 hexadecimal digits. */
export function hexId(): string {
  return randomBytes(16).toString('hex');
}

/** A new ID as the other services'. */
export function uuid(): string {
  return randomUUID();
}
