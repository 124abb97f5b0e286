/** Argument lists made at random from a declaration: right ones, and wrong ones of every sort. */

import type { PeerAction, PeerParser } from './peer.ts';
import { OPAQUE } from './spec.ts';

/** A random number generator that a seed repeats (mulberry32). */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, but not with, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  below(n: number): number {
    return Math.floor(this.next() * n);
  }

  yes(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[], fallback: T): T {
    return items[this.below(items.length)] ?? fallback;
  }
}

const WORDS = [
  'a',
  'vm-1',
  'x y',
  'größe',
  "it's",
  'say "x"',
  '日本',
  '5',
  '-5',
  '-1.5',
  '-',
  '',
  'a=b',
  '10.0.0.0/8',
];
const NUMBERS = [
  '0',
  '1',
  '5',
  '-5',
  '+7',
  ' 8 ',
  '1_000',
  '٣',
  '100',
  '257',
  '12345',
  'abc',
  '1.5',
  '',
  '0x1',
  '--5',
];
const PAIRS = ['k=v', 'k=', 'k=v=w', 'key=a,b', 'k2=1,k3=2', '=v', 'k', '', 'k=v,k', 'k=v,=x', 'same_host=1'];
const JSONS = [
  '{"a": 1}',
  '{"a": {"b": [1, 2.5, null]}}',
  '{',
  'foo',
  '{"a":}',
  'k=v',
  '5',
  '[]',
  '"x"',
  '{"a" 1}',
  'null',
];
const NICS = [
  ...['net-id=n', 'port-id=p', 'net-id=n,v4-fixed-ip=10.0.0.1', 'net-id=n,tag=t', 'auto', 'none', 'plain'],
  ...['net-id=n,port-id=p', 'v4-fixed-ip=1.1.1.1,v6-fixed-ip=::1', 'x=1', 'net-id=', '', 'net-id'],
];
const DEVICES = ['uuid=u', 'uuid=u,boot_index=0', 'boot_index=1,volume_size=4', 'nokey=1', 'uuid', '=1', ''];
const MAPPINGS = [
  ...[
    'vda=u',
    'vda=u:snapshot',
    'vda=u:volume:3',
    'vda=u:image:3:true',
    'vda=u::3',
    'vda=u:other',
    'vda',
    '=u',
  ],
  ...['vda=', 'vda=u:volume:3:true:x', ''],
];
const NOISE = [
  '--nosuch',
  '--nosuch=1',
  '-Z',
  '-Zfoo',
  '--',
  '-',
  '-5',
  '-1.5',
  '-.5',
  '',
  'a b',
  '--na me',
  '-x=1',
  '--=x',
];

/**
 * Makes one argument list for a command.
 * @param every whether options that only a command's own file can declare take part
 */
export function line(parser: PeerParser, chance: Chance, every = false): string[] {
  const usable = ({ kind }: PeerAction): boolean => kind !== 'Help' && (every || !OPAQUE.has(kind));
  const actions = parser.actions.filter(usable);
  const options = actions.filter(({ flags }) => flags.length > 0);
  const flags = parser.actions.flatMap(action => action.flags);
  const pieces: string[][] = [];
  for (const action of options) {
    if (action.required && chance.yes(0.85)) pieces.push(option(action, flags, chance));
  }
  for (const group of parser.exclusive) {
    const member = parser.actions[chance.pick(group.members, 0)];
    const wanted = group.required ? 0.8 : 0.2;
    if (member && member.flags.length > 0 && usable(member) && chance.yes(wanted)) {
      pieces.push(option(member, flags, chance));
    }
  }
  for (let some = chance.below(5); some > 0; some--) {
    const action = options[chance.below(options.length)];
    if (action) pieces.push(option(action, flags, chance));
  }
  if (chance.yes(0.15)) pieces.push([chance.pick(NOISE, '')]);
  const positionals = parser.actions.filter(action => action.flags.length === 0);
  const words = positionals.flatMap(action => positional(action, chance));
  if (chance.yes(0.07)) words.push('extra');
  if (chance.yes(0.07)) words.pop();
  return mixed(pieces, words, chance);
}

