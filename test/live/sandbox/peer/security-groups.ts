/** Security groups and their rules. */
import { both, type Family, fails, keep, once } from './step.ts';

/** The rules of a new group come in the order of their IDs, and have numbers of no fixed width. */
const anyOrder = {
  edit: (text: string) =>
    text
      .replace(/IPv[46]/g, 'IPvX')
      .replace(/(standard_attr_id\W+)\d+/g, '$1N')
      .replace(/ +\|$|-+\+$/gm, '|'),
} as const;

const sorted = '--sort-column Direction --sort-column Ethertype --sort-column "Port Range"';

export const securityGroups: Family = {
  name: 'security groups',
  steps: [
    both('security group list', { as: 'demo' }),
    both('security group list --project demo --no-share'),
    both('security group show default', { as: 'demo' }),
    fails('security group show nosuch'),
    both('security group create {}-[format]', anyOrder),
    once(
      "security group create --description 'of two' --stateless --project demo --tag b --tag a {}-2",
      anyOrder,
    ),
    fails('security group create default', { as: 'demo' }),
    both('security group show {}-2', anyOrder),
    once('security group list --project demo --tags a,b --sort-column Name'),
    once('security group set --name {}-new --description new --tag c --tag a {}-table'),
    once('security group set --tag z --no-tag {}-2'),
    once('security group unset --tag c --tag nosuch {}-new'),
    once('security group unset --all-tag {}-2'),
    once('security group show {}-new', anyOrder),

    keep('rule', 'id', once('security group rule create --protocol TCP --dst-port 22 {}-new')),
    once(
      'security group rule create --protocol udp --dst-port 137:139 --remote-ip 10.0.0.0/8 --description two {}-new',
    ),
    once('security group rule create --protocol icmp --icmp-type 8 --icmp-code 0 --egress {}-new -f json'),
    once('security group rule create --ethertype ipv6 --remote-group {}-new {}-new'),
    fails('security group rule create --protocol tcp --dst-port 22 {}-new'),
    fails('security group rule create --protocol odd {}-new'),
    both('security group rule show [rule]'),
    fails('security group rule show nosuch'),
    both(`security group rule list {}-new ${sorted}`),
    both(`security group rule list --long --ingress --protocol tcp {}-new ${sorted}`),
    once('security group rule list --egress --ethertype ipv6 --sort-column ID', { as: 'demo' }),
    once('security group rule delete [rule]'),
    fails('security group rule delete [rule]'),
    fails('security group delete {}-2 nosuch'),
    once('security group delete {}-new {}-json'),
  ],
};
