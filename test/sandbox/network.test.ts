import { describe, expect, it } from 'vitest';
import { child, children, type Json, type JsonObject, text } from '../../src/clients/json.ts';
import { type TestCloud, testCloud } from './cloud.ts';

const V2 = '/networking/v2.0';

function errorOf(body: JsonObject): { type: string; message: string } {
  const error = child(body, 'NeutronError');
  return { type: text(error, 'type'), message: text(error, 'message') };
}

/** Requests to the network service in a few words. */
function neutron(cloud: TestCloud) {
  const send = (user: string, method: string, path: string, body?: Json) =>
    cloud.ask(user, method, V2 + path, body);
  return {
    ...cloud,
    send,
    list: async (user: string, path: string) => {
      const { body } = await send(user, 'GET', path);
      return children(body, path.slice(1).split('?')[0]?.replaceAll('-', '_') ?? '');
    },
    make: async (user: string, plural: string, values: JsonObject) => {
      const single = plural.replace(/s$/, '');
      const { body } = await send(user, 'POST', `/${plural.replaceAll('_', '-')}`, { [single]: values });
      return child(body, single);
    },
    refused: async (user: string, method: string, path: string, body?: Json) => {
      const { status, body: said } = await send(user, method, path, body);
      return { status, ...errorOf(said) };
    },
  };
}

async function withNetwork() {
  const cloud = neutron(testCloud());
  const network = text(await cloud.make('demo', 'networks', { name: 'own' }), 'id');
  const range = { network_id: network, ip_version: 4, cidr: '10.9.0.0/29' };
  const subnet = text(await cloud.make('demo', 'subnets', range), 'id');
  return { ...cloud, network, subnet };
}

describe('a new cloud', () => {
  it('has networks as devstack makes them', async () => {
    const { list } = neutron(testCloud());
    const names = (items: JsonObject[]) => items.map(({ name }) => name).sort();
    expect(names(await list('demo', '/networks'))).toEqual(['private', 'public']);
    expect(names(await list('admin', '/networks?router:external=True'))).toEqual(['public']);
    expect(names(await list('demo', '/routers'))).toEqual(['router1']);
    expect(names(await list('demo', '/security-groups'))).toEqual(['default']);
    const [inside] = await list('demo', '/subnets?name=private-subnet');
    expect(inside).toMatchObject({ cidr: '10.0.0.0/26', gateway_ip: '10.0.0.1' });
  });
});

