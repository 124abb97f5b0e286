/** Servers that shall be together, or apart (Compute API, os-server-groups). */

import { child, isList, type JsonObject, text } from '../../clients/json.ts';
import { empty, ok } from '../http.ts';
import { bodyOf, type Check, type Checks } from '../schema.ts';
import { integerCheck, listOf, nameCheck, objectOf, oneOf } from '../schema-values.ts';
import { type Call, Refusal, type Routes } from '../service.ts';
import { type Item, uuid } from '../state.ts';
import { limitsOf } from './quota-limits.ts';
import { getServer } from './types.ts';

const GROUPS = 'server_groups';

function members(group: Item): string[] {
  return isList(group.members) ? group.members.flatMap(each => (typeof each === 'string' ? [each] : [])) : [];
}

/** Where a group lets a new server go, for its boot. @throws Refusal 400 for a group that is not there */
export function groupPlace(call: Call, id: string): JsonObject {
  if (id === '') return {};
  const group = call.state.get(GROUPS, id);
  if (!group) throw new Refusal(400, `Instance group ${id} could not be found.`);
  const hosts = members(group).flatMap(member => getServer(call.state, member)?.host || []);
  if (group.policy === 'anti-affinity') return { except: hosts };
  const [first] = hosts;
  return group.policy === 'affinity' && first !== undefined ? { host: first } : {};
}

/** Makes a server a member. */
export function joinGroup(call: Call, id: string, server: string): void {
  const group = id === '' ? undefined : call.state.get(GROUPS, id);
  if (group) call.state.put(GROUPS, { ...group, members: [...members(group), server] });
}

function view(call: Call, group: Item): JsonObject {
  const { id, policy, rules } = group;
  const policies =
    call.version >= 64 ? { policy, rules: rules ?? {} } : { policies: [policy ?? ''], metadata: {} };
  const owner = call.version >= 13 ? { project_id: group.project_id, user_id: group.user_id } : {};
  const alive = members(group).filter(each => getServer(call.state, each));
  return { id, name: group.name, ...policies, members: alive, ...owner };
}

function groupOf(call: Call): Item {
  const { id = '' } = call.params;
  const group = call.state.get(GROUPS, id);
  if (!group || !(call.caller.isAdmin || group.project_id === call.caller.projectId))
    throw new Refusal(404, `Instance group ${id} could not be found.`);
  return group;
}

const MODERN: Checks = {
  name: nameCheck,
  policy: oneOf('anti-affinity', 'affinity', 'soft-anti-affinity', 'soft-affinity'),
  rules: objectOf({ max_server_per_host: integerCheck(1) }),
};

function policies(version: number): Check {
  return oneOf(
    'anti-affinity',
    'affinity',
    ...(version >= 15 ? ['soft-anti-affinity', 'soft-affinity'] : []),
  );
}

export const serverGroupRoutes: Routes = {
  'GET /os-server-groups': call => {
    const every = call.caller.isAdmin && call.query.has('all_projects');
    const found = call.state
      .all(GROUPS)
      .filter(group => every || group.project_id === call.caller.projectId)
      .map(group => view(call, group));
    return ok({ server_groups: found });
  },
  'GET /os-server-groups/:id': call => ok({ server_group: view(call, groupOf(call)) }),
  'POST /os-server-groups': call => {
    const modern = call.version >= 64;
    const checks = modern ? MODERN : { name: nameCheck, policies: listOf(policies(call.version), 1) };
    const body = bodyOf(call, 'server_group', ['name', modern ? 'policy' : 'policies'], checks);
    const { caller, state } = call;
    if (
      body.rules !== undefined &&
      body.policy !== 'anti-affinity' &&
      Object.keys(child(body, 'rules')).length > 0
    )
      throw new Refusal(400, 'Only anti-affinity policy supports rules.');
    const own = state.all(GROUPS).filter(group => group.project_id === caller.projectId);
    if (own.length >= (limitsOf(state, caller.projectId).server_groups ?? 10))
      throw new Refusal(403, 'Quota exceeded, too many server groups.');
    const [first] = isList(body.policies) ? body.policies : [];
    const group: Item = {
      id: uuid(),
      name: text(body, 'name'),
      policy: text(body, 'policy') || first || null,
      rules: body.rules ?? {},
      members: [],
      project_id: caller.projectId,
      user_id: caller.userId,
    };
    state.put(GROUPS, group);
    return ok({ server_group: view(call, group) });
  },
  'DELETE /os-server-groups/:id': call => {
    call.state.remove(GROUPS, groupOf(call).id);
    return empty();
  },
};
