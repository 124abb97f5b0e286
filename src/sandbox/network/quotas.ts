/** Quotas: what projects may have, and what they have. */
import { isObject, type JsonObject } from '../../clients/json.ts';
import { empty, ok } from '../http.ts';
import { type Call, Refusal, type Reply, type Routes } from '../service.ts';
import { asBool, asInt, type Fields, readChange } from './fields.ts';
import { DEFAULTS, limitsOf, usedOf } from './quota-limits.ts';
import { badField, badRequest, disallowed } from './refusals.ts';
import { bodyOf } from './resource.ts';

const limit = {
  check: (value: JsonObject[string] & {}, key: string) => {
    const number = asInt(value);
    if (number < -1) throw badField(key, `'${number}' is too small - must be at least '-1'`);
    return number;
  },
};

const fields: Fields = {
  ...Object.fromEntries(Object.keys(DEFAULTS).map(key => [key, limit])),
  check_limit: { check: asBool },
  // Newer clients send them, and mean the same as without them.
  force: { check: asBool },
  project_id: { check: value => value },
  tenant_id: { check: value => value },
};

function asked(call: Call, action: string): string {
  const { id = '' } = call.params;
  const { isAdmin, projectId } = call.caller;
  if (!isAdmin && (action !== 'get' || id !== projectId)) throw disallowed(`rule:${action}_quota`);
  return id;
}

/** Limits with what is used of them; clients ask for it with an ending, too. */
function details(call: Call): Reply {
  const project = asked(call, 'get');
  const all = Object.entries(limitsOf(call.state, project)).map(([key, most]) => [
    key,
    { limit: most, used: usedOf(call.state, project, key), reserved: 0 },
  ]);
  return ok({ quota: Object.fromEntries(all) });
}

export const quotaRoutes: Routes = {
  'GET /quotas': call => {
    if (!call.caller.isAdmin) throw disallowed('rule:get_quota');
    const all = call.state.all('network_quotas').map(({ id }) => ({
      ...limitsOf(call.state, id),
      project_id: id,
      tenant_id: id,
    }));
    return ok({ quotas: all });
  },
  'GET /quotas/tenant': call => ok({ tenant: { tenant_id: call.caller.projectId } }),
  'GET /quotas/project': call => ok({ project: { project_id: call.caller.projectId } }),
  'GET /quotas/:id': call => ok({ quota: limitsOf(call.state, asked(call, 'get')) }),
  'GET /quotas/:id/default': call => {
    asked(call, 'get');
    return ok({ quota: { ...DEFAULTS } });
  },
  'GET /quotas/:id/details': details,
  'GET /quotas/:id/details.json': details,
  'PUT /quotas/:id': call => {
    const project = asked(call, 'update');
    const {
      check_limit,
      force: _force,
      project_id: _project,
      tenant_id: _tenant,
      ...limits
    } = readChange(bodyOf(call, 'quota'), fields);
    for (const [key, most] of Object.entries(limits)) {
      const used = usedOf(call.state, project, key);
      if (check_limit === true && typeof most === 'number' && most >= 0 && most < used)
        throw badRequest(
          `Quota limit ${most} for ${key} must be greater than or equal to already used ${used}`,
        );
    }
    const before = call.state.get('network_quotas', project);
    call.state.put('network_quotas', { ...(isObject(before) ? before : {}), ...limits, id: project });
    return ok({ quota: limitsOf(call.state, project) });
  },
  'DELETE /quotas/:id': call => {
    const project = asked(call, 'delete');
    if (!call.state.get('network_quotas', project))
      throw new Refusal(404, `Quota for tenant ${project} could not be found.`, 'TenantQuotaNotFound');
    call.state.remove('network_quotas', project);
    return empty();
  },
};
