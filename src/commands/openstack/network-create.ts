/** Making networks (Network API, "Create network"). */
import { network } from '../../clients/resources/network.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { CommandError } from '../../kernel/errors.ts';
import { arg, constant, flag, naming, text, texts } from '../../kernel/params.ts';
import { extraAttributes, extraProperty } from './lib/extra-properties.ts';
import { projectDomain, projectId } from './lib/identity.ts';
import { explained, create as post } from './lib/network.ts';
import {
  either,
  networkAttributes,
  providerOptions,
  qosAttribute,
  requirePortSecurity,
  showNetwork,
  typed,
} from './lib/network-fields.ts';
import { addTags, tagsExclusive, tagsForCreate } from './lib/tags.ts';

const create = command({
  summary: 'Create new network',
  params: {
    extra_properties: extraProperty,
    name: arg('<name>', 'Name of the new network'),
    share: flag('--share', 'Let all projects use it'),
    no_share: flag('--no-share', 'Keep it to its project'),
    enable: constant('--enable', true, true, 'Let it carry traffic (default)'),
    disable: flag('--disable', 'Let it carry no traffic yet'),
    project: naming('project', text('--project <project>', 'Project that owns it (name or ID)')),
    description: text('--description <description>', 'Text that describes it'),
    mtu: text('--mtu <mtu>', 'Largest packet, in bytes'),
    project_domain: projectDomain,
    availability_zone_hints: naming(
      'zone',
      texts(
        '--availability-zone-hint <availability-zone>',
        'Availability zone to make it in (may be repeated)',
      ),
    ),
    enable_port_security: flag('--enable-port-security', 'New ports get port security (default)'),
    disable_port_security: flag('--disable-port-security', 'New ports get no port security'),
    external: flag('--external', 'It leads out of the cloud; routers may have their gateway in it'),
    internal: flag('--internal', 'It is inside of the cloud (default)'),
    default: flag('--default', 'Make it the external network that is used when none is named'),
    no_default: flag('--no-default', 'Do not make it the default external network (default)'),
    qos_policy: text('--qos-policy <qos-policy>', 'QoS policy for it (name or ID)'),
    transparent_vlan: flag('--transparent-vlan', 'Pass VLAN tags of guests through'),
    no_transparent_vlan: flag('--no-transparent-vlan', 'Do not pass VLAN tags of guests through'),
    qinq_vlan: flag('--qinq-vlan', 'Stack VLAN tags (QinQ, ethertype 0x8a88)'),
    no_qinq_vlan: flag('--no-qinq-vlan', 'Do not stack VLAN tags'),
    pvlan: flag('--pvlan', 'Make it a private VLAN (needs the PVLAN extension)'),
    no_pvlan: flag('--no-pvlan', 'Make it no private VLAN (needs the PVLAN extension)'),
    ...providerOptions,
    ...tagsForCreate('network'),
  },
  exclusive: [
    { members: ['--share', '--no-share'] },
    { members: ['--enable', '--disable'] },
    { members: ['--enable-port-security', '--disable-port-security'] },
    { members: ['--external', '--internal'] },
    { members: ['--default', '--no-default'] },
    { members: ['--transparent-vlan', '--no-transparent-vlan'] },
    { members: ['--qinq-vlan', '--no-qinq-vlan'] },
    { members: ['--pvlan', '--no-pvlan'] },
    tagsExclusive.create,
  ],
  output: 'show',
  examples: [
    'openstack network create private',
    'openstack network create --external --provider-network-type flat --provider-physical-network public public',
  ],
  async run(context, values) {
    const plain = {
      ...networkAttributes(values),
      ...typed({
        availability_zone_hints: values.availability_zone_hints,
        vlan_transparent: either(values.transparent_vlan, values.no_transparent_vlan),
        vlan_qinq: either(values.qinq_vlan, values.no_qinq_vlan),
      }),
    };
    if (values.transparent_vlan && values.qinq_vlan) {
      throw new CommandError('--transparent-vlan and --qinq-vlan can not be both enabled for the network.');
    }
    requirePortSecurity(plain);
    if (values.segmentation_id && !values.provider_network_type) {
      throw new CommandError('--provider-segment requires --provider-network-type to be specified.');
    }
    const extra = extraAttributes(values.extra_properties);
    const [project_id, qos] = await Promise.all([
      values.project === undefined ? undefined : projectId(context, values.project, values.project_domain),
      qosAttribute(context, values.qos_policy),
    ]);
    const sent = { ...plain, ...typed({ project_id }), ...qos, ...extra };
    const service = await context.network();
    const made = await explained(context, sent, () => post(service, network, sent));
    return showNetwork(await addTags(service, network, made, values));
  },
});

export default { '': create } satisfies Verbs;
