/** Rules of security groups. */
import { type Json, type JsonObject, text } from '../../clients/json.ts';
import { type Call, Refusal } from '../service.ts';
import type { Item } from '../state.ts';
import {
  anything,
  asInt,
  type Check,
  COMMON,
  type Field,
  type Fields,
  oneOf,
  orNull,
  textOf,
} from './fields.ts';
import { formatCidr, parseCidr } from './ip.ts';
import { unknown } from './refusals.ts';
import { isOwn, type Kind } from './resource.ts';
import { dropRule, ensureDefaultGroup, putRule, rulesOf, unknownGroup } from './security-group-store.ts';

/** IP protocols by name (IANA). */
const PROTOCOLS: Readonly<Record<string, number>> = {
  ah: 51,
  dccp: 33,
  egp: 8,
  esp: 50,
  gre: 47,
  hopopt: 0,
  icmp: 1,
  igmp: 2,
  ip: 0,
  ipip: 4,
  'ipv6-encap': 41,
  'ipv6-frag': 44,
  'ipv6-icmp': 58,
  icmpv6: 58,
  'ipv6-nonxt': 59,
  'ipv6-opts': 60,
  'ipv6-route': 43,
  ospf: 89,
  pgm: 113,
  rsvp: 46,
  sctp: 132,
  tcp: 6,
  udp: 17,
  udplite: 136,
  vrrp: 112,
};

/** Protocols that have ports. */
const WITH_PORTS = [33, 132, 6, 17, 136];
/** Protocols of IPv6 only. */
const ONLY_6 = ['ipv6-encap', 'ipv6-frag', 'ipv6-icmp', 'icmpv6', 'ipv6-nonxt', 'ipv6-opts', 'ipv6-route'];

const FAMILIES = ['IPv4', 'IPv6'];

function refuse(kind: string, message: string, status = 400): Refusal {
  return new Refusal(status, message, `SecurityGroup${kind}`);
}

const protocol: Check = value => {
  if (value === null) return null;
  const word = String(value).toLowerCase();
  if (word === 'icmpv6') return 'ipv6-icmp';
  if (PROTOCOLS[word] !== undefined || (/^\d+$/.test(word) && Number(word) <= 255)) return word;
  const names = Object.keys(PROTOCOLS).map(name => `'${name}'`);
  throw refuse(
    'RuleInvalidProtocol',
    `Security group rule protocol ${String(value)} not supported. Only protocol values [None, ${names.join(', ')}] and integer representations [0 to 255] are supported.`,
  );
};

const family: Check = value => {
  const found = FAMILIES.find(each => each.toLowerCase() === String(value).toLowerCase());
  if (found !== undefined) return found;
  const sentence = `Security group rule for ethertype '${String(value)}' not supported. Allowed values are ['IPv4', 'IPv6'].`;
  throw refuse('RuleInvalidEtherType', sentence);
};

const prefix: Check = value => {
  const cidr = typeof value === 'string' ? parseCidr(value) : undefined;
  if (typeof value !== 'string' || !cidr)
    throw new Refusal(400, `Invalid CIDR ${String(value)} given as IP prefix.`, 'InvalidCIDR');
  return value.includes('/') ? value : `${value}/${cidr.prefix}`;
};

const number: Field = { check: orNull(asInt), given: 'create', initial: null };
const { name: _name, ...common } = COMMON;

const fields: Fields = {
  ...common,
  security_group_id: { check: textOf(), given: 'create' },
  direction: { check: oneOf('ingress', 'egress'), given: 'create' },
  ethertype: { check: family, given: 'create', initial: 'IPv4' },
  protocol: { check: protocol, given: 'create', initial: null },
  port_range_min: number,
  port_range_max: number,
  remote_ip_prefix: { check: orNull(prefix), given: 'create', initial: null },
  remote_group_id: { check: orNull(textOf()), given: 'create', initial: null },
  remote_address_group_id: { check: orNull(textOf()), given: 'create', initial: null },
  normalized_cidr: { check: anything, given: 'never' },
};

function numberOf(name: Json | undefined): number | undefined {
  if (typeof name !== 'string') return undefined;
  return PROTOCOLS[name] ?? Number(name);
}

