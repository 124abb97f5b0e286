/** The network service (Network API v2.0). */
import { text } from '../../clients/json.ts';
import { neutronStyle, ok } from '../http.ts';
import { Refusal, type RefusalStyle, type Service } from '../service.ts';
import { fixedRoutes } from './fixed.ts';
import { floatingIpKind } from './floating-ips.ts';
import { networkKind } from './networks.ts';
import { portKind } from './port-kind.ts';
import { quotaRoutes } from './quotas.ts';
import { routesOf, touched } from './resource.ts';
import { routerInterfaceRoutes } from './router-interfaces.ts';
import { extraRoutes } from './router-routes.ts';
import { routerKind } from './routers.ts';
import { securityGroupRuleKind } from './security-group-rules.ts';
import { securityGroupKind } from './security-groups.ts';
import { seedNetwork } from './seed.ts';
import { serveDhcp } from './subnet-store.ts';
import { subnetKind } from './subnets.ts';
import { tagRoutes } from './tags.ts';

const TAGGED = [networkKind, subnetKind, portKind, securityGroupKind, routerKind, floatingIpKind];

const KINDS = [...TAGGED, securityGroupRuleKind];

/** Types of refusals that say none themselves. */
const TYPES: Readonly<Record<number, string>> = {
  400: 'HTTPBadRequest',
  405: 'HTTPMethodNotAllowed',
  503: 'HTTPServiceUnavailable',
};

/** What the service says of a method that a path has not. */
const NO_METHOD =
  'The server could not comply with the request since it is either malformed or otherwise incorrect.';

const refuse: RefusalStyle = (refusal, call) => {
  const { status, kind } = refusal;
  const message = status === 405 ? NO_METHOD : refusal.message;
  return neutronStyle(new Refusal(status, message, kind || (TYPES[status] ?? '')), call);
};

/** Makes the service. */
export function createNetwork(): Service {
  return {
    type: 'network',
    catalog: [['network', 'neutron', '/networking']],
    prefix: '/networking',
    base: '/v2.0',
    open: {
      'GET /': call => {
        const links = [{ rel: 'self', href: `${call.origin}/networking/v2.0/` }];
        return ok({ versions: [{ id: 'v2.0', status: 'CURRENT', links }] });
      },
    },
    routes: Object.assign(
      {},
      ...KINDS.map(routesOf),
      ...TAGGED.map(tagRoutes),
      routerInterfaceRoutes,
      extraRoutes,
      quotaRoutes,
      fixedRoutes,
    ),
    collections: {
      subnets: { by: ['network_id'] },
      ports: { shards: 64, by: ['device_id'] },
      addresses: { shards: 64 },
      security_groups: { by: ['project_id'] },
      security_group_rules: { by: ['security_group_id'] },
      floatingips: { by: ['port_id'] },
    },
    jobs: {
      dhcp: (context, data) => serveDhcp(context, text(data, 'network')),
      floatingip: ({ state, now }, data) => {
        const floating = state.get('floatingips', text(data, 'id'));
        const status = floating?.port_id ? 'ACTIVE' : 'DOWN';
        if (floating && floating.status !== status)
          state.put('floatingips', { ...touched(floating, now), status });
      },
    },
    seed: seedNetwork,
    refuse,
    malformed: 'Body contains invalid data',
  };
}
