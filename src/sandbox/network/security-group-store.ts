/** How security groups and their rules are kept, and the group that every project has. */
import type { JsonObject } from '../../clients/json.ts';
import { Refusal } from '../service.ts';
import { type Item, type State, uuid } from '../state.ts';
import { born, type Desk, touched } from './resource.ts';

/** The refusal for a group that is not there. */
export function unknownGroup(id: string): Refusal {
  return new Refusal(404, `Security group ${id} does not exist`, 'SecurityGroupNotFound');
}

/** A group's rules. */
export function rulesOf(state: State, group: string): Item[] {
  return state.by('security_group_rules', 'security_group_id', group);
}

/** Keeps a new rule, and notes at its group that it is another. */
export function putRule(desk: Desk, rule: Item): void {
  desk.state.put('security_group_rules', rule);
  const group = desk.state.get('security_groups', String(rule.security_group_id));
  if (group) desk.state.put('security_groups', touched(group, desk.now));
}

/** Takes a rule away. */
export function dropRule(desk: Desk, rule: Item): void {
  desk.state.remove('security_group_rules', rule.id);
  const group = desk.state.get('security_groups', String(rule.security_group_id));
  if (group) desk.state.put('security_groups', touched(group, desk.now));
}

/** Keeps a new group with the rules that it begins with: everything may go out. */
export function makeGroup(desk: Desk, group: Item): Item {
  desk.state.put('security_groups', group);
  for (const ethertype of ['IPv4', 'IPv6'])
    desk.state.put('security_group_rules', firstRule(desk, group, 'egress', ethertype));
  return group;
}

/** A project's group `default`, made where it is not there: what is in the same group may come in. */
export function ensureDefaultGroup(desk: Desk, project: string): Item {
  const known = desk.state
    .by('security_groups', 'project_id', project)
    .find(group => group.name === 'default');
  if (known || project === '') return known ?? { id: '' };
  const about = { name: 'default', description: 'Default security group', stateful: true, shared: false };
  const group: Item = { id: uuid(), ...about, project_id: project, ...born(desk.now, 1) };
  makeGroup(desk, group);
  for (const ethertype of ['IPv4', 'IPv6']) {
    const rule = firstRule(desk, group, 'ingress', ethertype);
    desk.state.put('security_group_rules', { ...rule, remote_group_id: group.id });
  }
  return group;
}

function firstRule(desk: Desk, group: Item, direction: string, ethertype: string): Item {
  return {
    id: uuid(),
    project_id: group.project_id,
    security_group_id: group.id,
    ethertype,
    direction,
    ...EVERYTHING,
    description: null,
    ...born(desk.now),
  };
}

/** A rule that nothing narrows. */
const EVERYTHING: JsonObject = {
  protocol: null,
  port_range_min: null,
  port_range_max: null,
  remote_ip_prefix: null,
  remote_address_group_id: null,
  normalized_cidr: null,
  remote_group_id: null,
};