/** Puts positionals between the options, mostly together. */
function mixed(pieces: string[][], words: string[], chance: Chance): string[] {
  const all = pieces.map(piece => ({ piece, key: chance.next() }));
  const spread = chance.yes(0.35);
  const place = chance.pick([0, 1, 1, 0.5], 1);
  for (const [i, word] of words.entries()) {
    all.push({ piece: [word], key: spread ? (chance.next() + i) / words.length : place + i * 1e-9 });
  }
  all.sort((a, b) => a.key - b.key);
  return all.flatMap(({ piece }) => piece);
}

function positional(action: PeerAction, chance: Chance): string[] {
  const counts = { '?': chance.below(2), '*': chance.below(3), '+': 1 + chance.below(3) };
  const n =
    action.nargs === null ? 1 : typeof action.nargs === 'number' ? action.nargs : counts[action.nargs];
  return Array.from({ length: n }, () => value(action, chance));
}

function option(action: PeerAction, flags: readonly string[], chance: Chance): string[] {
  const full = chance.pick(action.flags, '');
  const flag = chance.yes(0.25) ? shortened(full, flags, chance) : full;
  const { nargs } = action;
  const counts = { '?': chance.below(2), '*': chance.below(3), '+': 1 + chance.below(3) };
  let n = nargs === null ? 1 : typeof nargs === 'number' ? nargs : counts[nargs];
  if (chance.yes(0.04)) n = Math.max(0, n - 1);
  const values = Array.from({ length: n }, () => value(action, chance));
  const [first] = values;
  if (first !== undefined && first !== '--' && values.length === 1 && chance.yes(0.3)) {
    if (flag.startsWith('--')) return [`${flag}=${first}`];
    return [chance.yes(0.5) ? `${flag}${first}` : `${flag}=${first}`];
  }
  if (n === 0 && chance.yes(0.04))
    return [flag.startsWith('--') ? `${flag}=yes` : `${flag}${chance.pick(['v', '4', 'Zq', 'fjson'], '')}`];
  return [flag, ...values];
}

function shortened(flag: string, flags: readonly string[], chance: Chance): string {
  if (!flag.startsWith('--') || flag.length < 5) return flag;
  if (chance.yes(0.3)) return flag.slice(0, 3 + chance.below(flag.length - 3));
  for (let length = 3; length < flag.length; length++) {
    const prefix = flag.slice(0, length);
    if (flags.filter(other => other.startsWith(prefix)).length === 1) return prefix;
  }
  return flag;
}

function value(action: PeerAction, chance: Chance): string {
  if (action.choices !== undefined && chance.yes(0.85)) {
    const word = String(chance.pick(action.choices, '') ?? 'None');
    return chance.yes(0.1) ? word.toUpperCase() : word;
  }
  const right = chance.yes(0.7);
  if (action.kind === 'NIC') return chance.pick(NICS, '');
  if (action.kind === 'BDM') return chance.pick(DEVICES, '');
  if (action.kind === 'BDMLegacy') return chance.pick(MAPPINGS, '');
  if (action.type === 'int' || action.type?.startsWith('_parse') || action.kind === 'Percent') {
    return right ? String(chance.below(300)) : chance.pick(NUMBERS, '');
  }
  if (action.type === 'float')
    return right ? chance.pick(['1.5', '2', '.5', '1e3', '1.'], '') : chance.pick(NUMBERS, '');
  if (action.kind === 'Range') return chance.pick(['4', '6:9', '9:6', 'a', '1:b', '1:2:3', '', ':'], '');
  if (action.kind === 'JSONKeyValue') return chance.pick(JSONS, '');
  if (action.kind.startsWith('MultiKeyValue')) return right ? record(action, chance) : chance.pick(PAIRS, '');
  if (action.kind.startsWith('KeyValue')) return right ? `k${chance.below(3)}=v` : chance.pick(PAIRS, '');
  if (action.kind === 'CommaList') return chance.pick(['a', 'a,b', ',', '', 'a,,b'], '');
  return right ? `w${chance.below(100)}` : chance.pick(WORDS, '');
}

function record(action: PeerAction, chance: Chance): string {
  const required = [...(action.required_keys ?? [])].sort();
  const optional = [...(action.optional_keys ?? [])].sort().filter(() => chance.yes(0.3));
  const keys = [
    ...required.filter(() => chance.yes(0.95)),
    ...optional,
    ...(chance.yes(0.1) ? ['nokey'] : []),
  ];
  return keys.length === 0 ? 'k=v' : keys.map(key => `${key}=${chance.below(9)}`).join(',');
}
