import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/clients/json.ts';
import { runLine } from '../harness/run.ts';
import type { Stub } from '../harness/stub.ts';

const NET = '7186b3c0-ec31-439c-8d82-17bfab18f408';

/** The answer of one of the network service's collections to a look-up by name. */
const named = (
  path: string,
  key: string,
  name: string,
  id: string,
  more: Record<string, Json> = {},
): Stub => ({
  service: 'network',
  path,
  query: { name },
  reply: { [key]: [{ id, name, ...more }] },
});

const network = (name: string, id = NET, more: Record<string, Json> = {}): Stub =>
  named('/networks', 'networks', name, id, more);

describe('round trips with a cached token', () => {
  test('network list: 1', async () => {
    const { code, depth, stdout } = await runLine('network list -f value', {
      stubs: [
        {
          service: 'network',
          path: '/networks',
          reply: { networks: [{ id: NET, name: 'shared', subnets: ['s'] }] },
        },
      ],
    });
    expect({ code, depth, stdout }).toEqual({ code: 0, depth: 1, stdout: `${NET} shared ['s']\n` });
  });

  test('network show NAME: 1', async () => {
    const { depth, stdout } = await runLine('network show shared -f value -c name -c l2_adjacency', {
      stubs: [network('shared', NET, { l2_adjacency: true })],
    });
    expect({ depth, stdout }).toEqual({ depth: 1, stdout: 'True\nshared\n' });
  });

  test('port delete a b c: 2', async () => {
    const names = ['a', 'b', 'c'];
    const { code, depth } = await runLine(`port delete ${names.join(' ')}`, {
      stubs: names.flatMap((name): Stub[] => [
        named('/ports', 'ports', name, `id-${name}`),
        { method: 'DELETE', service: 'network', path: `/ports/id-${name}` },
      ]),
    });
    expect({ code, depth }).toEqual({ code: 0, depth: 2 });
  });

  test('port create with names of everything: 2, tags in the request where the service takes them', async () => {
    const { code, depth, sent } = await runLine(
      'port create --network n --fixed-ip subnet=s,ip-address=10.0.0.9 --security-group g1 --security-group g2 ' +
        '--qos-policy q --project p --tag b --tag a --tag b web -f value -c id',
      {
        stubs: [
          network('n', 'net-1'),
          named('/subnets', 'subnets', 's', 'sub-1'),
          named('/security-groups', 'security_groups', 'g1', 'group-1'),
          named('/security-groups', 'security_groups', 'g2', 'group-2'),
          named('/qos/policies', 'policies', 'q', 'qos-1'),
          {
            service: 'identity',
            path: '/projects/p',
            status: 404,
            reply: { error: { code: 404, message: 'no', title: 'Not Found' } },
          },
          {
            service: 'identity',
            path: '/projects',
            query: { name: 'p' },
            reply: { projects: [{ id: 'p-1', name: 'p' }] },
          },
          {
            service: 'network',
            path: '/extensions/tag-ports-during-bulk-creation',
            reply: { extension: { alias: 'tag-ports-during-bulk-creation' } },
          },
          { service: 'network', path: '/extensions', reply: { extensions: [] } },
          {
            method: 'POST',
            service: 'network',
            path: '/ports',
            body: {
              port: {
                name: 'web',
                admin_state_up: true,
                network_id: 'net-1',
                project_id: 'p-1',
                fixed_ips: [{ subnet_id: 'sub-1', ip_address: '10.0.0.9' }],
                security_groups: ['group-1', 'group-2'],
                tags: ['b', 'a'],
                qos_policy_id: 'qos-1',
              },
            },
            reply: { port: { id: 'port-1' } },
          },
        ],
      },
    );
    expect({ code, depth }).toEqual({ code: 0, depth: 2 });
    expect(sent.at(-1)?.method).toBe('POST');
  });
});