function checkPorts(rule: JsonObject): void {
  const { port_range_min: from, port_range_max: to } = rule;
  const given = typeof from === 'number' || typeof to === 'number';
  const which = numberOf(rule.protocol);
  if (!given) return;
  if (which === undefined)
    throw refuse('ProtocolRequiredWithPorts', 'Must also specify protocol if port range is given.');
  if (which === 1 || which === 58) {
    const both = [
      ['type', 'port_range_min', from],
      ['code', 'port_range_max', to],
    ] as const;
    for (const [what, key, value] of both)
      if (typeof value === 'number' && (value < 0 || value > 255))
        throw refuse(
          'InvalidIcmpValue',
          `Invalid value for ICMP ${what} (${key}) ${value}. It must be 0 to 255.`,
        );
    if (typeof from === 'number') return;
    const sentence = `ICMP code (port-range-max) ${String(to)} is provided but ICMP type (port-range-min) is missing.`;
    throw refuse('MissingIcmpType', sentence);
  }
  if (!WITH_PORTS.includes(which)) {
    const sentence = `Ports cannot be specified for protocol ${which}. Ports are only supported for DCCP, SCTP, TCP, UDP, UDPLITE.`;
    throw refuse('InvalidProtocolForPort', sentence);
  }
  for (const value of [from, to])
    if (typeof value === 'number' && (value < 1 || value > 65535))
      throw refuse('InvalidPortValue', `Invalid value for port ${value}`);
  if (typeof from !== 'number' || typeof to !== 'number' || from > to)
    throw refuse('InvalidPortRange', 'For TCP/UDP protocols, port_range_min must be <= port_range_max');
}

function checkRemote(call: Call, rule: JsonObject): void {
  const { remote_ip_prefix: range, remote_group_id: group, remote_address_group_id: addresses } = rule;
  if ([range, group, addresses].filter(each => each !== null).length > 1)
    throw refuse(
      'MultipleRemoteEntites',
      'Only one of remote_ip_prefix or remote_group_id or remote_address_group_id may be provided.',
    );
  if (typeof range === 'string' && `IPv${parseCidr(range)?.version}` !== rule.ethertype) {
    const sentence = `Conflicting value ethertype ${String(rule.ethertype)} for CIDR ${range}`;
    throw refuse('RuleParameterConflict', sentence);
  }
  if (typeof group === 'string') seenGroup(call, group);
  if (typeof addresses === 'string') throw unknown('Address group', addresses);
}

function seenGroup(call: Call, id: string): Item {
  const group = call.state.get('security_groups', id);
  if (!group || !isOwn(call, group)) throw unknownGroup(id);
  return group;
}

/** What two rules that do the same have in common: protocols by number, everywhere as nowhere. */
function meaning(rule: JsonObject): string {
  const everywhere = ['0.0.0.0/0', '::/0'].includes(text(rule, 'normalized_cidr'));
  return JSON.stringify([
    rule.direction,
    rule.ethertype,
    numberOf(rule.protocol) ?? null,
    rule.port_range_min,
    rule.port_range_max,
    everywhere ? null : rule.normalized_cidr,
    rule.remote_group_id,
  ]);
}

export const securityGroupRuleKind: Kind = {
  plural: 'security_group_rules',
  single: 'security_group_rule',
  path: 'security-group-rules',
  fields,
  filters: [
    'id',
    'description',
    'project_id',
    'tenant_id',
    'security_group_id',
    'direction',
    'ethertype',
    'protocol',
    'port_range_min',
    'port_range_max',
    'remote_ip_prefix',
    'remote_group_id',
    'remote_address_group_id',
    'normalized_cidr',
    'revision_number',
    'created_at',
    'updated_at',
  ],
  rules: {},
  missing: id => refuse('RuleNotFound', `Security group rule ${id} does not exist`, 404),
  hidden: () => new Refusal(404, 'The resource could not be found.', 'HTTPNotFound'),
  view(_call, rule) {
    const { tags: _tags, ...shown } = rule;
    return { ...shown, tenant_id: rule.project_id };
  },
  visible(call, rule) {
    const group = call.state.get('security_groups', text(rule, 'security_group_id'));
    return isOwn(call, rule) || (group !== undefined && isOwn(call, group));
  },
  prepare: call => {
    ensureDefaultGroup(call, call.caller.projectId);
  },
  create(call, values) {
    const group = seenGroup(call, text(values, 'security_group_id'));
    const range = parseCidr(text(values, 'remote_ip_prefix'));
    const rule: Item = { ...values, normalized_cidr: range ? formatCidr(range) : null };
    checkPorts(rule);
    if (rule.ethertype === 'IPv4' && ONLY_6.includes(text(rule, 'protocol'))) {
      const given =
        call.body !== null && JSON.stringify(call.body).includes('"icmpv6"') ? 'icmpv6' : rule.protocol;
      const sentence = `Invalid ethertype IPv4 for protocol ${String(given)}.`;
      throw refuse('EthertypeConflictWithProtocol', sentence);
    }
    checkRemote(call, rule);
    const same = rulesOf(call.state, group.id).find(other => meaning(other) === meaning(rule));
    if (same) throw refuse('RuleExists', `Security group rule already exists. Rule id is ${same.id}.`, 409);
    putRule(call, rule);
    return rule;
  },
  remove: (call, rule) => dropRule(call, rule),
};
