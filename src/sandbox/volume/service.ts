/** The block storage service (Block Storage API v3). */
import { faultStyle, ok, reply } from '../http.ts';
import { type Handler, Refusal, type Routes, type Service } from '../service.ts';
import { uuid } from '../state.ts';
import { volumeActionRoutes } from './actions.ts';
import { endChange, endSnapshot } from './operations.ts';
import { otherRoutes } from './others.ts';
import { quotaRoutes } from './quota.ts';
import { DEFAULT_TYPE, TYPES } from './records.ts';
import { snapshotRoutes } from './snapshots.ts';
import { volumeRoutes } from './volumes.ts';

const NEWEST = 70;

/** Refuses paths of another project than the token's. */
function ownProject(handler: Handler): Handler {
  return call => {
    const { project = '' } = call.params;
    if (!/^[0-9a-f-]+$/.test(project)) throw new Refusal(404, '', 'nowhere');
    if (project !== call.caller.projectId) throw new Refusal(400, 'Malformed request url');
    return handler(call);
  };
}

function wrapped(routes: Routes): Routes {
  return Object.fromEntries(Object.entries(routes).map(([route, handler]) => [route, ownProject(handler)]));
}

function versions(origin: string) {
  const version = {
    id: 'v3.0',
    status: 'CURRENT',
    version: `3.${NEWEST}`,
    min_version: '3.0',
    updated: '2022-08-31T00:00:00Z',
    links: [
      { rel: 'describedby', type: 'text/html', href: 'https://docs.openstack.org/' },
      { rel: 'self', href: `${origin}/volume/v3/` },
    ],
    'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.volume+json;version=3' }],
  };
  return { versions: [version] };
}

/** Makes the service. */
export function createVolumes(): Service {
  const routes = wrapped({
    ...volumeRoutes,
    ...volumeActionRoutes,
    ...snapshotRoutes,
    ...quotaRoutes,
    ...otherRoutes,
  });
  return {
    type: 'volume',
    catalog: [
      ['block-storage', 'cinder', '/volume/v3/PROJECT'],
      ['volumev3', 'cinderv3', '/volume/v3/PROJECT'],
    ],
    prefix: '/volume',
    base: '/v3/:project',
    open: {
      'GET /': call => reply(300, versions(call.origin)),
      'GET /v3': call => ok(versions(call.origin)),
    },
    routes,
    collections: { volumes: { shards: 16, by: ['project_id'] } },
    jobs: { change: endChange, snapshot: endSnapshot },
    seed: ({ state }) => {
      state.put(TYPES, {
        id: uuid(),
        name: DEFAULT_TYPE,
        description: null,
        extra_specs: { volume_backend_name: DEFAULT_TYPE },
      });
      state.put(TYPES, {
        id: uuid(),
        name: '__DEFAULT__',
        description: 'Default Volume Type',
        extra_specs: {},
      });
    },
    microversions: { name: 'volume', major: 3, min: 0, max: NEWEST },
    refuse: faultStyle,
    malformed: 'Malformed request body',
  };
}
