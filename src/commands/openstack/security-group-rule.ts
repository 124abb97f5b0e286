/** Rules of security groups (Network API, "Security group rules"). */
import type { JsonObject } from '../../clients/json.ts';
import { addressGroup, securityGroup, securityGroupRule } from '../../clients/resources/network.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { deleting } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { CommandError } from '../../kernel/errors.ts';
import { range } from '../../kernel/keyed.ts';
import type { ShowResult } from '../../kernel/output/result.ts';
import { listPaged, markerPaging } from '../../kernel/paging.ts';
import {
  arg,
  args,
  converted,
  flag,
  int,
  ipVersionName,
  lowercase,
  naming,
  optionalArg,
  text,
} from '../../kernel/params.ts';
import { type Column, rows, showAttributes } from '../../kernel/rows.ts';
import { extraAttributes, extraProperty } from './lib/extra-properties.ts';
import { projectDomain, projectId } from './lib/identity.ts';
import { everyAttribute, create as post, removeAll } from './lib/network.ts';
import { typed } from './lib/network-fields.ts';
import { ANYWHERE, isIcmp, isIpv6, portRange, remotePrefix } from './lib/rule-text.ts';

const columns: readonly Column[] = [
  ['ID', 'id'],
  ['IP Protocol', 'protocol'],
  ['Ethertype', 'ether_type'],
  ['IP Range', remotePrefix],
  ['Port Range', portRange],
  ['Direction', 'direction'],
  ['Remote Security Group', 'remote_group_id'],
  ['Remote Address Group', 'remote_address_group_id'],
];

const PROTOCOLS =
  'ah, dccp, egp, esp, gre, icmp, igmp, ipv6-encap, ipv6-frag, ipv6-icmp, ipv6-nonxt, ipv6-opts, ipv6-route, ospf, ' +
  'pgm, rsvp, sctp, tcp, udp, udplite, vrrp, a number from 0 to 255, or any';

/** A rule in full. @param item as the service sent it */
function showRule(item: JsonObject): ShowResult {
  return showAttributes(everyAttribute(securityGroupRule, item), {
    hide: ['location', 'name', 'tenant_id', 'tags'],
  });
}

const list = command({
  summary: 'List the rules of a security group, or of all',
  params: {
    group: naming('security-group', optionalArg('<group>', 'Only rules of this security group (name or ID)')),
    protocol: converted('--protocol <protocol>', lowercase, `Only rules for this IP protocol (${PROTOCOLS})`),
    ethertype: converted('--ethertype <ethertype>', lowercase, 'IPv4 or IPv6; taken, but does not filter'),
    ingress: flag('--ingress', 'Only rules for incoming traffic'),
    egress: flag('--egress', 'Only rules for outgoing traffic'),
    long: flag('--long', 'Taken for the sake of old scripts; everything is shown anyway'),
    project: naming('project', text('--project <project>', 'Only rules of this project (name or ID)')),
    project_domain: projectDomain,
    ...markerPaging,
  },
  exclusive: [{ members: ['--ingress', '--egress'] }],
  output: 'list',
  examples: [
    'openstack security group rule list ssh',
    'openstack security group rule list --ingress web -f json',
  ],
  async run(context, values) {
    if (values.long) context.log.warn('The --long option has been deprecated and is no longer needed');
    const [security_group_id, project_id] = await Promise.all([
      values.group === undefined ? undefined : context.findId(securityGroup, values.group),
      values.project === undefined ? undefined : projectId(context, values.project, values.project_domain),
    ]);
    const direction = values.egress ? 'egress' : values.ingress ? 'ingress' : undefined;
    const query = { direction, protocol: values.protocol, security_group_id, project_id };
    const service = await context.network();
    const found = await listPaged(
      service,
      '/security-group-rules',
      'security_group_rules',
      values,
      { query },
      false,
    );
    const owner: readonly Column[] =
      values.group === undefined ? [['Security Group', 'security_group_id']] : [];
    return rows(
      [...columns, ...owner],
      found.map(item => attributes(securityGroupRule, item)),
    );
  },
});

const show = command({
  summary: 'Show a rule of a security group',
  params: { rule: naming('security-group-rule', arg('<rule>', 'ID of the rule')) },
  output: 'show',
  async run(context, values) {
    const item = await context.find(securityGroupRule, values.rule);
    // Old rules have no range where newer ones have everything.
    const range = item.remote_ip_prefix || (ANYWHERE[String(item.ethertype)] ?? null);
    return showRule({ ...item, remote_ip_prefix: range });
  },
});

