/** Limits and quotas of the compute service (Compute API, "Limits", "Quota sets"). */

import type { JsonObject } from '../../clients/json.ts';
import { ok } from '../http.ts';
import { bodyOf } from '../schema.ts';
import { booleanCheck, integerCheck, MOST, truth } from '../schema-values.ts';
import { type Call, Refusal, type Routes } from '../service.ts';
import { allow } from './access.ts';
import { usageOf } from './placement.ts';
import { DEFAULTS, limitsOf, QUOTAS } from './quota-limits.ts';

/** What is no longer compute's: the network's since 2.36, injected files since 2.57. */
const NETWORK = ['fixed_ips', 'floating_ips', 'security_group_rules', 'security_groups'];
const FILES = ['injected_file_content_bytes', 'injected_file_path_bytes', 'injected_files'];

function shown(version: number, key: string): boolean {
  return !(version >= 36 && NETWORK.includes(key)) && !(version >= 57 && FILES.includes(key));
}

function view(call: Call, limits: Readonly<Record<string, number>>): JsonObject {
  return Object.fromEntries(Object.entries(limits).filter(([key]) => shown(call.version, key)));
}

function usage(call: Call, project: string): Record<string, number> {
  const { instances, cores, ram } = usageOf(call.state, project);
  const groups = call.state.all('server_groups').filter(group => group.project_id === project).length;
  return { instances, cores, ram, server_groups: groups };
}

/** Keeps new limits. @throws Refusal 400 */
function change(call: Call, id: string, key: string, project: string | undefined): void {
  const names = Object.keys(DEFAULTS).filter(name => shown(call.version, name));
  const limit = integerCheck(-1, MOST, '^-?[0-9]+$');
  const checks = { ...Object.fromEntries(names.map(name => [name, limit])), force: booleanCheck };
  const body = bodyOf(call, key, [], checks);
  const changed: Record<string, number> = {};
  const used = project === undefined ? {} : usage(call, project);
  for (const name of names) {
    if (body[name] === undefined) continue;
    const limit = Number(body[name]);
    const taken = used[name] ?? 0;
    if (limit >= 0 && limit < taken && !truth(body.force))
      throw new Refusal(
        400,
        `Quota limit ${limit} for ${name} must be greater than or equal to already used and reserved ${taken}.`,
      );
    changed[name] = limit;
  }
  if (project !== undefined) known(call);
  call.state.put(QUOTAS, { ...call.state.get(QUOTAS, id), ...changed, id });
}

/** Since 2.36 the identity service is asked whether there is such a project. */
function known(call: Call): string {
  const { id = '' } = call.params;
  if (!call.state.get('projects', id)) throw new Refusal(400, `Project ID ${id} is not a valid project.`);
  return id;
}

export const quotaRoutes: Routes = {
  'GET /limits': call => {
    const { version, query, caller } = call;
    const other = query.get('tenant_id');
    if (other !== null && other !== caller.projectId) allow(call, 'limits:other_project');
    const project = other ?? caller.projectId;
    const limits = limitsOf(call.state, project);
    const used = usage(call, project);
    const network = version < 36;
    const absolute: JsonObject = {
      maxTotalInstances: limits.instances,
      maxTotalCores: limits.cores,
      maxTotalRAMSize: limits.ram,
      maxServerMeta: limits.metadata_items,
      ...(version < 39 ? { maxImageMeta: limits.metadata_items } : {}),
      ...(version < 57
        ? { maxPersonality: limits.injected_files, maxPersonalitySize: limits.injected_file_content_bytes }
        : {}),
      maxTotalKeypairs: limits.key_pairs,
      maxServerGroups: limits.server_groups,
      maxServerGroupMembers: limits.server_group_members,
      ...(network ? { maxTotalFloatingIps: -1, maxSecurityGroups: -1, maxSecurityGroupRules: -1 } : {}),
      totalRAMUsed: used.ram,
      totalCoresUsed: used.cores,
      totalInstancesUsed: used.instances,
      ...(network ? { totalFloatingIpsUsed: 0, totalSecurityGroupsUsed: 0 } : {}),
      totalServerGroupsUsed: used.server_groups,
    };
    return ok({ limits: { rate: [], absolute } });
  },
  'GET /os-quota-sets/:id': call => {
    const { id = '' } = call.params;
    allow(call, 'os-quota-sets:show', id === call.caller.projectId);
    known(call);
    return ok({ quota_set: { id, ...view(call, limitsOf(call.state, id)) } });
  },
  'GET /os-quota-sets/:id/detail': call => {
    const { id = '' } = call.params;
    allow(call, 'os-quota-sets:detail', id === call.caller.projectId);
    known(call);
    const used = usage(call, id);
    const limits = Object.entries(view(call, limitsOf(call.state, id))).map(([key, limit]) => [
      key,
      { limit, in_use: used[key] ?? 0, reserved: 0 },
    ]);
    return ok({ quota_set: { id, ...Object.fromEntries(limits) } });
  },
  'GET /os-quota-sets/:id/defaults': call => {
    known(call);
    const { id = '' } = call.params;
    return ok({ quota_set: { id, ...view(call, limitsOf(call.state, '')) } });
  },
  'PUT /os-quota-sets/:id': call => {
    allow(call, 'os-quota-sets:update');
    const { id = '' } = call.params;
    change(call, id, 'quota_set', id);
    return ok({ quota_set: view(call, limitsOf(call.state, id)) });
  },
  'DELETE /os-quota-sets/:id': call => {
    allow(call, 'os-quota-sets:delete');
    call.state.remove(QUOTAS, call.params.id ?? '');
    return { status: 202 };
  },
  'GET /os-quota-class-sets/:id': call => {
    allow(call, 'os-quota-class-sets:show');
    const { id = '' } = call.params;
    return ok({ quota_class_set: { id, ...view(call, limitsOf(call.state, '')) } });
  },
  'PUT /os-quota-class-sets/:id': call => {
    allow(call, 'os-quota-class-sets:update');
    change(call, 'class default', 'quota_class_set', undefined);
    return ok({ quota_class_set: view(call, limitsOf(call.state, '')) });
  },
};
