/** A region's MongoDB through the official driver, which is loaded with the first operation. */
import { setFlagsFromString } from 'node:v8';
import type { Collection, Db, Filter, MongoClient } from 'mongodb';
import { StoreAuthError, StoreUnavailable } from './errors.ts';
import { type MongoAddress, mongoAddress } from './mongo-uri.ts';
import type { Stored } from './records.ts';
import type { MongoSettings } from './settings.ts';

/** Documents that are on their way at once: the server's own choice is up to 16 MB. */
const BATCH = 200;

export type CollectionName = 'contract' | 'instances' | 'hosts' | 'flavors' | 'images' | 'ports' | 'volumes';
export type Query = Filter<Stored>;

export interface Mongo {
  /** Runs an operation. @throws StoreUnavailable, StoreAuthError in place of the driver's errors */
  run<T>(work: (collection: (name: CollectionName) => Collection<Stored>) => Promise<T>): Promise<T>;
  /** Documents one by one, in batches of the server's. */
  each(name: CollectionName, query: Query, options?: EachOptions): AsyncGenerator<Stored>;
  /** `database.collection` of all that is there, but for the server's own. */
  everything(): Promise<string[]>;
  close(): Promise<void>;
}

export interface EachOptions {
  readonly limit?: number | undefined;
  /** Field to sort by, up; undefined: as they are. */
  readonly sort?: string | undefined;
}

/** Databases that every server has. */
const SYSTEM: ReadonlySet<string> = new Set(['admin', 'config', 'local']);

/** Makes a client. Nothing is loaded or sent before the first operation. */
export function createMongo(settings: MongoSettings): Mongo {
  const { username = '', password = '' } = settings;
  // Made with the first operation, for what is wrong with an endpoint keeps nobody from what needs none.
  let address: MongoAddress | undefined;
  let client: Promise<MongoClient> | undefined;

  async function connect({ uri, where, options }: MongoAddress): Promise<MongoClient> {
    // A list passes through in small pieces, all of them garbage soon; by itself V8 would let 100 MB of those gather.
    for (const flag of ['--optimize-for-size', '--semi-space-growth-factor=1']) setFlagsFromString(flag);
    // A CommonJS package has only a default once it is bundled.
    const { MongoClient } = (await import('mongodb')).default;
    let made: MongoClient | undefined;
    try {
      made = new MongoClient(uri, {
        ...options,
        ...(username === '' ? {} : { auth: { username, password } }),
      });
      return await made.connect();
    } catch (error) {
      await made?.close().catch(() => {});
      if (!(error instanceof Error) || isRefusal(error) || ABSENT.test(error.name)) throw error;
      throw new StoreUnavailable(`MongoConf's EndPoint (${where}) cannot be used: ${line(error.message)}.`, {
        cause: error,
      });
    }
  }

  async function database(): Promise<Db> {
    address ??= mongoAddress(settings);
    client ??= connect(address).catch(error => {
      client = undefined;
      throw error;
    });
    return (await client).db(address.database);
  }

  const told = (error: unknown) => mongoError(error, address?.where ?? '', username);

  async function guarded<T>(work: (db: Db) => Promise<T>): Promise<T> {
    try {
      return await work(await database());
    } catch (error) {
      throw told(error);
    }
  }

  return {
    run: work => guarded(db => work(name => db.collection<Stored>(name))),
    async *each(name, query, { limit, sort } = {}) {
      const cursor = await guarded(async db => {
        // The driver takes a limit of 0 for one that is reached, and asks for all that is left at once.
        const most = limit === undefined ? {} : { limit };
        const found = db.collection<Stored>(name).find(query, { ...most, batchSize: BATCH });
        return sort === undefined ? found : found.sort({ [sort]: 1 });
      });
      try {
        yield* cursor;
      } catch (error) {
        throw told(error);
      } finally {
        await cursor.close().catch(() => {});
      }
    },
    everything: () =>
      guarded(async () => {
        const made = await client;
        if (!made) return [];
        const { databases } = await made.db('admin').admin().listDatabases({ nameOnly: true });
        const names = databases.map(each => each.name).filter(name => !SYSTEM.has(name));
        const lists = names.map(async name => {
          const found = await made.db(name).listCollections({}, { nameOnly: true }).toArray();
          return found.map(each => `${name}.${each.name}`);
        });
        return (await Promise.all(lists)).flat();
      }),
    async close() {
      const made = await client?.catch(() => undefined);
      client = undefined;
      await made?.close();
    },
  };
}

/** MongoDB's AuthenticationFailed, and what a wrong password is called by compatible servers. */
const AUTH_FAILED = 18;

/** The driver's errors by name: it has many classes, and they are not to be loaded for a comparison. */
const ABSENT =
  /^Mongo(ServerSelection|Network|NetworkTimeout|PoolCleared|WaitQueueTimeout|TopologyClosed|OperationTimeout)/;

function mongoError(error: unknown, where: string, username: string): unknown {
  if (!(error instanceof Error) || !error.name.startsWith('Mongo')) return error;
  if (isRefusal(error))
    return new StoreAuthError(
      `MongoDB refused the user '${username}': ${line(error.message)}. Check Username and Password of MongoConf in the gsinitrc.`,
      { cause: error },
    );
  if (ABSENT.test(error.name))
    return new StoreUnavailable(
      `MongoDB cannot be reached at ${where} (${line(error.message)}). Check MongoConf's EndPoint and EndPoints.`,
      { cause: error },
    );
  return new StoreUnavailable(`MongoDB at ${where} refused an operation: ${line(error.message)}`, {
    cause: error,
  });
}

/** Whether the server does not know the user, or the password is another. */
function isRefusal(error: Error): boolean {
  const code = 'code' in error ? error.code : undefined;
  return code === AUTH_FAILED || /auth.*fail/i.test(error.message);
}

function line(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/\.$/, '').trim();
}