describe('networks', () => {
  it('hide from others what is not theirs, and what is below from all but admins', async () => {
    const { make, send, refused } = neutron(testCloud());
    const id = text(await make('admin', 'networks', { name: 'secret' }), 'id');
    expect(await refused('demo', 'GET', `/networks/${id}`)).toEqual({
      status: 404,
      type: 'NetworkNotFound',
      message: `Network ${id} could not be found.`,
    });
    const own = await make('demo', 'networks', { name: 'own' });
    expect(own['provider:network_type']).toBeUndefined();
    const { body } = await send('admin', 'GET', `/networks/${text(own, 'id')}`);
    expect(child(body, 'network')['provider:network_type']).toBe('vxlan');
  });

  it('are refused with the rules that were asked', async () => {
    const { refused } = neutron(testCloud());
    const network = { 'provider:physical_network': 'public', 'provider:network_type': 'vlan' };
    expect(await refused('demo', 'POST', '/networks', { network })).toEqual({
      status: 403,
      type: 'PolicyNotAuthorized',
      message:
        '((rule:create_network and rule:create_network:provider:network_type) and rule:create_network:provider:physical_network) is disallowed by policy',
    });
  });

  it('stay while ports are on them, but for those of DHCP servers', async () => {
    const { network, subnet, make, refused, send, pass, list } = await withNetwork();
    const port = text(await make('demo', 'ports', { network_id: network }), 'id');
    pass(2);
    expect(await list('demo', `/ports?network_id=${network}&device_owner=network:dhcp`)).toHaveLength(1);
    expect((await refused('demo', 'DELETE', `/networks/${network}`)).message).toBe(
      `Unable to complete operation on network ${network}. There are one or more ports still in use on the network, id for these ports is: ${port}.`,
    );
    expect((await refused('demo', 'DELETE', `/subnets/${subnet}`)).type).toBe('SubnetInUse');
    await send('demo', 'DELETE', `/ports/${port}`);
    expect((await send('demo', 'DELETE', `/networks/${network}`)).status).toBe(204);
    expect(await list('demo', `/ports?network_id=${network}`)).toEqual([]);
  });

  it('are listed by filters, in order, in pages', async () => {
    const { make, list, refused, send } = neutron(testCloud());
    for (const name of ['b', 'a', 'c']) await make('demo', 'networks', { name });
    const sorted = await list(
      'demo',
      '/networks?fields=name&sort_key=name&sort_dir=desc&name=a&name=b&name=c',
    );
    expect(sorted).toEqual([{ name: 'c' }, { name: 'b' }, { name: 'a' }]);
    const first = await send('demo', 'GET', '/networks?limit=3&fields=id');
    expect(children(first.body, 'networks')).toHaveLength(3);
    const [next] = children(first.body, 'networks_links');
    const rest = await send('demo', 'GET', text(next ?? {}, 'href').split(V2)[1] ?? '');
    expect(children(rest.body, 'networks')).toHaveLength(2);
    expect((await refused('demo', 'GET', '/networks?nosuch=1')).message).toBe(
      "['nosuch'] is invalid attribute for filtering",
    );
    expect((await refused('demo', 'GET', '/networks?limit=x')).message).toBe(
      "Bad limit request: Limit must be an integer 0 or greater and not 'x'.",
    );
  });
});

describe('subnets', () => {
  it('do not overlap, and have pools without their gateway', async () => {
    const { network, make, refused } = await withNetwork();
    const wish = { network_id: network, ip_version: 4 };
    expect(
      (await refused('demo', 'POST', '/subnets', { subnet: { ...wish, cidr: '10.9.0.0/24' } })).message,
    ).toBe(
      `Invalid input for operation: Requested subnet with cidr: 10.9.0.0/24 for network: ${network} overlaps with another subnet.`,
    );
    const made = await make('demo', 'subnets', { ...wish, cidr: '10.9.3.0/29', gateway_ip: '10.9.3.3' });
    expect(made.allocation_pools).toEqual([
      { start: '10.9.3.1', end: '10.9.3.2' },
      { start: '10.9.3.4', end: '10.9.3.6' },
    ]);
    const pools = { allocation_pools: [{ start: '10.8.0.1', end: '10.8.0.9' }] };
    const outside = { subnet: { ...wish, cidr: '10.7.0.0/24', ...pools } };
    expect((await refused('demo', 'POST', '/subnets', outside)).type).toBe('OutOfBoundsAllocationPool');
    const six = await make('demo', 'subnets', { network_id: network, ip_version: 6, cidr: 'fd00:9::/64' });
    expect(six.allocation_pools).toEqual([{ start: 'fd00:9::1', end: 'fd00:9::ffff:ffff:ffff:ffff' }]);
  });
});

