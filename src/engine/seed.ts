/** What a new region has: enough to try every command. */
import type { CollectionName, Mongo } from '../clients/gostack/mongo.ts';
import type { Stored } from '../clients/gostack/records.ts';

const ZONE = 'SERIES-7-ZONE';
const TENANT = '7c1e2d0b5a4f4b0f9d3a6e8c1f2b3a4d';

/** The ports' names: ten letters and digits, as gostack's are; the first is that of the documentation. */
const PORTS = [
  'port-ustdivjyb0',
  'port-k3vwq8hnr1',
  'port-x7mzt2ycb4',
  'port-p9dgl5fsa6',
  'port-e4rjn1kvw8',
  'port-h8ycx3tqm2',
  'port-b6sfa9lpd5',
  'port-w2nkr7gej0',
];

const HOSTS: readonly Stored[] = ['compute1', 'compute2'].map(name => ({
  _id: name,
  name,
  zone: ZONE,
  state: 'up',
  vcpus: 32,
  memory: 65_536,
  disk: 1000,
}));

const FLAVORS: readonly Stored[] = [
  { _id: 's7.small.1', name: 's7.small.1', vcpus: 1, memory: 1024, disk: 10 },
  { _id: 's2.2xlarge.2', name: 's2.2xlarge.2', vcpus: 8, memory: 16_384, disk: 40 },
];

const IMAGES: readonly Stored[] = [
  { _id: '5f0b3c1e-8d2a-4c67-9e14-a1b2c3d4e5f6', name: 'cirros', format: 'qcow2', size: 16 },
  { _id: '9a4d7e20-1b3c-4f58-8c6d-f6e5d4c3b2a1', name: 'centOS_6.8', format: 'qcow2', size: 8192 },
];

const SEED: readonly (readonly [CollectionName, readonly Stored[]])[] = [
  ['hosts', HOSTS],
  ['flavors', FLAVORS],
  ['images', IMAGES],
  [
    'ports',
    PORTS.map((name, at) => ({
      _id: name,
      name,
      vpc: 'vpc-default',
      tenant: TENANT,
      mac: `fa:16:3e:07:00:${(16 + at).toString(16)}`,
      address: `10.7.0.${16 + at}`,
      instance: '',
    })),
  ],
];

/** What lies below `/template` in a new region. */
export const TEMPLATE_SEED: Readonly<Record<string, string>> = {
  '/template/domain/default': '{"machine":"pc","cpu_mode":"host-passthrough","disk_bus":"virtio"}',
  '/template/network/default': '{"model":"virtio","mtu":1450}',
};

/** Puts in what is not there yet; what an interrupted attempt has left is completed. */
export async function seed(mongo: Mongo): Promise<void> {
  for (const [name, records] of SEED)
    for (const { _id, ...fields } of records)
      await mongo.run(collection =>
        collection(name).updateOne({ _id }, { $setOnInsert: fields }, { upsert: true }),
      );
}
