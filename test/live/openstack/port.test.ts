/** Ports. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compare, prepare, reads } from '../harness/compare.ts';
import { twins } from '../harness/twins.ts';

describe('reading', () => {
  const by = '--sort-column ID';
  const owner = '--device-owner network:dhcp --network private';
  test('list', async () => {
    await reads('list', `port list ${owner} ${by}`);
    await reads('list', `port list --long ${owner} ${by}`);
    await reads('list', 'port list --name nosuch');
  });
  test.each([
    `--status ACTIVE ${owner}`,
    `--host nosuch ${owner}`,
    `--no-pvlan ${owner} --long`,
    `--pvlan ${owner}`,
    `--pvlan-type isolated --pvlan-community red ${owner}`,
    `--fixed-ip subnet=private-subnet,ip-substring=10.0. ${owner}`,
    '--fixed-ip ip-address=10.0.0.254 --fixed-ip ip-substring=254',
    '--device-id nosuch --mac-address 00:00:00:00:00:01',
    '--project demo --name nosuch --security-group nosuch',
    `--tags nosuch --any-tags other`,
    `--not-tags nosuch ${owner}`,
    `${owner} --limit 1`,
    '--marker nosuch --limit 1',
  ])('list %s', async options => {
    await compare('filtered', `port list ${options} ${by}`);
  });
  test('show', async () => {
    const [first] = [await prepare(`port list ${owner} -c ID -f json`)].flat();
    const id = first !== null && typeof first === 'object' && 'ID' in first ? String(first.ID) : '';
    await reads('show', `port show ${id}`);
    await compare('another project', `port show ${id}`, undefined, { user: 'demo', code: 1 });
  });
  test.each([
    'port show nosuch',
    'port list --network nosuch',
    'port list --router nosuch',
    'port list --server nosuch',
    'port list --fixed-ip subnet=nosuch',
    'port list --fixed-ip odd',
    'port create x',
    'port create --network nosuch x',
    'port create --network private --fixed-ip subnet=nosuch x',
    'port create --network private --fixed-ip ip-address=1.2.3.4 x',
    'port create --network private --security-group nosuch x',
    'port create --network private --qos-policy nosuch x',
    'port create --network private --hint odd=1 x',
    'port create --network private --hint odd x',
    'port create --network private --hint ovs-tx-steering=thread x',
    'port create --network private --binding-profile odd x',
    'port create --network private --pvlan-type community x',
    'port create --network private --pvlan-type isolated --disable-port-security x',
    'port create --network private --pvlan-type isolated x',
    'port create --network private --mac-address odd x',
    'port create --network private --dns-domain odd x',
    'port create --network private --hardware-offload-type switchdev x',
    'port create --network private --trusted x',
    'port create --network private --disable-port-security --allowed-address ip-address=1.2.3.4 x',
    'port create --network private --project nosuch x',
    'port create --network private --disable-uplink-status-propagation x',
    'port delete nosuch none',
  ])('%s', async line => {
    const { peer } = await compare('fails', line);
    expect(peer.code).not.toBe(0);
  });
});

describe('changing', () => {
  const port = twins('port');
  beforeAll(async () => {
    await port.prepare('network create {}');
    await port.prepare('subnet create --network {} --subnet-range 192.168.93.0/24 {}');
    await port.prepare('security group create {}');
  });
  afterAll(async () => {
    await port.remove('port delete {} {}-2 {}-3');
    await port.remove('network delete {}');
    await port.remove('security group delete {}');
  });
  test('create, show, delete', async () => {
    await port.compare('port create --network {} {}', { code: 0, edit: anyHost });
    await port.compare(
      'port create --network {} --fixed-ip subnet={},ip-address=192.168.93.9 --fixed-ip ip-address=192.168.93.8 ' +
        '--description two --device d1 --device-owner compute:nova --vnic-type direct --host compute1 --disable ' +
        '--mac-address fa:16:3e:00:93:09 --binding-profile a=b --binding-profile \'{"c": [1, {"d": null}]}\' ' +
        '--extra-dhcp-option name=tftp-server,value=1.2.3.4,ip-version=4 --extra-dhcp-option name=routes,value=a,b ' +
        '--security-group {} --allowed-address ip-address=10.1.1.1,mac-address=fa:16:3e:00:93:0a ' +
        '--allowed-address ip-address=10.1.1.2 --project demo --tag b --tag a --tag a --dns-name web {}-2',
      { code: 0, mask: ['ids', 'times'], edit: sorted },
    );
    await port.compare(
      'port create --network {} --no-fixed-ip --no-security-group --disable-port-security --no-tag ' +
        '--numa-policy-preferred -f json {}-3',
      { code: 0 },
    );
    for (const format of ['table', 'json', 'yaml', 'shell', 'value']) {
      await port.compare(`port show {}-3 -f ${format}`, { code: 0 });
    }
    await port.compare('port show {}-2', { code: 0, mask: ['ids', 'times'], edit: sorted });
    const sort = '--sort-column Name';
    await port.compare(`port list --network {} --name {} ${sort} --long`, { code: 0 });
    await port.compare(`port list --network {} --name {}-3 ${sort} --long -f yaml`, { code: 0 });
    await port.compare(`port list --long --tags a,b --name {}-2 -f json`, { code: 0, edit: sorted });
    await port.compare('port delete {} nosuch {}-2', { code: 1 });
    await port.compare('port delete {}-3', { code: 0 });
  });
});

/** Names that are made of addresses, which the twins have each of their own. */
function anyHost(text: string): string {
  return text.replace(/host-\d+-\d+-\d+-\d+/g, 'host').replace(/ +\|$|-+\+$/gm, '|');
}

/**
 * The service lists addresses and DHCP options in no order of its own: lines in order, whatever they are. In a table the
 * field's name stands before whichever of its values came first, so names and values are put in order apart.
 */
function sorted(text: string): string {
  const cells = text.split('\n').flatMap(line => /^\| (\S*) +\| (.*?) +\|$/.exec(line)?.slice(1) ?? [line]);
  return cells.sort().join('\n');
}
