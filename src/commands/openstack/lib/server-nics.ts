/** NICs of new servers: the options that ask for them, and what is sent. */
import type { Json } from '../../../clients/json.ts';
import { network, port } from '../../../clients/resources/network.ts';
import type { Service } from '../../../clients/service.ts';
import type { Context } from '../../../kernel/context.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { demand, supports } from '../../../kernel/microversion.ts';
import {
  ArgumentError,
  constant,
  keyed,
  naming,
  type Param,
  text as textParam,
} from '../../../kernel/params.ts';
import { inOrder } from '../../../kernel/together.ts';

/** One NIC as typed; words are names or IDs, '' what was not said. */
interface Nic {
  readonly 'net-id': string;
  readonly 'port-id': string;
  readonly 'v4-fixed-ip': string;
  readonly 'v6-fixed-ip': string;
  readonly tag?: string;
}

/** All NICs as typed, in order; `auto` and `none` stand for the service's own choice. */
export type Nics = readonly (Nic | 'auto' | 'none')[];

const KEYS = ['net-id', 'port-id', 'v4-fixed-ip', 'v6-fixed-ip', 'tag'];
const FORM = 'net-id=net-uuid,port-id=port-uuid,v4-fixed-ip=ip-addr,v6-fixed-ip=ip-addr,tag=tag';

/**
 * Reads one NIC.
 * @throws ArgumentError with the peer's sentences
 */
function parse(word: string): Nic {
  const invalid = (reason: string): ArgumentError => new ArgumentError(`Invalid argument ${word}; ${reason}`);
  const said: Record<string, string> = {};
  for (const part of word.split(',')) {
    const [key = '', ...rest] = part.split('=');
    const value = rest.join('=');
    if (!KEYS.includes(key) || value === '') throw invalid(`argument must be of form '${FORM}'`);
    said[key] = value;
  }
  const { tag } = said;
  const nic = {
    'net-id': said['net-id'] ?? '',
    'port-id': said['port-id'] ?? '',
    'v4-fixed-ip': said['v4-fixed-ip'] ?? '',
    'v6-fixed-ip': said['v6-fixed-ip'] ?? '',
    ...(tag === undefined ? {} : { tag }),
  };
  if (nic['net-id'] && nic['port-id'])
    throw invalid("either 'network' or 'port' should be specified but not both");
  if (nic['v4-fixed-ip'] && nic['v6-fixed-ip'])
    throw invalid("either 'v4-fixed-ip' or 'v6-fixed-ip' should be specified but not both");
  return nic;
}

function option(declared: string, help: string, read: (word: string) => Nics[number]): Param<Nics, string> {
  return { ...textParam(declared, help), initial: [], apply: (old, [word = '']) => [...old, read(word)] };
}

/** An option that stands for one key of --nic. */
function standing(declared: string, key: string, help: string): Param<Nics, string> {
  return option(declared, help, word => {
    if (/[,=]/.test(word))
      throw new ArgumentError(`Invalid argument ${word}; characters ',' and '=' are not allowed`);
    return parse(`${key}=${word}`);
  });
}

function fixed(declared: string, value: 'auto' | 'none', help: string): Param<Nics> {
  return { ...constant<Nics>(declared, [], [], help), apply: old => [...old, value] };
}

/** `--network`, `--port`, `--no-network`, `--auto-network` and `--nic`, which all write to the same list. */
export const nicParams: readonly Param<Nics>[] = [
  naming(
    'network',
    standing(
      '--network <network>',
      'net-id',
      'A network to connect to (name or ID); may be repeated, as --nic net-id=NETWORK',
    ),
  ),
  naming(
    'port',
    standing(
      '--port <port>',
      'port-id',
      'A port to use (name or ID); may be repeated, as --nic port-id=PORT',
    ),
  ),
  fixed('--no-network', 'none', 'No network, as --nic none (microversion 2.37 and newer)'),
  fixed(
    '--auto-network',
    'auto',
    'The network that the service chooses or makes, as --nic auto (the default)',
  ),
  keyed(
    {
      'net-id': 'network',
      'port-id': 'port',
      'v4-fixed-ip': undefined,
      'v6-fixed-ip': undefined,
      tag: undefined,
    },
    option(
      `--nic <${FORM},auto,none>`,
      'A NIC, may be repeated. net-id or port-id: the network or the port (name or ID). v4-fixed-ip or v6-fixed-ip: its ' +
        'address. tag: a tag for the guest (microversion 2.43 and newer). auto and none stand alone: the service ' +
        'chooses, or no network at all',
      word => (word === 'auto' || word === 'none' ? word : parse(word)),
    ),
  ),
];

/**
 * Holds NICs against the service's microversion and against each other.
 * @throws CommandError with the peer's sentences
 */
export async function checkNics(compute: Service, nics: Nics): Promise<void> {
  if (nics.includes('auto') || nics.includes('none')) {
    const alone =
      'Specifying a --nic of auto or none cannot be used with any other --nic, --network or --port value.';
    if (nics.length > 1) throw new CommandError(alone);
    const message =
      '--os-compute-api-version 2.37 or greater is required to support explicit auto-allocation of a network or ' +
      'to disable network allocation';
    await demand(compute, '2.37', message);
  }
  const tagged = nics.some(nic => typeof nic !== 'string' && nic.tag !== undefined);
  const message = '--os-compute-api-version 2.43 or greater is required to support the --nic tag field';
  if (tagged) await demand(compute, '2.43', message);
}

/**
 * What is sent as `networks`: names are looked up, all at once.
 * @throws NotFound, Ambiguous, HttpError; CommandError for a port where there is no network service
 */
export async function networksOf(context: Context, compute: Service, nics: Nics): Promise<Json> {
  const [first] = nics;
  if (first === undefined) return (await supports(compute, '2.37')) ? 'auto' : [];
  if (typeof first === 'string') return first;
  if (nics.some(nic => typeof nic !== 'string' && nic['port-id'])) await needNetwork(context);
  return inOrder(
    ...nics.map(nic => (typeof nic === 'string' ? Promise.resolve(nic) : networkOf(context, nic))),
  );
}

async function networkOf(context: Context, nic: Nic): Promise<Json> {
  const [uuid, portId] = await inOrder(
    nic['net-id'] ? context.findId(network, nic['net-id']) : Promise.resolve(''),
    nic['port-id'] ? context.findId(port, nic['port-id']) : Promise.resolve(''),
  );
  const address = nic['v4-fixed-ip'] || nic['v6-fixed-ip'];
  return {
    ...(uuid ? { uuid } : {}),
    ...(portId ? { port: portId } : {}),
    ...(address ? { fixed_ip: address } : {}),
    ...(nic.tag ? { tag: nic.tag } : {}),
  };
}

async function needNetwork(context: Context): Promise<void> {
  const catalog = await context.catalog();
  if (catalog.some(entry => entry.type === 'network')) return;
  throw new CommandError("Can't create server with port specified since network endpoint not enabled");
}
