/** Which addresses of a subnet are taken, and by which port. */
import { children, type JsonObject, text } from '../../clients/json.ts';
import { Refusal } from '../service.ts';
import type { Item, State } from '../state.ts';
import { type Cidr, formatIp, isHostIn, parseCidr, parseIp, slaacAddress } from './ip.ts';
import { invalidInput, unknown } from './refusals.ts';

/** An address that a port has. */
export interface FixedIp extends JsonObject {
  readonly subnet_id: string;
  readonly ip_address: string;
}

const TAKEN = 'addresses';
const HINTS = 'address_hints';

/** A subnet's range. */
export function cidrOf(subnet: Item): Cidr {
  return parseCidr(text(subnet, 'cidr')) ?? { version: 4, first: 0n, last: 0n, prefix: 32 };
}

/** Subnets of a network, in the order in which they were made. */
export function subnetsOf(state: State, network: string): Item[] {
  return state.by('subnets', 'network_id', network);
}

/** Whether a port has the address. */
export function isTaken(state: State, subnet: string, address: string): boolean {
  return state.get(TAKEN, key(subnet, address)) !== undefined;
}

/** Notes that a port has an address. */
export function take(state: State, { subnet_id, ip_address }: FixedIp, port: string): void {
  state.put(TAKEN, { id: key(subnet_id, ip_address), port });
}

/** Makes an address free again. */
export function give(state: State, { subnet_id, ip_address }: FixedIp): void {
  state.remove(TAKEN, key(subnet_id, ip_address));
}

/** The addresses that a port has. */
export function fixedIpsOf(port: JsonObject): FixedIp[] {
  return children(port, 'fixed_ips').map(each => ({
    subnet_id: text(each, 'subnet_id'),
    ip_address: text(each, 'ip_address'),
  }));
}

/**
 * Finds a free address: the one after the last that was given out, and again from the first one when there is none.
 * @param taken addresses that are about to be taken
 * @returns undefined when all are taken
 */
export function freeAddress(state: State, subnet: Item, taken: readonly string[] = []): string | undefined {
  const { version } = cidrOf(subnet);
  const pools = children(subnet, 'allocation_pools').map(pool => ({
    start: parseIp(text(pool, 'start')) ?? 0n,
    end: parseIp(text(pool, 'end')) ?? -1n,
  }));
  const hint = BigInt(text(state.get(HINTS, subnet.id) ?? {}, 'next') || 0);
  for (const from of [hint, 0n]) {
    for (const { start, end } of pools) {
      for (let value = later(start, from); value <= end; value++) {
        const address = formatIp(value, version);
        if (taken.includes(address) || isTaken(state, subnet.id, address)) continue;
        state.put(HINTS, { id: subnet.id, next: String(value + 1n) });
        return address;
      }
    }
  }
  return undefined;
}

/** A wish for an address: of a subnet, a certain one, or both. */
export interface IpWish {
  readonly subnet?: string;
  readonly address?: string;
}

/**
 * Gives addresses to a port.
 * @param wishes undefined: one of each version, where the network has subnets
 * @param had addresses that the port has and may keep
 * @param self whether it also gives itself an address in each subnet where hosts do so; routers do not
 * @throws Refusal in the words of the service
 */
export function allocate(
  state: State,
  network: string,
  mac: string,
  wishes: readonly IpWish[] | undefined,
  had: readonly FixedIp[] = [],
  self = true,
): FixedIp[] {
  const subnets = subnetsOf(state, network);
  const chosen: FixedIp[] = [];
  const add = (subnet: Item, ip_address: string) => chosen.push({ subnet_id: subnet.id, ip_address });
  for (const wish of wishes ?? []) {
    const subnet = subnetFor(state, subnets, network, wish);
    if (wish.address !== undefined) add(subnet, certain(state, subnet, wish.address, had));
    else if (isAuto(subnet)) add(subnet, slaacAddress(mac, cidrOf(subnet)));
    else add(subnet, kept(subnet, had, chosen) ?? any(state, [subnet], network, chosen).ip_address);
  }
  if (wishes === undefined) {
    for (const version of [4, 6]) {
      const usual = subnets.filter(each => each.ip_version === version && !isAuto(each) && isOpen(each));
      if (usual.length > 0) chosen.push(any(state, usual, network, chosen));
    }
  }
  for (const subnet of subnets)
    if (self && isAuto(subnet) && !chosen.some(each => each.subnet_id === subnet.id))
      add(subnet, slaacAddress(mac, cidrOf(subnet)));
  return chosen;
}

