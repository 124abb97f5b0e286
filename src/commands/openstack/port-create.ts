/** Making ports (Network API, "Create port"). */
import { NotFound } from '../../clients/errors.ts';
import { extension, network, port, securityGroup } from '../../clients/resources/network.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { commaRecords, jsonPairs } from '../../kernel/keyed.ts';
import { arg, constant, flag, naming, records, text, texts } from '../../kernel/params.ts';
import { extraAttributes, extraProperty } from './lib/extra-properties.ts';
import { projectDomain, projectId } from './lib/identity.ts';
import { explained, create as post } from './lib/network.ts';
import { qosAttribute, typed } from './lib/network-fields.ts';
import { addressPairs, asJson, dhcpOptions, fixedIps, hintAttributes, showPort } from './lib/port-fields.ts';
import { portAttributes, portExclusive, portOptions, requirePvlan } from './lib/port-options.ts';
import { addTags, tagsExclusive, tagsForCreate } from './lib/tags.ts';

/** Whether the service takes tags when it makes a port. */
async function takesTags(context: Context): Promise<boolean> {
  try {
    await context.find(extension, 'tag-ports-during-bulk-creation');
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}

const create = command({
  summary: 'Create a port',
  params: {
    extra_properties: extraProperty,
    network: naming(
      'network',
      text('--network <network>', 'Network it belongs to (name or ID)', { required: true }),
    ),
    ...portOptions,
    fixed_ip: records(
      '--fixed-ip subnet=<subnet>,ip-address=<ip-address>',
      { optional: ['subnet', 'ip-address'] },
      'Subnet (name or ID) and address that it gets (may be repeated)',
    ),
    no_fixed_ip: flag('--no-fixed-ip', 'It gets no address'),
    binding_profile: jsonPairs(
      '--binding-profile <binding-profile>',
      'Data for its binding:profile, as key=value or JSON (may be repeated)',
    ),
    enable: constant('--enable', true, true, 'Let it carry traffic (default)'),
    disable: flag('--disable', 'Let it carry no traffic yet'),
    enable_uplink_status_propagation: flag(
      '--enable-uplink-status-propagation',
      'Its guest sees when the uplink goes down (default)',
    ),
    disable_uplink_status_propagation: flag(
      '--disable-uplink-status-propagation',
      'Its guest does not see when the uplink goes down',
    ),
    project: naming('project', text('--project <project>', 'Project that owns it (name or ID)')),
    project_domain: projectDomain,
    name: arg('<name>', 'Name of the new port'),
    extra_dhcp_options: commaRecords(
      '--extra-dhcp-option name=<name>[,value=<value>,ip-version={4,6}]',
      { required: ['name'], optional: ['value', 'ip-version'] },
      'Another DHCP option for its guest (may be repeated)',
    ),
    security_groups: [
      naming(
        'security-group',
        texts('--security-group <security-group>', 'Security group for it (name or ID; may be repeated)'),
      ),
      constant<string[] | undefined>('--no-security-group', [], undefined, 'Put it into no security group'),
    ],
    qos_policy: text('--qos-policy <qos-policy>', 'QoS policy for it (name or ID)'),
    enable_port_security: flag(
      '--enable-port-security',
      'Hold its traffic against rules and addresses (default)',
    ),
    disable_port_security: flag('--disable-port-security', 'Let all of its traffic pass'),
    allowed_address_pairs: records(
      '--allowed-address ip-address=<ip-address>[,mac-address=<mac-address>]',
      { required: ['ip-address'], optional: ['mac-address'] },
      'Another address that its guest may use (may be repeated)',
    ),
    device_profile: text('--device-profile <device-profile>', 'Device profile'),
    hardware_offload_type: text(
      '--hardware-offload-type <hardware-offload-type>',
      'Kind of hardware offload to ask the backend for',
    ),
    ...tagsForCreate('port'),
  },
  exclusive: [
    ...portExclusive,
    { members: ['--fixed-ip', '--no-fixed-ip'] },
    { members: ['--enable', '--disable'] },
    { members: ['--enable-uplink-status-propagation', '--disable-uplink-status-propagation'] },
    { members: ['--security-group', '--no-security-group'] },
    { members: ['--enable-port-security', '--disable-port-security'] },
    tagsExclusive.create,
  ],
  output: 'show',
  examples: [
    'openstack port create --network private --fixed-ip subnet=private-subnet,ip-address=10.0.0.9 web',
  ],
  async run(context, values) {
    const plain = portAttributes(values);
    const extra = extraAttributes(values.extra_properties);
    const { binding_profile, allowed_address_pairs, extra_dhcp_options, fixed_ip, tags } = values;
    const isTagged = tags !== undefined || values.no_tag;
    // One after another in the peer; nothing here depends on another.
    const [parent, project_id, fixed, groups, qos, hints, inPost] = await Promise.all([
      context.find(network, values.network ?? ''),
      values.project === undefined ? undefined : projectId(context, values.project, values.project_domain),
      fixed_ip ? fixedIps(context, fixed_ip) : values.no_fixed_ip ? [] : undefined,
      values.security_groups &&
        Promise.all(values.security_groups.map(name => context.findId(securityGroup, name))),
      qosAttribute(context, values.qos_policy),
      hintAttributes(context, values.hint),
      isTagged && takesTags(context),
    ]);
    const sent = {
      ...plain,
      ...typed({
        network_id: String(parent.id),
        project_id,
        device_profile: values.device_profile || undefined,
        hardware_offload_type: values.hardware_offload_type || undefined,
        'binding:profile': binding_profile && asJson(binding_profile),
        fixed_ips: fixed,
        security_groups: groups,
        allowed_address_pairs: allowed_address_pairs && addressPairs(allowed_address_pairs),
        extra_dhcp_opts: extra_dhcp_options && dhcpOptions(extra_dhcp_options),
        tags: inPost ? [...new Set(tags)] : undefined,
      }),
      ...qos,
      ...hints,
      ...extra,
    };
    requirePvlan(sent, parent);
    const service = await context.network();
    const made = await explained(context, sent, () => post(service, port, sent));
    return showPort(inPost ? made : await addTags(service, port, made, values));
  },
});

export default { '': create } satisfies Verbs;
