/** The peer's parser as a declaration of ours, built by kind. */
import {
  commaRecords,
  jsonPairs,
  pairLists,
  percent,
  range,
  volumeHints,
} from '../../../src/kernel/keyed.ts';
import {
  ArgumentError,
  arg,
  commaList,
  constant,
  converted,
  count,
  decimal,
  integer,
  ipVersionName,
  lowercase,
  nonNegative,
  type Param,
  pairs,
  records,
  texts,
  uppercase,
} from '../../../src/kernel/params.ts';
import type { Spec } from '../../../src/kernel/parse/parser.ts';
import type { PeerAction, PeerParser } from './peer.ts';

/** Kinds that a command's own file declares; the grammar takes their words as they are, values are not compared. */
export const OPAQUE = new Set(['NIC', 'AutoNIC', 'NoneNIC', 'BDM', 'BDMLegacy', 'Group', 'AppendToGroup']);

const CONVERTERS: Readonly<Record<string, (word: string) => unknown>> = {
  int: integer,
  float: decimal,
  str: word => word,
  upper: uppercase,
  '<lambda>': lowercase,
  convert_to_lowercase: lowercase,
  _convert_to_lowercase: lowercase,
  convert_ipvx_case: ipVersionName,
  _parse_image_size: word =>
    positive(
      word,
      `'${word}' is not a valid size (use a positive integer)`,
      'Size must be a positive integer',
    ),
  _parse_evpn_vni: word =>
    positive(word, `'${word}' is not a valid VNI (use a positive integer)`, 'VNI must be a positive integer'),
};

function positive(word: string, wrong: string, small: string): number {
  let n: number;
  try {
    n = integer(word);
  } catch {
    throw new ArgumentError(wrong);
  }
  if (n > 0) return n;
  throw new ArgumentError(small);
}

/** Builds the declaration of a command from what the peer says of its parser. */
export function specOf(prog: string, parser: PeerParser): Spec {
  const params: Record<string, Param<unknown>[]> = {};
  const shown = parser.actions.filter(action => action.kind !== 'Help' || prog === 'openstack');
  for (const action of shown) {
    const list = params[action.dest] ?? [];
    list.push(param(action));
    params[action.dest] = list;
  }
  const name = (i: number): string => parser.actions[i]?.flags[0] ?? parser.actions[i]?.dest ?? '';
  return {
    prog,
    params,
    exclusive: parser.exclusive.map(({ required, members }) => ({ required, members: members.map(name) })),
    groups: parser.groups.map(group => ({
      title: group.title,
      ...(group.description === null ? {} : { description: group.description }),
      members: group.members.map(i => parser.actions[i]?.dest ?? ''),
    })),
    ...(parser.description === null ? {} : { description: parser.description }),
    ...(parser.epilog === null ? {} : { epilog: parser.epilog }),
  };
}

function param(action: PeerAction): Param<unknown> {
  const { flags, metavar, nargs, choices, required, hidden, help } = action;
  const convert = action.type === undefined ? undefined : CONVERTERS[action.type];
  if (action.type !== undefined && convert === undefined) throw new Error(`unknown type ${action.type}`);
  const { metavar: _, ...base } = behaviour(action);
  return {
    ...base,
    flags,
    help,
    hidden,
    required,
    initial: action.default ?? undefined,
    ...(metavar === null ? {} : { metavar }),
    ...(nargs === null ? {} : { nargs }),
    ...(choices === undefined ? {} : { choices: choices.map(each => (each === null ? null : String(each))) }),
    ...(convert === undefined ? {} : { convert }),
  };
}

/** The builder that stands for a kind. */
function behaviour(action: PeerAction): Param<unknown> {
  const [declared = ''] = action.flags;
  const keys = { required: action.required_keys ?? [], optional: action.optional_keys ?? [] };
  switch (action.kind) {
    case 'StoreTrue':
    case 'StoreFalse':
    case 'StoreConst':
    case 'NoneNIC':
    case 'AutoNIC':
      return constant<unknown>(declared, action.const ?? undefined, undefined, '');
    case 'Count':
      return count(declared, 0, '');
    case 'Append':
      return texts(declared, '');
    case 'KeyValue':
      return pairs(declared, '');
    case 'KeyValueAppend':
      return pairLists(declared, '');
    case 'KeyValueHint':
      return volumeHints(declared, '');
    case 'MultiKeyValue':
      return records(declared, keys, '');
    case 'MultiKeyValueComma':
      return commaRecords(declared, keys, '');
    case 'JSONKeyValue':
      return jsonPairs(declared, '');
    case 'CommaList':
      return commaList(declared, '');
    case 'NonNegative':
      return nonNegative(declared, '');
    case 'Range':
      return range(declared, '');
    case 'Percent':
      return percent(declared, '');
    default: {
      if (action.kind !== 'Store' && !OPAQUE.has(action.kind)) throw new Error(`unknown kind ${action.kind}`);
      const many = action.nargs !== null && action.nargs !== '?';
      if (many) return { ...arg('x', ''), apply: (__, words) => [...words] };
      return action.flags.length > 0 ? converted(declared, word => word, '') : arg('x', '');
    }
  }
}
