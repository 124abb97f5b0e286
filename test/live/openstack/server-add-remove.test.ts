/** Addresses, ports, networks, security groups and volumes of servers. */
import { afterAll, beforeAll, describe, test } from 'vitest';
import { isList, isObject, text } from '../../../src/clients/json.ts';
import { compare, prepare } from '../harness/compare.ts';
import { twins } from '../harness/twins.ts';

const web = twins('web');
const CREATE = 'server create --flavor m1.nano --image cirros-0.6.2-x86_64-disk --network private --wait {}';
// Every further interface makes the fake cloud slower: what adds them comes last.
const NETWORKS = 'server list --name ^{}$ -c Name -c Status';

beforeAll(async () => {
  await Promise.all([
    web.prepare(CREATE),
    web.prepare('port create --network private {}-port'),
    web.prepare('volume create --size 1 {}-vol'),
    web.prepare('security group create {}-sg'),
    web.prepare('security group create {}-sg2'),
  ]);
  await web.until('volume show {}-vol', ({ status }) => status === 'available');
});

afterAll(async () => {
  await web.remove('server delete --force --wait {}');
  await Promise.all([
    web.remove('port delete {}-port'),
    web.remove('volume delete {}-vol'),
    web.remove('security group delete {}-sg {}-sg2'),
  ]);
});

describe('security group', () => {
  test('add, add again with others, remove', async () => {
    await web.compare('server add security group {} {}-sg', { code: 0 });
    await web.compare('server add security group {} {}-sg nosuch {}-sg2', { code: 1 });
    await web.compare('server remove security group {} {}-sg nosuch {}-sg2', { code: 1 });
    await web.compare('server remove security group {} {}-sg2', { code: 1 });
    await compare('no server', 'server add security group nosuch x', undefined, { code: 1 });
    await compare('no server', 'server remove security group nosuch x', undefined, { code: 1 });
  });
});

describe('floating ip', () => {
  const addresses: Record<'peer' | 'ostk', string> = { peer: '', ostk: '' };
  beforeAll(async () => {
    for (const side of ['peer', 'ostk'] as const) {
      const made = await prepare('floating ip create public -f json');
      addresses[side] = isObject(made) ? text(made, 'floating_ip_address') : '';
    }
  });
  afterAll(() => prepare(`floating ip delete ${addresses.peer} ${addresses.ostk}`));

  /** A line in which `[]` is the side's floating address. */
  const own = (line: string, code: number): Promise<unknown> => {
    const [forPeer, forOstk] = web.both(line);
    return compare(
      line,
      forPeer.map(word => word.replace('[]', addresses.peer)),
      forOstk.map(word => word.replace('[]', addresses.ostk)),
      { code, own: { peer: all => all.replaceAll(web.peer, web.ostk), ostk: all => all } },
    );
  };

  test('add, remove, remove again', async () => {
    await own('server add floating ip {} []', 0);
    await own('server remove floating ip {} []', 0);
    await own('server remove floating ip {} []', 0);
    await own('server remove floating ip nosuch []', 0);
  });
  test('to one of its addresses', async () => {
    await own('server add floating ip --fixed-ip-address 192.0.2.7 {} []', 1);
  });
  test('what cannot be', async () => {
    await own('server add floating ip nosuch []', 1);
    await compare('neither', 'server add floating ip nosuch 192.0.2.1', undefined, { code: 1 });
    await compare('no address', 'server remove floating ip nosuch 192.0.2.1', undefined, { code: 1 });
  });
});

