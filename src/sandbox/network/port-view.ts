/** What the API shows of a port. */
import { isList, type JsonObject, text } from '../../clients/json.ts';
import type { Item } from '../state.ts';
import { fixedIpsOf } from './addresses.ts';

const ADMINS = [
  'binding:profile',
  'binding:host_id',
  'binding:vif_type',
  'binding:vif_details',
  'resource_request',
];

/** A port as the API shows it. @param isAdmin whether what admins see is among it */
export function portView(port: Item, isAdmin: boolean): JsonObject {
  const { made_by_compute: _made, ...rest } = port;
  const domain = 'openstacklocal.';
  const names = fixedIpsOf(port).map(({ ip_address }) => {
    const hostname = `host-${ip_address.replace(/[.:]/g, '-')}`;
    return { ip_address, hostname, fqdn: `${hostname}.${domain}` };
  });
  const shown = {
    ...rest,
    tenant_id: port.project_id,
    ...vif(port),
    qos_network_policy_id: null,
    dns_assignment: names,
    resource_request: null,
    ip_allocation: names.length > 0 ? 'immediate' : 'none',
  };
  if (isAdmin) return shown;
  return Object.fromEntries(Object.entries(shown).filter(([key]) => !ADMINS.includes(key)));
}

/** How a port is connected on its host. */
function vif(port: Item): JsonObject {
  if (text(port, 'binding:host_id') === '')
    return { 'binding:vif_type': 'unbound', 'binding:vif_details': {} };
  const details = { connectivity: 'l2', port_filter: true, bound_drivers: { '0': 'linuxbridge' } };
  return { 'binding:vif_type': 'bridge', 'binding:vif_details': details };
}

/** IDs of a port's security groups. */
export function groupsOf(port: JsonObject): string[] {
  const { security_groups: groups } = port;
  return isList(groups) ? groups.filter(each => typeof each === 'string') : [];
}
