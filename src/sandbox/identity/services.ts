/** Services and endpoints, of which the catalogue is made (Identity API v3, "Service catalog and endpoints"). */
import { type JsonObject, text } from '../../clients/json.ts';
import type { Routes } from '../service.ts';
import { hexId, type State } from '../state.ts';
import { absolute, ENDPOINTS, PROJECT_ENDPOINTS, REGIONS, SERVICES } from './catalog.ts';
import { fresh, type Kind, routesOf } from './kind.ts';
import { expecting, invalid } from './refusals.ts';
import { removeWhere } from './removal.ts';
import { boolean, name, open, SOME, string, url } from './schema-types.ts';

const serviceProperties = {
  enabled: boolean,
  name,
  type: { type: 'string', minLength: 1, maxLength: 255 },
};

const service: Kind = {
  plural: 'services',
  single: 'service',
  collection: SERVICES,
  attributes: ['id', 'type', 'enabled'],
  filters: ['type', 'name'],
  schema: { create: open(serviceProperties, { required: ['type'] }), update: open(serviceProperties, SOME) },
  lacking: null,
  create: (_call, given) => fresh({ enabled: true, name: '', ...given }),
  remove: ({ state }, { id }) => {
    removeWhere(state, ENDPOINTS, each => each.service_id === id);
    state.remove(SERVICES, id);
  },
};

const endpointProperties = {
  enabled: boolean,
  interface: { type: 'string', enum: ['admin', 'internal', 'public'] },
  region_id: string,
  region: string,
  service_id: string,
  url,
};

/** What an endpoint's URL may have filled in (keystone/common/utils.py, WHITELISTED_PROPERTIES). */
const PLACEHOLDERS = new Set([
  ...['tenant_id', 'project_id', 'user_id', 'public_bind_host', 'admin_bind_host', 'compute_host'],
  ...['admin_port', 'public_port', 'public_endpoint'],
]);

/** @throws Refusal 400 for a URL that cannot be filled in */
function checkUrl(value: string): void {
  const rest = value
    .replaceAll('$(', '%(')
    .replace(/%\((\w+)\)s/g, (all, key) => (PLACEHOLDERS.has(key) ? '' : all));
  if (/%/.test(rest.replaceAll('%%', '')))
    throw invalid(`Cannot create an endpoint with an invalid URL: ${value}.`);
}

/** An endpoint's region, by either name; one that is not there is made. */
function placed(state: State, given: JsonObject): JsonObject {
  const { region, ...rest } = given;
  if ((given.region_id ?? null) !== null || typeof region !== 'string') return given;
  if (!state.get(REGIONS, region))
    state.put(REGIONS, { id: region, description: '', parent_region_id: null });
  return { ...rest, region_id: region };
}

/** @throws Refusal 400 for a region or a service that is not there */
function checkPlaces(state: State, given: JsonObject): void {
  const region = text(given, 'region_id');
  if (region !== '' && !state.get(REGIONS, region)) throw expecting('endpoint region_id', 'region table');
  const id = text(given, 'service_id');
  if (given.service_id !== undefined && !state.get(SERVICES, id))
    throw expecting('endpoint service_id', 'service table');
}

/** Endpoints of the catalogue; lists of others show them too. */
export const endpoint: Kind = {
  plural: 'endpoints',
  single: 'endpoint',
  collection: ENDPOINTS,
  attributes: ['id', 'interface', 'region_id', 'service_id', 'enabled'],
  hidden: ['region', 'url', 'legacy_endpoint_id'],
  filters: ['interface', 'service_id', 'region_id'],
  schema: {
    create: open(endpointProperties, { required: ['interface', 'service_id', 'url'] }),
    update: open(endpointProperties, SOME),
  },
  lacking: null,
  create: ({ state }, given) => {
    checkUrl(text(given, 'url'));
    const made = placed(state, given);
    checkPlaces(state, made);
    return { enabled: true, ...made, id: hexId() };
  },
  update: ({ state }, old, given) => {
    const made = placed(state, given);
    checkPlaces(state, made);
    return { ...old, ...made, id: old.id };
  },
  remove: ({ state }, { id }) => {
    removeWhere(state, PROJECT_ENDPOINTS, each => each.endpoint === id);
    state.remove(ENDPOINTS, id);
  },
  more: ({ origin }, item) => ({
    url: absolute(text(item, 'url'), origin),
    region: item.region_id ?? null,
  }),
};

export const routes: Routes = { ...routesOf(service), ...routesOf(endpoint) };
