/** What the network service's protocol names and numbers mean for rules (openstackclient/network/utils.py). */
import type { Json, JsonObject } from '../../../clients/json.ts';
import { str } from '../../../kernel/output/python.ts';

/** ICMP of either IP version, by name or number; `icmpv6` is an old spelling. */
const ICMP = ['icmp', 'icmpv6', 'ipv6-icmp', '1', '58'];

/** IPv6 protocols whose names do not begin with `ipv6-`. */
const IPV6 = ['icmpv6', '41', '43', '44', '58', '59', '60'];

/** Whether a rule's protocol is ICMP, so that its ports are type and code. */
export function isIcmp(protocol: Json | undefined): boolean {
  return typeof protocol === 'string' && ICMP.includes(protocol);
}

/** Whether a protocol belongs to IPv6. @param protocol null for any */
export function isIpv6(protocol: string | null): boolean {
  return protocol !== null && (protocol.startsWith('ipv6-') || IPV6.includes(protocol));
}

/**
 * A rule's ports as `22:24`, or ICMP's type and code as `type=3:code=0`.
 * @param rule a rule's attributes under the SDK's names
 * @returns '' when it has none; an ICMP type or code 0 is left out, as the peer does
 */
export function portRange(rule: JsonObject): string {
  const { port_range_min: low, port_range_max: high } = rule;
  if (isIcmp(rule.protocol)) return `${low ? `type=${str(low)}` : ''}${high ? `:code=${str(high)}` : ''}`;
  if (!low && !high) return '';
  return `${str(low ?? high ?? null)}:${str(high ?? low ?? null)}`;
}

/** A rule's remote range; everything where the service names none. */
export function remotePrefix(rule: JsonObject): Json {
  const { remote_ip_prefix: prefix } = rule;
  return prefix ?? ANYWHERE[str(rule.ether_type ?? null)] ?? null;
}

/** The range that means everything, by ethertype. */
export const ANYWHERE: Readonly<Record<string, string>> = { IPv4: '0.0.0.0/0', IPv6: '::/0' };