describe('what a service may lack', () => {
  const refusal = (detail: string): Json => ({
    NeutronError: { type: 'BadRequest', message: detail, detail: '' },
  });

  test('the extension for an attribute is named when the request fails', async () => {
    const { code, stderr } = await runLine('network create --dns-domain example.org. n', {
      stubs: [
        {
          method: 'POST',
          service: 'network',
          path: '/networks',
          body: { network: { name: 'n', admin_state_up: true, dns_domain: 'example.org.' } },
          status: 400,
          reply: refusal("Unrecognized attribute(s) 'dns_domain'"),
        },
        { service: 'network', path: '/extensions/dns-integration', status: 404, reply: refusal('none') },
        { service: 'network', path: '/extensions', reply: { extensions: [] } },
      ],
    });
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'No Extension found for dns-integration\n' });
  });

  test('tags of a port are set afterwards where they cannot be sent with it', async () => {
    const { stdout } = await runLine('port create --network n --tag b --tag a p -f value -c tags', {
      stubs: [
        network('n'),
        {
          service: 'network',
          path: '/extensions/tag-ports-during-bulk-creation',
          status: 404,
          reply: refusal('none'),
        },
        { service: 'network', path: '/extensions', reply: { extensions: [] } },
        {
          method: 'POST',
          service: 'network',
          path: '/ports',
          body: { port: { name: 'p', admin_state_up: true, network_id: NET } },
          reply: { port: { id: 'port-1', tags: [] } },
        },
        {
          method: 'PUT',
          service: 'network',
          path: '/ports/port-1/tags',
          body: { tags: ['a', 'b'] },
          reply: {},
        },
      ],
    });
    expect(stdout).toBe("['a', 'b']\n");
  });

  test('a port with hints, from a service that has them', async () => {
    const hints = { openvswitch: { other_config: { 'tx-steering': 'hash' } } };
    const extension = (alias: string): Stub => ({
      service: 'network',
      path: `/extensions/${alias}`,
      reply: { extension: { alias } },
    });
    const { code, stdout } = await runLine(
      'port create --network n --hint ovs-tx-steering=hash p -f json -c hints',
      {
        stubs: [
          network('n'),
          extension('port-hints'),
          extension('port-hint-ovs-tx-steering'),
          { service: 'network', path: '/extensions', reply: { extensions: [] }, times: 2 },
          {
            method: 'POST',
            service: 'network',
            path: '/ports',
            body: { port: { name: 'p', admin_state_up: true, network_id: NET, hints } },
            reply: { port: { id: 'port-1', hints } },
          },
        ],
      },
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ hints });
  });

  test('a private VLAN port needs a network that is one', async () => {
    const { stderr } = await runLine('port create --network n --pvlan-type isolated p', {
      stubs: [network('n', NET, { pvlan: false })],
    });
    expect(stderr).toBe(
      'PVLAN attributes cannot be set on a port whose network does not have PVLAN enabled.\n',
    );
  });

  test('networks are told apart by pvlan here, as the service cannot', async () => {
    const { stdout } = await runLine('network list --pvlan -f value -c Name', {
      stubs: [
        {
          service: 'network',
          path: '/networks',
          reply: {
            networks: [
              { id: '1', name: 'no' },
              { id: '2', name: 'yes', pvlan: true },
            ],
          },
        },
      ],
    });
    expect(stdout).toBe('yes\n');
  });

  test('a network that somebody else deleted meanwhile counts as deleted', async () => {
    const { code, stderr } = await runLine('network delete n', {
      stubs: [
        network('n'),
        {
          method: 'DELETE',
          service: 'network',
          path: `/networks/${NET}`,
          status: 404,
          reply: refusal('gone'),
        },
      ],
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('projects by name', () => {
  const forbidden: Json = { error: { code: 403, message: 'You are not authorized', title: 'Forbidden' } };
  const missing: Json = { error: { code: 404, message: 'Could not find project: p.', title: 'Not Found' } };

  test('who may not look them up gets the word as an ID', async () => {
    const { code } = await runLine('subnet list --project p', {
      stubs: [
        { service: 'identity', path: '/projects/p', status: 403, reply: forbidden },
        { service: 'identity', path: '/projects', query: { name: 'p' }, status: 403, reply: forbidden },
        { service: 'network', path: '/subnets', query: { project_id: 'p' }, reply: { subnets: [] } },
      ],
    });
    expect(code).toBe(0);
  });

  const nobody: Stub[] = [
    { service: 'identity', path: '/projects/p', status: 404, reply: missing },
    { service: 'identity', path: '/projects', query: { name: 'p' }, reply: { projects: [] } },
  ];

  test('one that there is not: the peer says nothing, ostk does', async () => {
    const asPeer = await runLine('subnet list --project p', { stubs: nobody });
    expect(asPeer).toMatchObject({ code: 1, stderr: '\n' });
    const asOstk = await runLine('openstack subnet list --project p', { stubs: nobody, name: 'ostk' });
    expect(asOstk).toMatchObject({ code: 1 });
    expect(asOstk.stderr).toContain('No Project found for p');
  });
});

describe('rules of security groups', () => {
  const rule = (more: Record<string, Json>): Json => ({
    id: '1',
    ethertype: 'IPv4',
    direction: 'ingress',
    ...more,
  });

  test.each([
    [{ protocol: 'tcp', port_range_min: 22, port_range_max: null }, '22:22'],
    [{ protocol: 'tcp', port_range_min: null, port_range_max: 80 }, '80:80'],
    [{ protocol: 'icmp', port_range_min: 3, port_range_max: 1 }, 'type=3:code=1'],
    [{ protocol: '58', port_range_min: 0, port_range_max: null }, ''],
    [{ protocol: null, port_range_min: null, port_range_max: null }, ''],
  ])('ports of %j', async (more, expected) => {
    const { stdout } = await runLine(
      ['security', 'group', 'rule', 'list', '-f', 'value', '-c', 'Port Range'],
      {
        stubs: [
          {
            service: 'network',
            path: '/security-group-rules',
            reply: { security_group_rules: [rule(more)] },
          },
        ],
      },
    );
    expect(stdout).toBe(`${expected}\n`);
  });

  test('an old rule without a range is for everything', async () => {
    const id = '00000000-0000-0000-0000-000000000001';
    const { stdout } = await runLine(`security group rule show ${id} -f value -c remote_ip_prefix`, {
      stubs: [
        {
          service: 'network',
          path: `/security-group-rules/${id}`,
          reply: { security_group_rule: rule({ ethertype: 'IPv6', remote_ip_prefix: null }) },
        },
      ],
    });
    expect(stdout).toBe('::/0\n');
  });
});