const create = command({
  summary: 'Add a rule to a security group',
  params: {
    extra_properties: extraProperty,
    group: naming('security-group', arg('<group>', 'Security group that gets the rule (name or ID)')),
    remote_ip: text('--remote-ip <ip-address>', 'Remote addresses, such as 10.0.0.0/8 (default: all)'),
    remote_group: naming(
      'security-group',
      text('--remote-group <group>', 'Remote security group (name or ID)'),
    ),
    remote_address_group: text('--remote-address-group <group>', 'Remote address group (name or ID)'),
    dst_port: range('--dst-port <port-range>', 'Destination port, or first:last; not for ICMP'),
    protocol: converted('--protocol <protocol>', lowercase, `IP protocol (${PROTOCOLS}, the default)`),
    description: text('--description <description>', 'Text that describes it'),
    icmp_type: int('--icmp-type <icmp-type>', 'Type, for ICMP'),
    icmp_code: int('--icmp-code <icmp-code>', 'Code, for ICMP'),
    ingress: flag('--ingress', 'It is for incoming traffic (default)'),
    egress: flag('--egress', 'It is for outgoing traffic'),
    ethertype: {
      ...converted('--ethertype <ethertype>', ipVersionName, 'IPv4 or IPv6 (default: by the protocol)'),
      choices: ['IPv4', 'IPv6'],
    },
    project: naming('project', text('--project <project>', 'Project that owns it (name or ID)')),
    project_domain: projectDomain,
  },
  exclusive: [
    { members: ['--remote-ip', '--remote-group', '--remote-address-group'] },
    { members: ['--ingress', '--egress'] },
  ],
  output: 'show',
  examples: [
    'openstack security group rule create --protocol tcp --dst-port 22 ssh',
    'openstack security group rule create --protocol icmp --remote-ip 10.0.0.0/8 web',
  ],
  async run(context, values) {
    const protocol = values.protocol === undefined || values.protocol === 'any' ? null : values.protocol;
    const ethertype = values.ethertype ?? (isIpv6(protocol) ? 'IPv6' : 'IPv4');
    checkPorts(protocol, values);
    const extra = extraAttributes(values.extra_properties);
    const { remote_group, remote_address_group } = values;
    const [security_group_id, remote_group_id, remote_address_group_id, project_id] = await Promise.all([
      context.findId(securityGroup, values.group),
      remote_group === undefined ? undefined : context.findId(securityGroup, remote_group),
      remote_address_group === undefined ? undefined : context.findId(addressGroup, remote_address_group),
      values.project === undefined ? undefined : projectId(context, values.project, values.project_domain),
    ]);
    const isRange = remote_group === undefined && remote_address_group === undefined;
    const sent = {
      ...typed({
        protocol,
        description: values.description,
        direction: values.egress ? 'egress' : 'ingress',
        ethertype,
        ...portsOf(protocol, values),
        remote_group_id,
        remote_address_group_id,
        remote_ip_prefix: isRange ? (values.remote_ip ?? ANYWHERE[ethertype]) : undefined,
        security_group_id,
        project_id,
      }),
      ...extra,
    };
    return showRule(await post(await context.network(), securityGroupRule, sent));
  },
});

interface Ports {
  readonly dst_port: readonly [number, number] | undefined;
  readonly icmp_type: number | undefined;
  readonly icmp_code: number | undefined;
}

/** @throws CommandError when ports, ICMP options and protocol do not go together; type and code 0 pass, as at the peer */
function checkPorts(protocol: string | null, { dst_port, icmp_type, icmp_code }: Ports): void {
  if (dst_port && (icmp_type || icmp_code)) {
    throw new CommandError('Argument --dst-port not allowed with arguments --icmp-type and --icmp-code');
  }
  if (icmp_type === undefined && icmp_code !== undefined) {
    throw new CommandError('Argument --icmp-type required with argument --icmp-code');
  }
  if (!isIcmp(protocol) && (icmp_type || icmp_code)) {
    throw new CommandError('ICMP IP protocol required with arguments --icmp-type and --icmp-code');
  }
}

/** Both ends of the range; ICMP's type and code go in their place, negative ones mean any. */
function portsOf(protocol: string | null, { dst_port, icmp_type, icmp_code }: Ports) {
  const [low, high] = (isIcmp(protocol) ? undefined : dst_port) ?? [];
  return {
    port_range_min: icmp_type !== undefined && icmp_type >= 0 ? icmp_type : low,
    port_range_max: icmp_code !== undefined && icmp_code >= 0 ? icmp_code : high,
  };
}

const remove = command({
  summary: 'Delete rules of security groups',
  params: { rule: naming('security-group-rule', args('<rule>', 'IDs of the rules')) },
  output: 'none',
  run: (context, values) =>
    removeAll(context, securityGroupRule, values.rule, deleting('security group rule', 'rules')),
});

export default { list, show, create, delete: remove } satisfies Verbs;