describe('volume', () => {
  const adding = [
    'server add volume {} {}-vol',
    'server add volume {} {}-vol -f json --enable-delete-on-termination',
    'server add volume {} {}-vol -f shell --disable-delete-on-termination',
    'server add volume {} {}-vol -f yaml --os-compute-api-version 2.60',
    'server add volume {} {}-vol -f value --os-compute-api-version 2.1',
  ];
  for (const line of adding) {
    test(`${line}, remove`, async () => {
      await web.compare(line, { code: 0 });
      await web.until('volume show {}-vol', ({ status }) => status === 'in-use');
      await web.compare(line, { code: 1 });
      await web.compare('server remove volume {} {}-vol', { code: 0 });
      await web.until('volume show {}-vol', ({ status }) => status === 'available');
      await web.until(
        'server show {}',
        ({ volumes_attached: attached }) => isList(attached) && attached.length === 0,
      );
    });
  }
  test('what cannot be', async () => {
    await web.compare('server remove volume {} {}-vol', { code: 1 });
    await web.compare('server add volume {} nosuch', { code: 1 });
    await web.compare('server remove volume {} nosuch', { code: 1 });
    await compare('neither', 'server add volume nosuch nosuch', undefined, { code: 1 });
    await compare('neither', 'server remove volume nosuch nosuch', undefined, { code: 1 });
    for (const option of [
      '--tag x',
      '--enable-delete-on-termination',
      '--disable-delete-on-termination',
      '--enable-delete-on-termination --disable-delete-on-termination',
    ]) {
      await web.compare(`server add volume ${option} --os-compute-api-version 2.30 {} {}-vol`);
    }
  });
  // The fake driver cannot detach a volume with a tag: this one goes with its server.
  test('with a tag', () => web.compare('server add volume --tag data {} {}-vol', { code: 0 }));
});

describe('port', () => {
  test('add, add again, remove', async () => {
    await web.compare('server add port {} {}-port', { code: 0 });
    await web.compare('server add port {} {}-port', { code: 1 });
    await web.reads('list', 'port list --name {}-port -c Name');
    await web.compare('server remove port {} {}-port', { code: 0 });
  });
  test('what cannot be', async () => {
    await compare('neither', 'server add port nosuch nosuch', undefined, { code: 1 });
    await compare('neither', 'server remove port nosuch nosuch', undefined, { code: 1 });
    await web.compare('server add port {} nosuch', { code: 1 });
    await web.compare('server add port --tag x --os-compute-api-version 2.30 {} {}-port', { code: 1 });
  });
});

describe('network', () => {
  test('add, list, remove, remove', async () => {
    await web.compare('server add network {} shared', { code: 0 });
    await web.compare('server add network --tag back {} shared', { code: 0 });
    await web.reads('list', NETWORKS);
    await web.compare('server remove network {} shared', { code: 0 });
    await web.compare('server remove network {} shared', { code: 0 });
  });
  test('what cannot be', async () => {
    await compare('neither', 'server add network nosuch nosuch', undefined, { code: 1 });
    await web.compare('server add network {} nosuch', { code: 1 });
    await web.compare('server remove network {} nosuch', { code: 1 });
    await compare('neither', 'server remove network nosuch nosuch', undefined, { code: 1 });
    await web.compare('server add network --tag x --os-compute-api-version 2.30 {} shared', { code: 1 });
  });
});

describe('fixed ip', () => {
  test('add', () => web.compare('server add fixed ip {} private', { code: 0 }));
  test('add with a tag', () =>
    web.compare('server add fixed ip --tag front {} private -f json', { code: 0 }));
  test('an address that is not of the network', () =>
    web.compare('server add fixed ip --fixed-ip-address 192.0.2.7 {} private', { code: 1 }));
  test('remove: gone since 2.44', () => web.compare('server remove fixed ip {} 10.0.0.7', { code: 1 }));
  test('what cannot be', async () => {
    await compare('neither', 'server add fixed ip nosuch nosuch', undefined, { code: 1 });
    await web.compare('server add fixed ip {} nosuch', { code: 1 });
    await web.compare('server add fixed ip --tag x --os-compute-api-version 2.30 {} private', { code: 1 });
    await compare('no network', 'server add fixed ip x', undefined, { code: 2 });
  });
});
