/** The compute service (Compute API v2.1). */
import type { JsonObject } from '../../clients/json.ts';
import { faultStyle, ok } from '../http.ts';
import type { RefusalStyle, Service } from '../service.ts';
import { actionRoutes } from './actions.ts';
import { actionListRoutes } from './actions-list.ts';
import { bootSteps, deleteSteps } from './boot.ts';
import { consoleRoutes } from './consoles.ts';
import { flavorPartRoutes } from './flavor-parts.ts';
import { flavorRoutes } from './flavors.ts';
import { hostRoutes } from './hosts.ts';
import { hypervisorRoutes } from './hypervisors.ts';
import { interfaceRoutes } from './interfaces.ts';
import { keypairRoutes } from './keypairs.ts';
import { liveOperations } from './live.ts';
import { metadataRoutes, tagRoutes } from './metadata.ts';
import { migrationRoutes } from './migrations.ts';
import { type Operations, stepJob } from './operations.ts';
import { powerOperations } from './power.ts';
import { quotaRoutes } from './quotas.ts';
import { rebuildOperations } from './rebuild.ts';
import { resizeOperations } from './resize.ts';
import { seedCompute } from './seed.ts';
import { serverGroupRoutes } from './server-groups.ts';
import { serverMigrationRoutes } from './server-migrations.ts';
import { serverSecurityRoutes } from './server-security.ts';
import { serverVolumeRoutes } from './server-volumes.ts';
import { serverRoutes } from './servers.ts';
import { shelveOperations } from './shelve.ts';
import { snapshotOperations } from './snapshot.ts';

const NEWEST = 93;

function versionView(origin: string): JsonObject {
  return {
    id: 'v2.1',
    status: 'CURRENT',
    version: `2.${NEWEST}`,
    min_version: '2.1',
    updated: '2013-07-23T11:33:21Z',
    links: [{ rel: 'self', href: `${origin}/compute/v2.1/` }],
  };
}

/** The version before, which is the newer one without microversions. */
function oldVersion(origin: string): JsonObject {
  return {
    ...{ id: 'v2.0', status: 'SUPPORTED', version: '', min_version: '', updated: '2011-01-21T11:33:21Z' },
    links: [{ rel: 'self', href: `${origin}/compute/v2/` }],
  };
}

/** As block storage's, with a word more in the type. */
const refuse: RefusalStyle = (refusal, call) => {
  const made = faultStyle(refusal, call);
  const type = { 'content-type': 'application/json; charset=UTF-8' };
  return made.json === undefined || made.status === 401
    ? made
    : { ...made, headers: { ...type, ...made.headers } };
};

/** What is done with servers over time. */
const OPERATIONS: Operations = {
  boot: bootSteps,
  delete: deleteSteps,
  ...powerOperations,
  ...resizeOperations,
  ...liveOperations,
  ...rebuildOperations,
  ...shelveOperations,
  ...snapshotOperations,
};

/** Makes the service. */
export function createCompute(): Service {
  return {
    type: 'compute',
    catalog: [['compute', 'nova', '/compute/v2.1']],
    prefix: '/compute',
    base: '/v2.1',
    open: {
      'GET /': call => ok({ versions: [oldVersion(call.origin), versionView(call.origin)] }),
      'GET /v2.1': call => {
        const { links, ...about } = versionView(call.origin);
        const described = { rel: 'describedby', type: 'text/html', href: 'http://docs.openstack.org/' };
        const media = {
          base: 'application/json',
          type: 'application/vnd.openstack.compute+json;version=2.1',
        };
        const both = [...(Array.isArray(links) ? links : []), described];
        return ok({ version: { ...about, links: both, 'media-types': [media] } });
      },
    },
    routes: {
      ...serverRoutes,
      ...actionRoutes,
      ...actionListRoutes,
      ...metadataRoutes,
      ...tagRoutes,
      ...interfaceRoutes,
      ...serverSecurityRoutes,
      ...serverVolumeRoutes,
      ...migrationRoutes,
      ...serverMigrationRoutes,
      ...consoleRoutes,
      ...flavorRoutes,
      ...flavorPartRoutes,
      ...keypairRoutes,
      ...quotaRoutes,
      ...hypervisorRoutes,
      ...hostRoutes,
      ...serverGroupRoutes,
      'GET /extensions': () => ok({ extensions: [] }),
    },
    collections: {
      servers: { shards: 64, by: ['project_id', 'name'], folded: ['name'] },
      deleted_servers: { shards: 16 },
      instance_actions: { shards: 64, by: ['server'] },
      keypairs: { by: ['user'] },
      migrations: { by: ['server'] },
    },
    jobs: { step: stepJob(() => OPERATIONS) },
    seed: ({ state, now }) => seedCompute(state, now),
    microversions: { name: 'compute', legacy: 'X-OpenStack-Nova-API-Version', major: 2, min: 1, max: NEWEST },
    refuse,
    malformed: 'Malformed request body',
  };
}
