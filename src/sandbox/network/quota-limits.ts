/** How much a project may have, and how much it has. */
import type { JsonObject } from '../../clients/json.ts';
import type { State } from '../state.ts';
import { overQuota } from './refusals.ts';

/** What a project without limits of its own may have (neutron/conf/quota.py); -1: as much as it wants. */
export const DEFAULTS: Readonly<Record<string, number>> = {
  network: 100,
  subnet: 100,
  subnetpool: -1,
  port: 500,
  router: 10,
  floatingip: 50,
  rbac_policy: 10,
  security_group: 10,
  security_group_rule: 100,
  trunk: -1,
};

/** A project's limits by resource. */
export function limitsOf(state: State, project: string): Record<string, number> {
  const own: JsonObject = state.get('network_quotas', project) ?? {};
  return Object.fromEntries(
    Object.entries(DEFAULTS).map(([key, usual]) => {
      const limit = own[key];
      return [key, typeof limit === 'number' ? limit : usual];
    }),
  );
}

/** How many of a resource a project has. Ports are counted as they come and go: there may be many. */
export function usedOf(state: State, project: string, resource: string): number {
  if (resource === 'port') {
    const count = state.get('port_counts', project)?.count;
    return typeof count === 'number' ? count : 0;
  }
  if (resource === 'rbac_policy') {
    const own = state.all('networks').filter(each => each.project_id === project);
    return own.filter(each => each.shared === true || each['router:external'] === true).length;
  }
  if (resource === 'subnetpool' || resource === 'trunk') return 0;
  return state.all(`${resource}s`).filter(each => each.project_id === project).length;
}

/** @throws Refusal 409 when a project may have no more of a resource */
export function checkQuota(state: State, project: string, resource: string): void {
  const limit = limitsOf(state, project)[resource] ?? -1;
  if (limit >= 0 && usedOf(state, project, resource) >= limit) throw overQuota(resource);
}
