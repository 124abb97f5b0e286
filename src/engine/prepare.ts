/** Whose stores are these? The engine starts on ones that are wholly empty or carry its marker, and on nothing else. */
import {
  CONTRACT,
  CONTRACT_VERSION,
  type Keys,
  MARKER,
  type Marker,
  markerOf,
  parsed,
} from '../clients/gostack/contract.ts';
import { ForeignRegion } from '../clients/gostack/errors.ts';
import type { Etcd } from '../clients/gostack/etcd.ts';
import type { Mongo } from '../clients/gostack/mongo.ts';
import { seed, TEMPLATE_SEED } from './seed.ts';

/** What the stores carry of ours. */
export interface Inspected {
  readonly inEtcd: Marker | undefined;
  readonly inMongo: (Marker & { readonly seeded: boolean }) | undefined;
}

/**
 * Looks whose the stores are, without writing anything.
 * @throws ForeignRegion where a store has anything else in it
 */
export async function inspect(etcd: Etcd, mongo: Mongo, keys: Keys): Promise<Inspected> {
  return { inEtcd: await etcdMarker(etcd, keys), inMongo: await mongoMarker(mongo) };
}

/**
 * Makes a region of two empty stores, or leaves alone what is one.
 * @param inspected what they carry
 * @param writer the program and its version, for the marker
 * @param exclusively keeps other engines from seeding at the same time
 * @returns whether it is a new region
 */
export async function prepare(
  etcd: Etcd,
  mongo: Mongo,
  keys: Keys,
  { inEtcd, inMongo }: Inspected,
  writer: string,
  exclusively: (work: () => Promise<void>) => Promise<void>,
): Promise<boolean> {
  const isNew = inEtcd === undefined && inMongo?.seeded !== true;
  if (inEtcd === undefined) {
    const marker = JSON.stringify({ contract: CONTRACT, version: CONTRACT_VERSION, writer });
    const templates = Object.entries(TEMPLATE_SEED).map(([put, value]) => ({ put, value }));
    await etcd.transact(
      [{ key: keys.marker, version: 0 }],
      [{ put: keys.marker, value: marker }, ...templates],
    );
  }
  if (inMongo?.seeded === true) return isNew;
  await exclusively(async () => {
    const contract = { contract: CONTRACT, version: CONTRACT_VERSION, writer };
    const mark = (fields: Readonly<Record<string, unknown>>) =>
      mongo.run(collection =>
        collection('contract').updateOne({ _id: MARKER }, { $set: fields }, { upsert: true }),
      );
    await mark({ ...contract, seeded: false });
    await seed(mongo);
    await mark({ seeded: true });
  });
  return isNew;
}

async function etcdMarker(etcd: Etcd, keys: Keys): Promise<Marker | undefined> {
  const { keys: found } = await etcd.range(keys.marker);
  if (found[0]) {
    const marker = markerOf(parsed(found[0].value));
    if (marker?.version === CONTRACT_VERSION) return marker;
    throw foreign(`etcd holds ${keys.marker} of another contract or version`);
  }
  // From the first key there can be to the last one.
  const { keys: first } = await etcd.range('', { prefix: true, limit: 1 });
  if (first[0]) throw foreign(`etcd holds keys (${first[0].key}) but no marker ${keys.marker}`);
  return undefined;
}

async function mongoMarker(mongo: Mongo): Promise<(Marker & { readonly seeded: boolean }) | undefined> {
  const record = await mongo.run(collection => collection('contract').findOne({ _id: MARKER }));
  const marker = markerOf(record);
  if (marker?.version === CONTRACT_VERSION) return { ...marker, seeded: record?.seeded === true };
  if (record !== null) throw foreign('MongoDB holds the marker of another contract or version');
  const [first] = await mongo.everything();
  if (first !== undefined) throw foreign(`MongoDB holds data (${first}) but no marker`);
  return undefined;
}

function foreign(what: string): ForeignRegion {
  return new ForeignRegion(
    `These stores are somebody's region: ${what}. The engine starts only on stores that are wholly empty or carry its marker; nothing was written.`,
  );
}