describe('ports', () => {
  it('take addresses, until there are none', async () => {
    const { network, subnet, make, refused, send } = await withNetwork();
    const port = await make('demo', 'ports', {
      network_id: network,
      fixed_ips: [{ ip_address: '10.9.0.4' }],
    });
    expect(port.fixed_ips).toEqual([{ subnet_id: subnet, ip_address: '10.9.0.4' }]);
    expect(port.mac_address).toMatch(/^fa:16:3e:/);
    const again = { port: { network_id: network, fixed_ips: [{ ip_address: '10.9.0.4' }] } };
    expect(await refused('demo', 'POST', '/ports', again)).toMatchObject({
      status: 409,
      message: `IP address 10.9.0.4 already allocated in subnet ${subnet}`,
    });
    for (let more = 0; more < 4; more++) await make('demo', 'ports', { network_id: network });
    expect((await refused('demo', 'POST', '/ports', { port: { network_id: network } })).message).toBe(
      `No more IP addresses available on network ${network}.`,
    );
    await send('demo', 'DELETE', `/ports/${text(port, 'id')}`);
    expect((await make('demo', 'ports', { network_id: network })).fixed_ips).toEqual(port.fixed_ips);
  });

  it('are bound by admins, and theirs is what the network does not own', async () => {
    const { refused, make } = neutron(testCloud());
    const { id: network_id = '' } = await make('admin', 'networks', { name: 'common', shared: true });
    await make('admin', 'subnets', { network_id, ip_version: 4, cidr: '10.8.0.0/24' });
    const wish = { port: { network_id, fixed_ips: [{ ip_address: '10.8.0.7' }] } };
    expect((await refused('demo', 'POST', '/ports', wish)).message).toBe(
      '(rule:create_port and (rule:create_port:fixed_ips and (rule:create_port:fixed_ips:ip_address))) is disallowed by policy',
    );
    const port = await make('demo', 'ports', { network_id });
    expect(port['binding:host_id']).toBeUndefined();
    const bound = { port: { 'binding:host_id': 'compute1' } };
    expect((await refused('demo', 'PUT', `/ports/${text(port, 'id')}`, bound)).status).toBe(403);
  });
});

describe('security groups', () => {
  it('begin with rules, and take none twice', async () => {
    const { make, refused, send } = neutron(testCloud());
    const group = await make('demo', 'security_groups', { name: 'web' });
    expect(children(group, 'security_group_rules').map(rule => rule.direction)).toEqual(['egress', 'egress']);
    const rule = { security_group_id: text(group, 'id'), direction: 'ingress', protocol: 'tcp' };
    const ports = { port_range_min: 22, port_range_max: 22 };
    const made = await make('demo', 'security_group_rules', { ...rule, ...ports });
    const everywhere = { ...rule, ...ports, remote_ip_prefix: '0.0.0.0/0' };
    expect(
      await refused('demo', 'POST', '/security-group-rules', { security_group_rule: everywhere }),
    ).toEqual({
      status: 409,
      type: 'SecurityGroupRuleExists',
      message: `Security group rule already exists. Rule id is ${text(made, 'id')}.`,
    });
    expect((await send('demo', 'DELETE', `/security-groups/${text(group, 'id')}`)).status).toBe(204);
    const named = { security_group: { name: 'default' } };
    expect((await refused('demo', 'POST', '/security-groups', named)).message).toBe(
      'Default security group already exists.',
    );
  });
});

describe('routers and floating addresses', () => {
  it('connect a port with the outside', async () => {
    const { network, subnet, make, refused, send, list, pass } = await withNetwork();
    const [open] = await list('demo', '/networks?name=public');
    const floating_network_id = text(open ?? {}, 'id');
    const port_id = text(await make('demo', 'ports', { network_id: network }), 'id');
    const early = { floatingip: { floating_network_id, port_id } };
    expect((await refused('demo', 'POST', '/floatingips', early)).status).toBe(404);
    const info = { external_gateway_info: { network_id: floating_network_id } };
    const router = text(await make('demo', 'routers', { name: 'r', ...info }), 'id');
    const added = await send('demo', 'PUT', `/routers/${router}/add_router_interface`, { subnet_id: subnet });
    expect(added.body).toMatchObject({ id: router, subnet_ids: [subnet] });
    const floating = await make('demo', 'floatingips', { floating_network_id, port_id });
    expect(floating).toMatchObject({ router_id: router, fixed_ip_address: '10.9.0.2', status: 'DOWN' });
    pass(2);
    const [settled] = await list('demo', `/floatingips?port_id=${port_id}`);
    expect(settled?.status).toBe('ACTIVE');
    expect((await refused('demo', 'DELETE', `/routers/${router}`)).type).toBe('RouterInUse');
    const gone = { subnet_id: subnet };
    expect((await refused('demo', 'PUT', `/routers/${router}/remove_router_interface`, gone)).type).toBe(
      'RouterInterfaceInUseByFloatingIP',
    );
    await send('demo', 'DELETE', `/floatingips/${text(floating, 'id')}`);
    expect((await send('demo', 'PUT', `/routers/${router}/remove_router_interface`, gone)).status).toBe(200);
    expect((await send('demo', 'DELETE', `/routers/${router}`)).status).toBe(204);
  });
});

