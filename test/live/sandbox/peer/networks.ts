/** Networks, subnets and ports. */
import { both, type Family, fails, once } from './step.ts';

/** Numbers that the service gives out. */
const segment = { fields: ['provider:segmentation_id'] } as const;

/** Names that are made of addresses, which the twins have each of their own. */
const anyHost = {
  edit: (text: string) => text.replace(/host-[-\da-f]+/g, 'host').replace(/ +\|$|-+\+$/gm, '|'),
} as const;

export const networks: Family = {
  name: 'networks',
  steps: [
    both('network list'),
    both('network list --long'),
    once('network list --external'),
    once('network list -f json', { as: 'demo' }),
    both('network show public'),
    both('network show private', { as: 'demo' }),
    once('network list --internal --share --enable --status ACTIVE --provider-network-type vxlan'),
    once('network list --project demo --name private --limit 1 -f csv'),
    fails('network show nosuch'),
    both("network create --description 'of two' {}-[format]", segment),
    once(
      'network create --disable --no-share --mtu 1400 --availability-zone-hint nova --disable-port-security --internal ' +
        '--tag b --tag a --provider-network-type vxlan --project demo {}-2',
      segment,
    ),
    once('network create --external --no-default --no-tag --enable-port-security {}-3', segment),
    fails('network create --share x', { as: 'demo' }),
    once('network show {}-2', segment),
    once('network list --long --tags a,b --name {}-2'),

    both('subnet list', { as: 'demo' }),
    both('subnet list --long --network private'),
    both('subnet show private-subnet'),
    both('subnet show public-subnet'),
    once('subnet show ipv6-private-subnet', { as: 'demo' }),
    once('subnet list --ip-version 4 --no-dhcp -f csv'),
    once('subnet list --gateway 172.24.4.1 --subnet-range 172.24.4.0/24'),
    both('subnet create --network {}-[format] --subnet-range 192.168.91.0/24 {}-[format]'),
    once(
      'subnet create --network {}-table --subnet-range 192.168.92.0/24 --no-dhcp --gateway none --project demo ' +
        '--allocation-pool start=192.168.92.9,end=192.168.92.19 --dns-nameserver 9.9.9.9 --dns-nameserver 1.1.1.1 ' +
        '--host-route destination=10.9.0.0/16,gateway=192.168.92.2 --service-type network:floatingip_agent_gateway ' +
        '--description two --tag b --tag a {}-2',
    ),
    once(
      'subnet create --network {}-table --ip-version 6 --subnet-range fd00:9::/64 --ipv6-ra-mode slaac ' +
        '--ipv6-address-mode slaac --no-tag -f json {}-3',
    ),
    fails('subnet create --network {}-table --subnet-range 192.168.91.0/24 {}-4'),
    once('subnet show {}-2 -f json'),
    once('subnet list --network {}-table --long --sort-column Name'),

    both('port list --sort-column ID'),
    both('port list --long --device-owner network:dhcp --network private'),
    once('port list --router router1 --status ACTIVE --fixed-ip subnet=private-subnet'),
    once('port list --sort-column ID', { as: 'demo' }),
    fails('port show nosuch'),
    both('port create --network {}-[format] {}-[format]', anyHost),
    once(
      'port create --network {}-table --fixed-ip subnet={}-table,ip-address=192.168.91.9 --description two --device d1 ' +
        '--device-owner compute:nova --vnic-type direct --host compute1 --disable --mac-address fa:16:3e:00:93:09 ' +
        '--binding-profile a=b --extra-dhcp-option name=tftp-server,value=1.2.3.4,ip-version=4 ' +
        '--allowed-address ip-address=10.1.1.1,mac-address=fa:16:3e:00:93:0a --project demo --tag b --tag a {}-2',
    ),
    once(
      'port create --network {}-table --no-fixed-ip --no-security-group --disable-port-security --no-tag -f json {}-3',
      anyHost,
    ),
    fails('port create --network {}-table --fixed-ip ip-address=1.2.3.4 x'),
    both('port show {}-2'),
    both('port show {}-3', anyHost),
    once('port list --network {}-table --name {}-2 --long -f json'),
    once('port list --network {}-table --tags a,b --mac-address fa:16:3e:00:93:09 -f json'),
    fails('port delete {}-table nosuch {}-2'),
    once('port delete {}-json {}-3'),
    fails('subnet delete {}-2 nosuch'),
    once('subnet delete {}-table {}-json {}-3'),
    fails('network delete {}-2 nosuch {}-3'),
    once('network delete {}-table {}-json'),
    once('network list -f value -c Name'),
  ],
};
