/** The identity service (Identity API v3). */
import type { JsonObject } from '../../clients/json.ts';
import { ok, reply } from '../http.ts';
import type { Part, Routes, Service } from '../service.ts';
import type { State } from '../state.ts';
import { checkBody } from './bodies.ts';
import { enlist } from './catalog.ts';
import { keystoneStyle, NO_JSON } from './refusals.ts';
import { seedIdentity } from './seed.ts';
import { openTokenRoutes, tokenRoutes } from './tokens.ts';

function version(origin: string): JsonObject {
  return {
    id: 'v3.14',
    status: 'stable',
    updated: '2020-04-07T00:00:00Z',
    links: [{ rel: 'self', href: `${origin}/identity/v3/` }],
    'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' }],
  };
}

type Family = () => Promise<{ readonly routes: Routes; readonly open?: Routes }>;

const roles: Family = () => import('./roles.ts');
const implied: Family = () => import('./implied-roles.ts');
const grants: Family = () => import('./grants.ts');
const catalog: Family = () => import('./services.ts');
const limits: Family = () => import('./limits.ts');
const scopes: Family = () => import('./auth-scopes.ts');

/** What is loaded when a path begins so: a run that only needs a token loads none of it. */
const FAMILIES: Readonly<Record<string, readonly Family[]>> = {
  'auth/projects': [scopes],
  'auth/domains': [scopes],
  users: [
    () => import('./users.ts'),
    () => import('./application-credentials.ts'),
    () => import('./access-rules.ts'),
    () => import('./ec2.ts'),
    () => import('./access-tokens.ts'),
  ],
  groups: [() => import('./groups.ts')],
  projects: [() => import('./projects.ts'), () => import('./project-tags.ts'), grants],
  domains: [() => import('./domains.ts'), grants],
  roles: [roles, implied],
  role_inferences: [implied],
  role_assignments: [() => import('./role-assignments.ts')],
  system: [grants],
  'OS-INHERIT': [grants],
  regions: [() => import('./regions.ts')],
  services: [catalog],
  endpoints: [catalog],
  'OS-EP-FILTER': [() => import('./endpoint-filter.ts')],
  credentials: [() => import('./credentials.ts')],
  'OS-TRUST': [() => import('./trusts.ts')],
  'OS-OAUTH1': [() => import('./oauth.ts')],
  'OS-REVOKE': [() => import('./revoke-events.ts')],
  policies: [() => import('./policies.ts')],
  limits: [limits],
  registered_limits: [limits],
  'OS-FEDERATION/projects': [scopes],
  'OS-FEDERATION/domains': [scopes],
  'OS-FEDERATION': [
    () => import('./identity-providers.ts'),
    () => import('./mappings.ts'),
    () => import('./service-providers.ts'),
  ],
};

/** Routes that look at the body's form first, as the framework of the service does. */
function guarded(routes: Routes): Routes {
  return Object.fromEntries(
    Object.entries(routes).map(([route, handler]) => [
      route,
      call => {
        checkBody(call);
        const made = handler(call);
        return { ...made, headers: { vary: 'X-Auth-Token', ...made.headers } };
      },
    ]),
  );
}

async function part(families: readonly Family[]): Promise<Part> {
  const loaded = await Promise.all(families.map(load => load()));
  return {
    routes: guarded(Object.assign({}, ...loaded.map(({ routes }) => routes))),
    open: guarded(Object.assign({}, ...loaded.map(({ open }) => open))),
  };
}

/** Makes the service. */
export function createIdentity(): Service {
  return {
    type: 'identity',
    catalog: [['identity', 'keystone', '/identity']],
    prefix: '/identity',
    base: '/v3',
    open: {
      'GET /': call =>
        reply(
          300,
          { versions: { values: [version(call.origin)] } },
          { location: `${call.origin}/identity/v3/` },
        ),
      'GET /v3': call => ok({ version: version(call.origin) }),
      ...guarded(openTokenRoutes),
    },
    routes: guarded(tokenRoutes),
    parts: Object.fromEntries(Object.entries(FAMILIES).map(([key, all]) => [key, () => part(all)])),
    collections: {
      assignments: { by: ['user', 'group'] },
      memberships: { by: ['user', 'group'] },
      implied_roles: { by: ['prior'] },
    },
    seeded: 'identity/2',
    seed: ({ state }) => seedIdentity(state),
    enlist: (state: State, services) => enlist(state, services),
    findsFirst: true,
    refuse: keystoneStyle,
    malformed: NO_JSON,
  };
}