describe('quotas', () => {
  it('refuse what is too much, and say what is used', async () => {
    const { list, send, refused } = neutron(testCloud());
    const [own] = await list('demo', '/routers');
    const path = `/quotas/${text(own ?? {}, 'project_id')}`;
    expect((await refused('demo', 'PUT', path, { quota: { network: 5 } })).message).toBe(
      'rule:update_quota is disallowed by policy',
    );
    await send('admin', 'PUT', path, { quota: { network: 1 } });
    expect(await refused('demo', 'POST', '/networks', { network: {} })).toEqual({
      status: 409,
      type: 'OverQuota',
      message: "Quota exceeded for resources: ['network'].",
    });
    const { body } = await send('demo', 'GET', `${path}/details`);
    expect(child(body, 'quota').network).toEqual({ limit: 1, used: 1, reserved: 0 });
    expect((await send('admin', 'DELETE', path)).status).toBe(204);
    expect((await refused('admin', 'DELETE', path)).type).toBe('TenantQuotaNotFound');
  });
});

describe('the rest', () => {
  it('is there: tags, extensions, zones, agents', async () => {
    const { network, send, list, refused } = await withNetwork();
    expect((await send('demo', 'PUT', `/networks/${network}/tags`, { tags: ['a', 'b'] })).body).toEqual({
      tags: ['a', 'b'],
    });
    expect((await send('demo', 'PUT', `/networks/${network}/tags/c`)).status).toBe(201);
    expect(await list('demo', '/networks?tags=a,c&fields=tags')).toEqual([{ tags: ['a', 'b', 'c'] }]);
    expect((await refused('demo', 'DELETE', `/networks/${network}/tags/z`)).message).toBe(
      'Tag z could not be found.',
    );
    expect(child((await send('demo', 'GET', '/extensions/quotas')).body, 'extension').alias).toBe('quotas');
    expect(await list('demo', '/availability_zones?resource=router')).toHaveLength(1);
    expect(await list('admin', '/agents?host=compute1')).toHaveLength(1);
    expect(await list('demo', '/agents')).toEqual([]);
  });

  it('is refused in the words of the service', async () => {
    const { refused, ask } = neutron(testCloud());
    const said = [
      await refused('demo', 'POST', '/networks', { network: { nosuch: 1, more: 2 } }),
      await refused('demo', 'POST', '/networks', {}),
      await refused('demo', 'POST', '/networks', { network: { tags: [] } }),
      await refused('demo', 'POST', '/ports', { port: {} }),
      await refused('demo', 'GET', '/nosuch'),
    ];
    expect(said.map(({ status, message }) => `${status} ${message}`)).toEqual([
      "400 Unrecognized attribute(s) 'more, nosuch'",
      "400 Unable to find 'network' in request body",
      "400 Attribute 'tags' not allowed in POST",
      "400 Failed to parse request. Required attribute 'network_id' not specified",
      '404 The resource could not be found.',
    ]);
    expect((await ask('', 'GET', '/networking/')).status).toBe(200);
    expect((await ask('', 'GET', `${V2}/networks`)).status).toBe(401);
  });
});
