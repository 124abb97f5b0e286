/** IP addresses as numbers: ranges, networks, and their shortest spelling (RFC 4291, RFC 5952). */
import { isIPv4, isIPv6 } from 'node:net';

export interface Cidr {
  readonly version: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
  readonly prefix: number;
}

/** @returns the address's number, undefined for what is no address of the version (of either when left out) */
export function parseIp(text: string, version?: 4 | 6): bigint | undefined {
  if (version !== 6 && isIPv4(text))
    return text.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  if (version === 4 || !isIPv6(text) || text.includes('%')) return undefined;
  const [head = '', tail] = withoutDots(text).split('::');
  const left = groups(head);
  const right = tail === undefined ? [] : groups(tail);
  const middle = Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...middle, ...right].reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

/** The version of an address; undefined for what is none. */
export function ipVersion(text: string): 4 | 6 | undefined {
  if (isIPv4(text)) return 4;
  return isIPv6(text) ? 6 : undefined;
}

/** The shortest spelling of an address. */
export function formatIp(value: bigint, version: 4 | 6): string {
  if (version === 4) return [24n, 16n, 8n, 0n].map(shift => (value >> shift) & 255n).join('.');
  const all = Array.from({ length: 8 }, (_, at) => ((value >> BigInt(112 - 16 * at)) & 65535n).toString(16));
  const runs = all.map((_, at) => {
    const end = all.findIndex((group, other) => other >= at && group !== '0');
    return (end < 0 ? 8 : end) - at;
  });
  const longest = Math.max(...runs);
  if (longest < 2) return all.join(':');
  const at = runs.indexOf(longest);
  return `${all.slice(0, at).join(':')}::${all.slice(at + longest).join(':')}`;
}

/** Reads `10.0.0.0/24`; bits behind the prefix are cleared. */
export function parseCidr(text: string): Cidr | undefined {
  const [address = '', length, more] = text.split('/');
  const version = ipVersion(address);
  const value = parseIp(address);
  if (version === undefined || value === undefined || more !== undefined) return undefined;
  const bits = version === 4 ? 32 : 128;
  const prefix = length === undefined ? bits : /^\d+$/.test(length) ? Number(length) : -1;
  if (prefix < 0 || prefix > bits) return undefined;
  const size = 1n << BigInt(bits - prefix);
  const first = value - (value % size);
  return { version, first, last: first + size - 1n, prefix };
}

/** `10.0.0.0/24`. */
export function formatCidr({ version, first, prefix }: Cidr): string {
  return `${formatIp(first, version)}/${prefix}`;
}

/** Whether two networks share addresses. */
export function overlaps(one: Cidr, other: Cidr): boolean {
  return one.version === other.version && one.first <= other.last && other.first <= one.last;
}

/** Whether an address is one that a host may have: in the network, and at IPv4 neither its first nor its last. */
export function isHostIn(value: bigint, { version, first, last, prefix }: Cidr): boolean {
  if (value < first || value > last) return false;
  return version === 6 || prefix >= 31 || (value !== first && value !== last);
}

/** The address that a host gives itself in an IPv6 network (RFC 4862, modified EUI-64). */
export function slaacAddress(mac: string, { first }: Cidr): string {
  const [a = 0, b = 0, c = 0, ...rest] = mac.split(':').map(part => Number.parseInt(part, 16));
  const host = [a ^ 2, b, c, 0xff, 0xfe, ...rest].reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  return formatIp(first + host, 6);
}

function groups(text: string): string[] {
  return text === '' ? [] : text.split(':');
}

/** `::ffff:1.2.3.4` with its last part as two groups. */
function withoutDots(text: string): string {
  return text.replace(/\d+\.\d+\.\d+\.\d+$/, dotted => {
    const value = parseIp(dotted, 4) ?? 0n;
    return `${(value >> 16n).toString(16)}:${(value & 65535n).toString(16)}`;
  });
}
