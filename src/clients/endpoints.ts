/** From the catalogue to the URL that a service's paths are relative to. */
import type { Catalog, Endpoint } from './auth/catalog.ts';

/** Types that mean the same service, the official one first (service-types authority, os-service-types). */
const ALIASES: readonly (readonly string[])[] = [
  ['block-storage', 'volumev3', 'volume', 'block-store', 'volumev2'],
  ['compute'],
  ['image'],
  ['network'],
  ['identity'],
  ['placement'],
  ['object-store'],
  ['orchestration'],
  ['load-balancer'],
  ['dns'],
  ['key-manager'],
  ['baremetal', 'bare-metal'],
  ['baremetal-introspection'],
  ['shared-file-system', 'sharev2', 'share'],
  ['container-infrastructure-management', 'container-infrastructure', 'container-infra'],
  ['workflow', 'workflowv2'],
  ['message', 'messaging'],
  ['clustering', 'resource-cluster', 'cluster'],
  ['accelerator'],
  ['instance-ha', 'ha'],
  ['metric'],
  ['alarm', 'alarming'],
  ['admin-logic', 'registration'],
  ['application-container', 'container'],
  ['event', 'events'],
  ['meter', 'metering', 'telemetry'],
  ['monitoring-logging', 'monitoring-log-api'],
  ['multi-region-network-automation', 'tricircle'],
  ['operator-policy', 'policy'],
  ['resource-optimization', 'infra-optim'],
  ['root-cause-analysis', 'rca'],
];

/** The version that paths of a service begin with, where a catalogue may leave it out. */
const VERSIONS: Readonly<Record<string, string>> = {
  compute: '/v2.1',
  image: '/v2',
  network: '/v2.0',
  identity: '/v3',
  'block-storage': '/v3',
  'load-balancer': '/v2',
  dns: '/v2',
  'key-manager': '/v1',
  baremetal: '/v1',
  orchestration: '/v1',
  'shared-file-system': '/v2',
};

/**
 * All names of a service.
 * @param type any of them, with `-` or `_`
 * @returns the official name first; only the name itself when the service is unknown
 */
export function aliasesOf(type: string): readonly string[] {
  const name = type.replaceAll('_', '-');
  return ALIASES.find(names => names.includes(name)) ?? [name];
}

/**
 * Looks a setting up that is kept by service type.
 * @param settings such as endpoint overrides or API versions, keys with `_`
 * @param type any name of the service
 */
export function byType(settings: Readonly<Record<string, string>>, type: string): string | undefined {
  for (const name of aliasesOf(type)) {
    const value = settings[name.replaceAll('-', '_')];
    if (value) return value;
  }
  return undefined;
}

/**
 * Chooses an endpoint.
 * @param catalog the token's
 * @param type any name of the service; an entry under the official name is preferred, then older names in turn
 * @param iface `public`, `internal`, `admin`, with or without `URL`; a list in order of preference with commas
 * @param region undefined: the first one
 * @returns undefined when there is none
 */
export function findEndpoint(
  catalog: Catalog,
  type: string,
  iface: string,
  region: string | undefined,
): Endpoint | undefined {
  const wanted = iface.split(',').map(name => name.trim().replace(/URL$/, ''));
  for (const name of aliasesOf(type)) {
    const endpoints = catalog
      .filter(entry => entry.type === name)
      .flatMap(entry => entry.endpoints)
      .filter(endpoint => region === undefined || endpoint.region === region);
    for (const each of wanted) {
      const found = endpoints.find(endpoint => endpoint.interface === each);
      if (found) return found;
    }
  }
  return undefined;
}

/** A service's place: where its paths go, and where it describes its versions. */
export interface Place {
  /** What paths are appended to, without a slash at the end. */
  readonly base: string;
  /** The URL that answers with versions, with a slash at the end. */
  readonly root: string;
  /** Whether the version was added here, so that it may be wrong. */
  readonly guessed: boolean;
}

/**
 * Brings a catalogue URL to the version that ostk speaks. `…/v3/PROJECT` stays; a URL without a version gets the
 * service's; identity's `/v2.0` becomes `/v3`.
 * @param url the endpoint, or an override
 * @param type any name of the service
 * @param projectId what to leave out at the end to find the versions
 */
export function placeOf(url: string, type: string, projectId: string | undefined): Place {
  const [official = type] = aliasesOf(type);
  let base = url.replace(/\/+$/, '');
  if (official === 'identity') base = base.replace(/\/v2\.0$/, '/v3');
  const version = VERSIONS[official];
  const guessed = version !== undefined && !/\/v\d[\d.]*(\/|$)/.test(new URL(base).pathname);
  if (guessed) base += version;
  const root = /^(.*\/v\d[\d.]*)(?:\/.*)?$/.exec(base)?.[1];
  const bare =
    projectId !== undefined && base.endsWith(`/${projectId}`) ? base.slice(0, -projectId.length - 1) : base;
  return { base, root: `${root ?? bare}/`, guessed };
}
