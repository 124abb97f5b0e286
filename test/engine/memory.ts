/** A region's documents in memory, with a store that fails, dies or stands still at a write of one's choice. */
import type { CollectionName } from '../../src/clients/gostack/mongo.ts';
import { type Room, roomOf, type Stored } from '../../src/clients/gostack/records.ts';
import type { JsonObject } from '../../src/clients/json.ts';
import { attempt, type Ended } from '../../src/engine/attempt.ts';
import { Fenced, Refusal, type Store } from '../../src/engine/store.ts';

type Condition = Readonly<Record<string, unknown>>;

/** What happens at a write. After `die` and `stall` the engine gets nothing more done. */
export type Mode =
  /** It does not reach the store, and the engine is told so. */
  | 'fail'
  /** It is done, and the engine is told that it was not. */
  | 'fail-late'
  /** The engine dies before it. */
  | 'die'
  /** The engine dies behind it. */
  | 'die-late'
  /** It is on its way for as long as one likes, and the engine has lost its lease by then. */
  | 'stall';

/** Which write, counted from 1, and what happens. */
export interface Fault {
  readonly at: number;
  readonly mode: Mode;
}

export interface MemoryStore extends Store {
  /** How many writes there were. */
  writes(): number;
  /** Lets the write arrive that stands still. */
  land(): void;
}

export class Region {
  readonly #collections = new Map<CollectionName, Map<string, Stored>>();
  /** Tasks that an engine works on. */
  readonly running = new Set<string>();
  #tasks = 0;

  all(name: CollectionName): Stored[] {
    return [...this.collection(name).values()];
  }

  get(name: CollectionName, id: string): Stored | undefined {
    return this.collection(name).get(id);
  }

  put(name: CollectionName, ...records: readonly Stored[]): void {
    for (const record of records) this.collection(name).set(record._id, record);
  }

  collection(name: CollectionName): Map<string, Stored> {
    const found = this.#collections.get(name) ?? new Map<string, Stored>();
    this.#collections.set(name, found);
    return found;
  }

  /** An engine's hold on the documents. */
  store(fault?: Fault): MemoryStore {
    let writes = 0;
    let late = () => {};
    let dead = false;
    function write<T>(apply: () => T): T {
      if (dead) throw new Fenced('lost');
      writes += 1;
      if (writes !== fault?.at) return apply();
      if (fault.mode === 'fail') throw new Error('The store is away.');
      if (fault.mode === 'fail-late') {
        apply();
        throw new Error('The store is away.');
      }
      dead = true;
      if (fault.mode === 'die-late') apply();
      if (fault.mode === 'stall') late = apply;
      throw new Fenced('lost');
    }
    const some = (name: CollectionName, query: Condition) =>
      this.all(name)
        .filter(record => matches(record, query))
        .sort((one, other) => (one._id < other._id ? -1 : 1));
    const set = (name: CollectionName, record: Stored, fields: Condition) =>
      this.put(name, { ...record, ...fields });
    const get = (name: CollectionName, kind: string, query: Condition, said: string) => {
      const [found] = some(name, query);
      if (!found) throw new Refusal(`There is no ${kind} '${said}'.`);
      return found;
    };
    return {
      writes: () => writes,
      land() {
        late();
      },
      find: async (name, query) => some(name, query)[0],
      all: async (name, query) => some(name, query),
      named: async (name, kind, said) => get(name, kind, { $or: [{ _id: said }, { name: said }] }, said),
      get: async (name, kind, id) => get(name, kind, { _id: id }, id),
      insert: async (name, record) => write(() => this.put(name, record)),
      update: async (name, query, fields) =>
        write(() => {
          const [found] = some(name, query);
          if (found) set(name, found, fields);
          return found !== undefined;
        }),
      updateAll: async (name, query, fields) =>
        write(() => {
          for (const found of some(name, query)) set(name, found, fields);
        }),
      remove: async (name, query) =>
        write(() => {
          const [found] = some(name, query);
          return found !== undefined && this.collection(name).delete(found._id);
        }),
      used: async hosts => new Map(hosts.map(host => [host, this.used(host)])),
      gone: async instances => new Set([...instances].filter(id => !this.get('instances', id))),
    };
  }

  /** What instances take of a host. */
  used(host: string): Room {
    const there = this.all('instances').filter(record => record.host === host);
    const sum = (field: keyof Room) => there.reduce((total, record) => total + roomOf(record)[field], 0);
    return { vcpus: sum('vcpus'), memory: sum('memory'), disk: sum('disk') };
  }

  /** Has an engine do a task. @returns how it ended; undefined when the engine has come to nothing */
  async run(action: string, args: JsonObject, store: Store = this.store()): Promise<Ended | undefined> {
    this.#tasks += 1;
    const task = `task-${this.#tasks}`;
    this.running.add(task);
    try {
      return await attempt(action, {
        task,
        args,
        store,
        exclusively: work => work(),
        working: async id => this.running.has(id),
        pass: async () => {},
        now: () => '2030-01-01T00:00:00Z',
      });
    } catch (error) {
      if (error instanceof Fenced) return undefined;
      throw error;
    } finally {
      // Who comes after a dead engine ends its task.
      this.running.delete(task);
    }
  }
}

function matches(record: Stored, query: Condition): boolean {
  return Object.entries(query).every(([field, wanted]) => {
    if (field === '$or' && Array.isArray(wanted)) return wanted.some(each => matches(record, each));
    const value = record[field] ?? null;
    if (typeof wanted !== 'object' || wanted === null) return value === (wanted ?? null);
    return Object.entries(wanted).every(([operator, than]) => {
      if (operator === '$exists') return field in record === than;
      if (operator === '$ne') return value !== than;
      throw new Error(`The store in memory does not know ${operator}.`);
    });
  });
}