function subnetFor(
  state: State,
  subnets: readonly Item[],
  network: string,
  { subnet, address }: IpWish,
): Item {
  if (subnet !== undefined) {
    const found = subnets.find(each => each.id === subnet);
    if (found) return found;
    if (!state.get('subnets', subnet)) throw unknown('Subnet', subnet);
    throw invalidInput(
      `Failed to create port on network ${network}, because fixed_ips included invalid subnet ${subnet}`,
    );
  }
  if (address === undefined) throw invalidInput('IP allocation requires subnet_id or ip_address');
  const value = parseIp(address);
  const found = subnets.find(each => {
    const { first, last, version } = cidrOf(each);
    return value !== undefined && parseIp(address, version) !== undefined && value >= first && value <= last;
  });
  if (found) return found;
  const sentence = `IP address ${address} is not a valid IP for any of the subnets on the specified network.`;
  throw new Refusal(400, sentence, 'InvalidIpForNetwork');
}

function certain(state: State, subnet: Item, address: string, had: readonly FixedIp[]): string {
  const cidr = cidrOf(subnet);
  const value = parseIp(address, cidr.version);
  if (value === undefined || !isHostIn(value, cidr)) {
    const sentence = `IP address ${address} is not a valid IP for the specified subnet.`;
    throw new Refusal(400, sentence, 'InvalidIpForSubnet');
  }
  const spelled = formatIp(value, cidr.version);
  const own = had.some(each => each.subnet_id === subnet.id && each.ip_address === spelled);
  if (!own && isTaken(state, subnet.id, spelled)) throw alreadyAllocated(spelled, subnet.id);
  return spelled;
}

/** The refusal for an address that a port has. */
export function alreadyAllocated(address: string, subnet: string): Refusal {
  const sentence = `IP address ${address} already allocated in subnet ${subnet}`;
  return new Refusal(409, sentence, 'IpAddressAlreadyAllocated');
}

/** An address in a subnet that the port has already. */
function kept(subnet: Item, had: readonly FixedIp[], chosen: readonly FixedIp[]): string | undefined {
  const free = had.filter(each => !chosen.some(other => other.ip_address === each.ip_address));
  return free.find(each => each.subnet_id === subnet.id)?.ip_address;
}

function any(state: State, subnets: readonly Item[], network: string, chosen: readonly FixedIp[]): FixedIp {
  const taken = chosen.map(each => each.ip_address);
  for (const subnet of subnets) {
    const ip_address = freeAddress(state, subnet, taken);
    if (ip_address !== undefined) return { subnet_id: subnet.id, ip_address };
  }
  const sentence = `No more IP addresses available on network ${network}.`;
  throw new Refusal(409, sentence, 'IpAddressGenerationFailure');
}

/** Subnets for certain kinds of devices only are not for all. */
function isOpen(subnet: Item): boolean {
  return !Array.isArray(subnet.service_types) || subnet.service_types.length === 0;
}

/** Whether hosts give themselves their addresses. */
export function isAuto(subnet: Item): boolean {
  return subnet.ipv6_address_mode === 'slaac' || subnet.ipv6_address_mode === 'dhcpv6-stateless';
}

/** The larger of two: `Math.max` takes no bigints. */
function later(one: bigint, other: bigint): bigint {
  if (one < other) return other;
  return one;
}

function key(subnet: string, address: string): string {
  return `${subnet} ${address}`;
}
