/** The catalogue that tokens come with: made of the services and endpoints that are kept. */
import { createHash } from 'node:crypto';
import { isList, isObject, type Json, text } from '../../clients/json.ts';
import type { Service } from '../service.ts';
import type { Item, State } from '../state.ts';

export const REGIONS = 'regions';
export const SERVICES = 'catalog_services';
export const ENDPOINTS = 'catalog_endpoints';
/** Collection of endpoints that a project has for itself: `project`, `endpoint`. */
export const PROJECT_ENDPOINTS = 'project_endpoints';
/** Collection of endpoint groups, and of what projects have them: `project`, `group`. */
export const ENDPOINT_GROUPS = 'endpoint_groups';
export const PROJECT_ENDPOINT_GROUPS = 'project_endpoint_groups';

/** Notes which of the sandbox's services have been put into the catalogue: what was deleted does not come back. */
const ENLISTED = 'catalog_enlisted';

const REGION = 'RegionOne';
const INTERFACES = ['admin', 'internal', 'public'];

/** IDs of what is the same in every sandbox: made from what it is. */
function fixedId(...what: readonly string[]): string {
  return createHash('md5').update(what.join(' ')).digest('hex');
}

/**
 * Puts services into the catalogue that were not in it yet. Their URLs are paths, since the same sandbox is here in
 * process and there on a port.
 */
export function enlist(state: State, services: readonly Service[]): void {
  const known = state.get(ENLISTED, 'types')?.types;
  const before = isList(known) ? known.map(String) : [];
  const entries = services.flatMap(service => service.catalog).filter(([type]) => !before.includes(type));
  if (entries.length === 0) return;
  if (before.length === 0) state.put(REGIONS, { id: REGION, description: '', parent_region_id: null });
  for (const [type, name, path] of entries) {
    const service_id = fixedId('service', type);
    state.put(SERVICES, { id: service_id, name, type, enabled: true });
    const url = path.replace('PROJECT', '$(project_id)s');
    for (const face of INTERFACES) {
      const id = fixedId('endpoint', type, face);
      state.put(ENDPOINTS, { id, interface: face, region_id: REGION, service_id, url, enabled: true });
    }
  }
  state.put(ENLISTED, { id: 'types', types: [...before, ...entries.map(([type]) => type)] });
}

/** An endpoint's URL: one that is a path is in this sandbox. */
export function absolute(url: string, origin: string): string {
  return url.startsWith('/') ? origin + url : url;
}

/**
 * The catalogue for a token.
 * @param origin where the sandbox is
 * @param userId,projectId whose token it is; '' for a token without a project, which has no endpoints of projects
 */
export function catalogOf(state: State, origin: string, userId: string, projectId: string): Json[] {
  const known = new Map(
    projectId === '' ? [] : [...['project_id', 'tenant_id'].map(key => [key, projectId] as const)],
  ).set('user_id', userId);
  const own = projectId === '' ? [] : endpointsOf(state, projectId);
  const endpoints = (own.length > 0 ? own : state.all(ENDPOINTS)).filter(({ enabled }) => enabled === true);
  const services = state.all(SERVICES).filter(({ enabled }) => enabled === true);
  const catalog = services.map(service => ({
    endpoints: endpoints.flatMap(each => {
      const url = each.service_id === service.id ? formatted(text(each, 'url'), known) : undefined;
      if (url === undefined) return [];
      const { id, interface: face = null, region_id = null } = each;
      return [{ id, interface: face, region_id, url: absolute(url, origin), region: region_id }];
    }),
    id: service.id,
    type: text(service, 'type'),
    name: text(service, 'name'),
  }));
  return own.length > 0 ? catalog.filter(service => service.endpoints.length > 0) : catalog;
}

/** A URL with its `%(project_id)s` and so on filled in; undefined where something in it is not known. */
function formatted(url: string, known: ReadonlyMap<string, string>): string | undefined {
  let isWhole = true;
  const made = url.replaceAll('$(', '%(').replace(/%\((\w+)\)s/g, (_, key) => {
    const value = known.get(key);
    if (value === undefined) isWhole = false;
    return value ?? '';
  });
  return isWhole && !/%(?!%)/.test(made.replaceAll('%%', '')) ? made.replaceAll('%%', '%') : undefined;
}

/** The endpoints that a project has for itself, its endpoint groups' among them. */
export function endpointsOf(state: State, projectId: string): Item[] {
  const single = state.all(PROJECT_ENDPOINTS).filter(each => each.project === projectId);
  const groups = state.all(PROJECT_ENDPOINT_GROUPS).filter(each => each.project === projectId);
  const ids = single.map(each => text(each, 'endpoint'));
  const grouped = groups.flatMap(each => groupEndpoints(state, text(each, 'group')));
  const all = new Map(
    [...ids.flatMap(id => state.get(ENDPOINTS, id) ?? []), ...grouped].map(each => [each.id, each]),
  );
  return [...all.values()];
}

/** The endpoints that an endpoint group's filters choose. */
export function groupEndpoints(state: State, groupId: string): Item[] {
  const filters = state.get(ENDPOINT_GROUPS, groupId)?.filters;
  const wanted = Object.entries(isObject(filters) ? filters : {});
  return state.all(ENDPOINTS).filter(each => wanted.every(([key, value]) => each[key] === value));
}
