/** What is the same in every sandbox: extensions, availability zones, agents, and lists with nothing in them. */
import { createHash } from 'node:crypto';
import type { JsonObject } from '../../clients/json.ts';
import { ok } from '../http.ts';
import { type Call, Refusal, type Routes } from '../service.ts';
import { EXTENSIONS } from './extensions.ts';
import { type Listed, listReply, picked } from './list.ts';
import { unknown } from './refusals.ts';
import { NETWORK_HOST } from './subnet-store.ts';

const AGENTS: readonly (readonly [
  type: string,
  binary: string,
  topic: string,
  host: string,
  zone: string | null,
])[] = [
  ['DHCP agent', 'neutron-dhcp-agent', 'dhcp_agent', NETWORK_HOST, 'nova'],
  ['L3 agent', 'neutron-l3-agent', 'l3_agent', NETWORK_HOST, 'nova'],
  ['Linux bridge agent', 'neutron-linuxbridge-agent', 'N/A', NETWORK_HOST, null],
  ['Linux bridge agent', 'neutron-linuxbridge-agent', 'N/A', 'compute1', null],
  ['Linux bridge agent', 'neutron-linuxbridge-agent', 'N/A', 'compute2', null],
];

/** Kinds that the sandbox has none of: path, key, and the name in refusals. */
const NONE: readonly (readonly [path: string, key: string, kind: string])[] = [
  ['subnetpools', 'subnetpools', 'Subnet pool'],
  ['address-scopes', 'address_scopes', 'Address scope'],
  ['address-groups', 'address_groups', 'Address group'],
  ['qos/policies', 'policies', 'QoS policy'],
  ['rbac-policies', 'rbac_policies', 'RBAC policy'],
  ['segments', 'segments', 'Segment'],
  ['trunks', 'trunks', 'Trunk'],
  ['flavors', 'flavors', 'Flavor'],
  ['metering/metering-labels', 'metering_labels', 'Metering label'],
];

/** IDs of what is not kept: made from what it is. */
function fixedId(...what: readonly string[]): string {
  const hex = createHash('md5').update(what.join(' ')).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function spaced(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
}

function agents(call: Call): Listed[] {
  if (!call.caller.isAdmin) return [];
  const oldest = Date.parse(String(call.state.all('networks')[0]?.created_at ?? '')) || call.now;
  return AGENTS.map(([agent_type, binary, topic, host, availability_zone]) => {
    const id = fixedId('agent', binary, host);
    const shown: JsonObject = {
      id,
      agent_type,
      binary,
      topic,
      host,
      admin_state_up: true,
      created_at: spaced(oldest),
      started_at: spaced(oldest),
      heartbeat_timestamp: spaced(call.now - (call.now % 30000)),
      description: null,
      resources_synced: null,
      availability_zone,
      alive: true,
      configurations: {},
    };
    return { id, shown };
  });
}

function zones(): Listed[] {
  return ['network', 'router'].map(resource => ({
    id: resource,
    shown: { state: 'available', name: 'nova', resource },
  }));
}

const none: Routes = Object.fromEntries(
  NONE.flatMap(([path, key, kind]) => [
    [`GET /${path}`, () => ok({ [key]: [] })],
    [
      `GET /${path}/:id`,
      (call: Call) => {
        throw unknown(kind, call.params.id ?? '');
      },
    ],
  ]),
);

export const fixedRoutes: Routes = {
  'GET /': call =>
    ok({
      resources: ['network', 'subnet', 'subnetpool', 'port'].map(name => ({
        name,
        collection: `${name}s`,
        links: [{ rel: 'self', href: `${call.origin}${call.path.replace(/\/$/, '')}/${name}s` }],
      })),
    }),
  'GET /extensions': () => ok({ extensions: EXTENSIONS }),
  'GET /extensions/:id': call => {
    const extension = EXTENSIONS.find(({ alias }) => alias === call.params.id);
    if (extension) return ok({ extension });
    throw new Refusal(
      404,
      `Extension with alias ${call.params.id ?? ''} does not exist`,
      'ExtensionNotFound',
    );
  },
  'GET /availability_zones': call =>
    listReply(call, { key: 'availability_zones', filters: ['name', 'resource', 'state'] }, zones()),
  'GET /agents': call => {
    const filters = [
      'id',
      'agent_type',
      'binary',
      'topic',
      'host',
      'admin_state_up',
      'alive',
      'availability_zone',
    ];
    return listReply(call, { key: 'agents', filters }, agents(call));
  },
  'GET /agents/:id': call => {
    const { id = '' } = call.params;
    const agent = agents(call).find(each => each.id === id);
    if (!agent) throw unknown('Agent', id);
    return ok({ agent: picked(agent.shown, call.query) });
  },
  'GET /service-providers': () =>
    ok({ service_providers: [{ service_type: 'L3_ROUTER_NAT', name: 'single_node', default: true }] }),
  ...none,
};
