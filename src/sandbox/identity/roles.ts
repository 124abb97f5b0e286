/** Roles, those of a domain among them (Identity API v3, "Roles"). */
import { text } from '../../clients/json.ts';
import type { Routes } from '../service.ts';
import { hexId, type Item } from '../state.ts';
import { checkDelete, checkUpdate, mergedOptions } from './immutable.ts';
import { type Kind, routesOf } from './kind.ts';
import { checkName } from './names.ts';
import { invalid } from './refusals.ts';
import { removeWhere } from './removal.ts';
import { ASSIGNMENTS, IMPLICATIONS } from './role-graph.ts';
import { description, name, open, options, SOME } from './schema-types.ts';

const properties = { name, description, options: options('immutable') };

export const role: Kind = {
  plural: 'roles',
  single: 'role',
  attributes: ['id', 'name', 'domain_id', 'description', 'options'],
  filters: ['name', 'domain_id'],
  schema: { create: open(properties, { required: ['name'] }), update: open(properties, SOME) },
  looksFirst: true,
  rule: item => (item?.domain_id ? 'domain_role' : 'role'),
  listRule: call => (call.query.get('domain_id') ? 'list_domain_roles' : 'list_roles'),
  visible: (_actor, items, call) =>
    call.query.get('domain_id') ? items : items.filter(each => !each.domain_id),
  create: (call, given) => {
    const place = { domain_id: given.domain_id ?? null, options: mergedOptions({}, given) };
    const made: Item = { description: null, ...given, ...place, id: hexId() };
    checkName(call.state, 'roles', 'role', made, given);
    return made;
  },
  update: (call, old, given) => {
    checkUpdate(old, given, 'role');
    if (given.domain_id !== undefined && given.domain_id !== (old.domain_id ?? null))
      throw invalid('Update of `domain_id` is not allowed.');
    const made: Item = { ...old, ...given, id: old.id, options: mergedOptions(old, given) };
    checkName(call.state, 'roles', 'role', made, given);
    return made;
  },
  remove: ({ state }, item) => {
    checkDelete(item, 'role');
    removeWhere(state, ASSIGNMENTS, each => each.role === item.id);
    removeWhere(state, IMPLICATIONS, each => [each.prior, each.implied].includes(text(item, 'id')));
    state.remove('roles', item.id);
  },
};

export const routes: Routes = routesOf(role);
