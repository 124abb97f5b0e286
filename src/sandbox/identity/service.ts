/** The identity service (Identity API v3). */
import type { JsonObject } from '../../clients/json.ts';
import { keystoneStyle, ok, reply } from '../http.ts';
import type { Call, Service } from '../service.ts';
import { assignmentRoutes } from './assignments.ts';
import { endpointRecords, REGION, serviceRecords } from './catalog.ts';
import { allow, unknown } from './policy.ts';
import { listOf, resourceRoutes } from './resources.ts';
import { seedIdentity } from './seed.ts';
import { tokenRoutes } from './tokens.ts';

function version(origin: string): JsonObject {
  return {
    id: 'v3.14',
    status: 'stable',
    updated: '2020-04-07T00:00:00Z',
    links: [{ rel: 'self', href: `${origin}/identity/v3/` }],
    'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' }],
  };
}

const region = { id: REGION, description: '', parent_region_id: null };

/** Makes the service. @param services all services of the sandbox, for the catalogue */
export function createIdentity(services: () => readonly Service[]): Service {
  const tokens = tokenRoutes(services);

  /** Lists and shows what the catalogue is made of. */
  function fixed(
    plural: string,
    single: string,
    records: (call: Call) => readonly (JsonObject & { id: string })[],
  ) {
    return {
      [`GET /${plural}`]: (call: Call) => {
        allow(call, `list_${plural}`);
        const wanted = ['type', 'name', 'interface', 'service_id', 'region_id'].filter(key =>
          call.query.has(key),
        );
        const found = records(call).filter(each => wanted.every(key => each[key] === call.query.get(key)));
        return ok(listOf(call, plural, found));
      },
      [`GET /${plural}/:id`]: (call: Call) => {
        allow(call, `get_${single}`);
        const found = records(call).find(({ id }) => id === call.params.id);
        if (!found) throw unknown(single, call.params.id ?? '');
        return ok({ [single]: found });
      },
    };
  }

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
      ...tokens.open,
    },
    routes: {
      ...tokens.routes,
      ...resourceRoutes,
      ...assignmentRoutes,
      ...fixed('services', 'service', call => serviceRecords(services(), call.origin)),
      ...fixed('endpoints', 'endpoint', call => endpointRecords(services(), call.origin)),
      ...fixed('regions', 'region', call => [
        { ...region, links: { self: `${call.origin}/identity/v3/regions/${REGION}` } },
      ]),
    },
    collections: { assignments: { by: ['user'] } },
    seed: ({ state }) => seedIdentity(state),
    refuse: keystoneStyle,
    malformed:
      'Expecting to find valid JSON in request body. The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error.',
  };
}
