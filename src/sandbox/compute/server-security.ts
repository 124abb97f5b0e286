/** Security groups of a server's ports (Compute API, os-security-groups). */
import { isObject, type Json, type JsonObject, text } from '../../clients/json.ts';
import { empty, ok } from '../http.ts';
import { changeSecurityGroups, securityGroupRules, serverPorts } from '../network/ports.ts';
import { type Call, Refusal, type Reply, type Routes } from '../service.ts';
import { serverOf } from './access.ts';
import type { Actions } from './actions.ts';
import { groupFor } from './create-parts.ts';
import type { Server } from './types.ts';

/** The rules of a group for what comes in, in the words of the time when compute had them itself. */
function rulesIn({ state }: Call, group: string): JsonObject[] {
  return securityGroupRules(state, group)
    .filter(rule => rule.direction === 'ingress')
    .map(rule => {
      const protocol = text(rule, 'protocol');
      const whole = protocol !== '' && rule.port_range_min === null && rule.port_range_max === null;
      const [least, most] = /^(tcp|udp)$/i.test(protocol) ? [1, 65535] : [-1, -1];
      const remote = state.get('security_groups', text(rule, 'remote_group_id'));
      return {
        id: rule.id,
        parent_group_id: group,
        ip_protocol: protocol || null,
        from_port: whole ? least : rule.port_range_min,
        to_port: whole ? most : rule.port_range_max,
        group: remote ? { name: remote.name, tenant_id: remote.project_id } : {},
        ip_range: remote ? {} : { cidr: text(rule, 'remote_ip_prefix') || '0.0.0.0/0' },
      };
    });
}

export const serverSecurityRoutes: Routes = {
  'GET /servers/:id/os-security-groups': call => {
    const server = serverOf(call);
    const ids = new Set(serverPorts(call.state, server.id).flatMap(port => port.securityGroups));
    const groups = [...ids].map(id => {
      const group = call.state.get('security_groups', id);
      const about = { name: group?.name ?? '', description: group?.description ?? '' };
      return { id, ...about, tenant_id: server.project_id, rules: rulesIn(call, id) };
    });
    return ok({ security_groups: groups });
  },
};

function changeGroup(add: boolean) {
  return (call: Call, server: Server, about: Json): Reply => {
    const name = isObject(about) ? text(about, 'name') : '';
    if (name === '') throw new Refusal(400, 'Security group not specified');
    const id = groupFor(call, server.project_id, name, 404);
    const ports = serverPorts(call.state, server.id);
    if (ports.length === 0 && add)
      throw new Refusal(
        400,
        'Network requires port_security_enabled and subnet associated in order to apply security groups.',
      );
    const ids = new Set(ports.flatMap(port => port.securityGroups));
    if (!add && !ids.has(id))
      throw new Refusal(404, `Security group ${name} not associated with the instance ${server.id}`);
    if (add) ids.add(id);
    else ids.delete(id);
    changeSecurityGroups(call.state, server.id, [...ids]);
    return empty(202);
  };
}

export const groupActions: Actions = {
  addSecurityGroup: { free: true, run: changeGroup(true) },
  removeSecurityGroup: { free: true, run: changeGroup(false) },
};
