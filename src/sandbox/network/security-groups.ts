/** Security groups. */
import { type JsonObject, text } from '../../clients/json.ts';
import { type Call, Refusal } from '../service.ts';
import type { Item } from '../state.ts';
import { anything, asBool, COMMON, type Fields } from './fields.ts';
import { groupsOf } from './port-view.ts';
import { change, isOwn, type Kind } from './resource.ts';
import { ensureDefaultGroup, makeGroup, rulesOf, unknownGroup } from './security-group-store.ts';

const fields: Fields = {
  ...COMMON,
  stateful: { check: asBool, initial: true },
  shared: { check: anything, given: 'never' },
  security_group_rules: { check: anything, given: 'never' },
};

function view(call: Call, group: Item): JsonObject {
  return {
    ...group,
    tenant_id: group.project_id,
    security_group_rules: rulesOf(call.state, group.id)
      .map(rule => ({ ...rule, tenant_id: rule.project_id, standard_attr_id: numberOf(rule.id) }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

/** A number that stays with an ID, in place of the row that the service's database has. */
function numberOf(id: string): number {
  return Number.parseInt(id.slice(0, 4), 16);
}

function alreadyDefault(): Refusal {
  return new Refusal(409, 'Default security group already exists.', 'SecurityGroupDefaultAlreadyExists');
}

export const securityGroupKind: Kind = {
  plural: 'security_groups',
  single: 'security_group',
  path: 'security-groups',
  fields,
  filters: [
    'id',
    'name',
    'description',
    'project_id',
    'tenant_id',
    'stateful',
    'shared',
    'revision_number',
    'created_at',
    'updated_at',
  ],
  rules: {},
  missing: unknownGroup,
  view,
  visible: isOwn,
  prepare: call => {
    ensureDefaultGroup(call, call.caller.projectId);
  },
  create(call, values) {
    ensureDefaultGroup(call, text(values, 'project_id'));
    if (values.name === 'default') throw alreadyDefault();
    return makeGroup(call, { ...values, shared: false, revision_number: 1 });
  },
  update(call, group, changes) {
    if (changes.name !== undefined && changes.name !== group.name) {
      if (group.name === 'default')
        throw new Refusal(
          409,
          'Updating default security group not allowed.',
          'SecurityGroupCannotUpdateDefault',
        );
      if (changes.name === 'default') throw alreadyDefault();
    }
    return change(call, 'security_groups', group, changes);
  },
  remove(call, group) {
    const { state } = call;
    if (group.name === 'default' && !call.caller.isAdmin) {
      const sentence = 'Insufficient rights for removing default security group.';
      throw new Refusal(409, sentence, 'SecurityGroupCannotRemoveDefault');
    }
    if (state.all('ports').some(port => groupsOf(port).includes(group.id)))
      throw new Refusal(409, `Security Group ${group.id} in use.`, 'SecurityGroupInUse');
    const others = state.all('security_group_rules').filter(rule => rule.remote_group_id === group.id);
    for (const rule of [...rulesOf(state, group.id), ...others])
      state.remove('security_group_rules', rule.id);
    state.remove('security_groups', group.id);
  },
};
