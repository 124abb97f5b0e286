/** Making subnets (Network API, "Create subnet"). */
import { network, segment, subnet, subnetPool } from '../../clients/resources/network.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { arg, choice, flag, intOr, naming, text, textOr } from '../../kernel/params.ts';
import { extraAttributes, extraProperty } from './lib/extra-properties.ts';
import { projectDomain, projectId } from './lib/identity.ts';
import { create as post } from './lib/network.ts';
import { either, typed } from './lib/network-fields.ts';
import { showSubnet, subnetParts, toNextHop } from './lib/subnet-fields.ts';
import { addTags, tagsExclusive, tagsForCreate } from './lib/tags.ts';

const IPV6_MODES = ['dhcpv6-stateful', 'dhcpv6-stateless', 'slaac'];

/**
 * What `--gateway` asks to be sent.
 * @returns undefined for `auto`, null for `none`
 */
function gatewayOf(word: string): string | null | undefined {
  const gateway = word.toLowerCase();
  if (gateway === 'auto') return undefined;
  return gateway === 'none' ? null : gateway;
}

const create = command({
  summary: 'Create a subnet',
  params: {
    extra_properties: extraProperty,
    name: arg('<name>', 'Name of the new subnet'),
    project: naming('project', text('--project <project>', 'Project that owns it (name or ID)')),
    project_domain: projectDomain,
    subnet_pool: text('--subnet-pool <subnet-pool>', 'Subnet pool to take its range from (name or ID)'),
    use_prefix_delegation: flag('--use-prefix-delegation', 'Its IPv6 prefix is delegated from outside'),
    use_default_subnet_pool: flag(
      '--use-default-subnet-pool',
      'Take its range from the default subnet pool of the IP version',
    ),
    prefix_length: text(
      '--prefix-length <prefix-length>',
      'Length of the prefix to take from the subnet pool',
    ),
    subnet_range: text(
      '--subnet-range <subnet-range>',
      'Its range in CIDR notation; needed without a subnet pool',
    ),
    dhcp: flag('--dhcp', 'Serve DHCP (default)'),
    no_dhcp: flag('--no-dhcp', 'Serve no DHCP'),
    dns_publish_fixed_ip: flag('--dns-publish-fixed-ip', 'Publish fixed addresses in DNS'),
    no_dns_publish_fixed_ip: flag(
      '--no-dns-publish-fixed-ip',
      'Do not publish fixed addresses in DNS (default)',
    ),
    gateway: textOr(
      '--gateway <gateway>',
      'auto',
      'Address of the gateway; auto takes one from the range (default), none does without',
    ),
    ip_version: {
      ...intOr('--ip-version', 4, 'IP version (default 4); a subnet pool decides it by itself'),
      choices: ['4', '6'],
    },
    ipv6_ra_mode: choice('--ipv6-ra-mode', IPV6_MODES, 'How routers advertise IPv6'),
    ipv6_address_mode: choice('--ipv6-address-mode', IPV6_MODES, 'How guests get their IPv6 addresses'),
    network_segment: text(
      '--network-segment <network-segment>',
      'Segment of the network it is for (name or ID)',
    ),
    network: naming(
      'network',
      text('--network <network>', 'Network it belongs to (name or ID)', { required: true }),
    ),
    description: text('--description <description>', 'Text that describes it'),
    ...subnetParts,
    ...tagsForCreate('subnet'),
  },
  exclusive: [
    { members: ['--subnet-pool', '--use-prefix-delegation', '--use-default-subnet-pool'] },
    { members: ['--dhcp', '--no-dhcp'] },
    { members: ['--dns-publish-fixed-ip', '--no-dns-publish-fixed-ip'] },
    tagsExclusive.create,
  ],
  output: 'show',
  examples: ['openstack subnet create --network private --subnet-range 192.168.10.0/24 private-subnet'],
  async run(context, values) {
    const extra = extraAttributes(values.extra_properties);
    const [project_id, network_id, poolId, segment_id] = await Promise.all([
      values.project === undefined ? undefined : projectId(context, values.project, values.project_domain),
      context.findId(network, values.network ?? ''),
      values.subnet_pool === undefined ? undefined : context.findId(subnetPool, values.subnet_pool),
      values.network_segment === undefined ? undefined : context.findId(segment, values.network_segment),
    ]);
    const sent = {
      ...typed({
        name: values.name,
        project_id,
        network_id,
        subnetpool_id: values.use_prefix_delegation ? 'prefix_delegation' : poolId,
        use_default_subnetpool: values.use_default_subnet_pool || undefined,
        prefixlen: values.prefix_length,
        cidr: values.subnet_range,
        ip_version: values.ip_version,
        ipv6_ra_mode: values.ipv6_ra_mode,
        ipv6_address_mode: values.ipv6_address_mode,
        segment_id,
        gateway_ip: gatewayOf(values.gateway),
        allocation_pools: values.allocation_pools,
        enable_dhcp: either(values.dhcp, values.no_dhcp),
        dns_publish_fixed_ip: either(values.dns_publish_fixed_ip, values.no_dns_publish_fixed_ip),
        dns_nameservers: values.dns_nameservers,
        host_routes: values.host_routes && toNextHop(values.host_routes),
        service_types: values.service_types,
        description: values.description,
      }),
      ...extra,
    };
    const service = await context.network();
    const made = await post(service, subnet, sent);
    return showSubnet(await addTags(service, subnet, made, values));
  },
});

export default { '': create } satisfies Verbs;
