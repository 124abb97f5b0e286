/** Which addresses of a subnet are given out: pools and gateways, checked or made. */
import { children, isList, isObject, type Json, type JsonObject, text } from '../../clients/json.ts';
import { Refusal } from '../service.ts';
import type { Check } from './fields.ts';
import { type Cidr, formatCidr, formatIp, isHostIn, parseIp } from './ip.ts';
import { badField, invalidInput, quoted } from './refusals.ts';

interface Pool {
  readonly start: bigint;
  readonly end: bigint;
}

/** A list of allocation pools, each from one address to another. @throws Refusal 400 */
export const poolsCheck: Check = (value, key) => {
  if (!isList(value)) throw badField(key, `Invalid data format for IP pool: ${quoted(value)}`);
  for (const pool of value) {
    const keys = isObject(pool) ? Object.keys(pool) : [];
    if (keys.sort().join() !== 'end,start') {
      const given = keys.map(each => `'${each}'`).join(', ');
      throw badField(
        key,
        `Validation of dictionary's keys failed. Expected keys: {'end', 'start'} Provided keys: {${given}}`,
      );
    }
    for (const each of isObject(pool) ? [text(pool, 'start'), text(pool, 'end')] : [])
      if (parseIp(each) === undefined) throw badField(key, `'${each}' is not a valid IP address`);
  }
  return value;
};

/**
 * Checks pools.
 * @returns them in the order of their addresses
 * @throws Refusal for what is not in the subnet or there twice
 */
export function checkedPools(given: Json, cidr: Cidr): JsonObject[] {
  const pools = children({ given }, 'given').map((pool): Pool & { word: string } => {
    const [start, end] = [text(pool, 'start'), text(pool, 'end')];
    const made = {
      start: parseIp(start, cidr.version),
      end: parseIp(end, cidr.version),
      word: `${start}-${end}`,
    };
    if (made.start === undefined || made.end === undefined || made.start > made.end)
      throw new Refusal(
        400,
        `The allocation pool {'start': '${start}', 'end': '${end}'} is not valid.`,
        'InvalidAllocationPool',
      );
    if (!isHostIn(made.start, cidr) || !isHostIn(made.end, cidr))
      throw new Refusal(
        400,
        `The allocation pool ${made.word} spans beyond the subnet cidr ${formatCidr(cidr)}.`,
        'OutOfBoundsAllocationPool',
      );
    return { start: made.start, end: made.end, word: made.word };
  });
  pools.sort((a, b) => (a.start < b.start ? -1 : 1));
  for (const [at, pool] of pools.entries()) {
    const next = pools[at + 1];
    if (next && next.start <= pool.end)
      throw new Refusal(
        409,
        `Found overlapping allocation pools: ${pool.word} ${next.word} for subnet ${formatCidr(cidr)}.`,
        'OverlappingAllocationPools',
      );
  }
  return pools.map(pool => shown(pool, cidr));
}

/** All addresses of a subnet that hosts may have, without its gateway. */
export function wholePools(cidr: Cidr, gateway: string | null): JsonObject[] {
  const edge = cidr.version === 4 && cidr.prefix < 31 ? 1n : 0n;
  const start = cidr.first + (cidr.version === 6 && cidr.prefix < 128 ? 1n : edge);
  const end = cidr.last - edge;
  const hole = gateway === null ? undefined : parseIp(gateway, cidr.version);
  const pools = hole === undefined || hole < start || hole > end ? [{ start, end }] : split(start, end, hole);
  return pools.map(pool => shown(pool, cidr));
}

/** The gateway that a subnet has when nothing is said: the first host, or an IPv6 network's own address. */
export function usualGateway({ first, version }: Cidr): string {
  return formatIp(version === 4 ? first + 1n : first, version);
}

/** @throws Refusal for a gateway that no host can have, or that a pool gives away */
export function checkGateway(gateway: string, cidr: Cidr, pools: readonly JsonObject[]): void {
  const value = parseIp(gateway, cidr.version);
  if (value === undefined || (value >= cidr.first && value <= cidr.last && !isHostIn(value, cidr)))
    throw invalidInput('Gateway is not valid on subnet');
  for (const pool of pools) {
    const [start, end] = [text(pool, 'start'), text(pool, 'end')];
    if (value < (parseIp(start) ?? 0n) || value > (parseIp(end) ?? 0n)) continue;
    const sentence = `Gateway ip ${gateway} conflicts with allocation pool ${start}-${end}.`;
    throw new Refusal(409, sentence, 'GatewayConflictWithAllocationPools');
  }
}

function split(start: bigint, end: bigint, hole: bigint): Pool[] {
  return [
    { start, end: hole - 1n },
    { start: hole + 1n, end },
  ].filter(pool => pool.start <= pool.end);
}

function shown({ start, end }: Pool, { version }: Cidr): JsonObject {
  return { start: formatIp(start, version), end: formatIp(end, version) };
}
