/** A region's MongoDB as a connection string: what the endpoints of a gsinitrc say goes to the driver as it is. */
import { DEFAULT_DATABASE } from './contract.ts';
import { StoreUnavailable } from './errors.ts';
import type { MongoSettings } from './settings.ts';

/** Where a MongoDB is and how it is spoken to. */
export interface MongoAddress {
  /** A connection string without credentials. */
  readonly uri: string;
  /** Its hosts, for messages. */
  readonly where: string;
  /** The database that is used. */
  readonly database: string;
  /** Options of the driver that the connection string leaves to us; the driver would let them go before its own. */
  readonly options: Readonly<Record<string, string | number | boolean>>;
}

/** Milliseconds for connecting, whatever an operation may take. */
const CONNECT_TIMEOUT = 10_000;
const OPERATION_TIMEOUT = 300_000;
const POOL = 10;

const ENDPOINT = /^(?:([a-z][a-z\d+.-]*):\/\/)?([^/?#\s]+)(?:\/([^/?#]*))?(?:\?([^#]*))?$/i;

interface Endpoint {
  readonly isService: boolean;
  readonly hosts: readonly string[];
  readonly database: string;
  readonly options: readonly string[];
}

/**
 * Reads the endpoints: each `host:port`, several with commas, or a connection string.
 * @throws StoreUnavailable, of one line, for what none of these is, and for what does not go together
 */
export function mongoAddress(settings: MongoSettings): MongoAddress {
  const endpoints = settings.endpoints.map(readEndpoint);
  if (endpoints.length === 0)
    throw new StoreUnavailable('The gsinitrc names no MongoDB: set EndPoint in MongoConf.');
  const hosts = endpoints.flatMap(each => each.hosts);
  const service = endpoints.find(({ isService }) => isService);
  if (service && (hosts.length > 1 || /:\d+$/.test(hosts[0] ?? '')))
    throw refusal('mongodb+srv:// has one name without a port, and no endpoint beside it');
  const databases = [...new Set(endpoints.map(each => each.database).filter(name => name !== ''))];
  if (databases.length > 1) throw refusal(`its endpoints name several databases: ${databases.join(', ')}`);
  const options = [...new Set(endpoints.flatMap(each => each.options))];
  const said = new Set(options.map(option => option.replace(/=.*$/s, '').toLowerCase()));
  const isSaid = (name: string) => said.has(name.toLowerCase());
  const { timeout, pool } = settings;
  for (const [key, value, option] of [
    ['Timeout', timeout, 'socketTimeoutMS'],
    ['Worker', pool, 'maxPoolSize'],
  ] as const)
    if (value !== undefined && isSaid(option))
      throw refusal(`${key} and the endpoint's ${option} say the same: leave one out`);
  const [database = ''] = databases;
  const query = options.length === 0 ? '' : `?${options.join('&')}`;
  const ours = {
    // One host is what it is; several, or one of a named set, are members.
    ...(service || ['replicaSet', 'loadBalanced'].some(isSaid)
      ? {}
      : { directConnection: hosts.length === 1 }),
    connectTimeoutMS: CONNECT_TIMEOUT,
    serverSelectionTimeoutMS: CONNECT_TIMEOUT,
    socketTimeoutMS: timeout ?? OPERATION_TIMEOUT,
    maxPoolSize: pool ?? POOL,
    appName: 'ostk',
  };
  return {
    uri: `mongodb${service ? '+srv' : ''}://${hosts.join(',')}/${database}${query}`,
    where: hosts.join(','),
    database: settings.database ?? (database === '' ? DEFAULT_DATABASE : decoded(database)),
    options: Object.fromEntries(Object.entries(ours).filter(([name]) => !isSaid(name))),
  };
}

function readEndpoint(endpoint: string): Endpoint {
  const [, scheme = 'mongodb', hosts = '', database = '', query = ''] = ENDPOINT.exec(endpoint) ?? [];
  if (hosts === '') throw refusal(`'${endpoint}' is neither host:port nor mongodb://host:port/?options`);
  if (!/^mongodb(\+srv)?$/i.test(scheme))
    throw refusal(`'${endpoint}' begins with ${scheme}://, and MongoDB's are mongodb:// and mongodb+srv://`);
  return {
    isService: scheme.length > 'mongodb'.length,
    hosts: hosts.split(','),
    database,
    options: query.split('&').filter(option => option !== ''),
  };
}

/** A database's name without its escapes. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    throw refusal(`the database '${name}' is not escaped as a URI is`);
  }
}

function refusal(why: string): StoreUnavailable {
  return new StoreUnavailable(`MongoConf's EndPoint cannot be used: ${why}.`);
}
