/**
 * Services that answer what a test says they answer. Strict: a request that no stub awaits fails, a stub that was not
 * used fails in `verify`, query and body are always compared. It counts round trips by depth: requests that go out
 * before an earlier answer came back are on one level.
 */
import { isDeepStrictEqual } from 'node:util';
import type { CacheEntry, TokenCache } from '../../src/clients/auth/cache.ts';
import type { Catalog } from '../../src/clients/auth/catalog.ts';
import type { Json } from '../../src/clients/json.ts';
import type { Service } from '../../src/clients/service.ts';
import { createSession, type Session, type SessionSettings } from '../../src/clients/session.ts';
import type { Transport, TransportRequest, TransportResponse } from '../../src/clients/transport.ts';

export type StubService = 'identity' | 'compute' | 'image' | 'network' | 'volume' | 'placement';

/** One exchange: what is awaited and what is answered. */
export interface Stub {
  /** Default GET. */
  readonly method?: string;
  /** Whose `path` it is (default compute). */
  readonly service?: StubService;
  /** Below the service's endpoint, such as `/servers/detail`. */
  readonly path?: string;
  /** The whole URL without its query, instead of service and path. */
  readonly url?: string;
  /** The query, all of it: undefined means none. Repeated keys are lists. */
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  /** The JSON body, all of it; undefined means none. */
  readonly body?: Json;
  /** Whether any body will do, where it holds what nobody can foretell; look at `sent`. */
  readonly anyBody?: boolean;
  /** The microversion that the request must carry; not compared when left out, null: none. */
  readonly microversion?: string | null;
  /** Default 200, or 204 without a reply. */
  readonly status?: number;
  /** The JSON answer; a string is sent as it is. */
  readonly reply?: Json;
  readonly headers?: Readonly<Record<string, string>>;
  /** How often it answers (default once). */
  readonly times?: number;
}

/** What was sent, for tests that look closer. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json | undefined;
  /** The round trip it was part of, from 1. */
  readonly level: number;
}

export interface Stubs {
  readonly transport: Transport;
  /** A session that is authenticated already: user, project and catalogue are the constants below. */
  readonly session: Session;
  service(type: StubService): Service;
  readonly sent: readonly Sent[];
  /** Round trips in sequence. */
  depth(): number;
  /** Fails when a request was not awaited or a stub was not used; call it at the end of each test. */
  verify(): void;
}

export const PROJECT = 'b554364235844cf3b558277eb08d1a83';
export const USER = '41cd19c9706f4c55b8ce3b402c7e5a45';

/** Where the stub services are, as a catalogue has them. */
export const ENDPOINTS: Readonly<Record<StubService, string>> = {
  identity: 'http://identity.test/v3',
  compute: 'http://compute.test/v2.1',
  image: 'http://image.test/v2',
  network: 'http://network.test/v2.0',
  volume: `http://volume.test/v3/${PROJECT}`,
  placement: 'http://placement.test',
};

const TYPES: Readonly<Record<StubService, string>> = {
  identity: 'identity',
  compute: 'compute',
  image: 'image',
  network: 'network',
  volume: 'block-storage',
  placement: 'placement',
};

/** The microversions on offer, those of a Zed cloud. */
export const VERSIONS: CacheEntry['versions'] = {
  'http://compute.test/v2.1/': { min: '2.1', max: '2.93' },
  'http://volume.test/v3/': { min: '3.0', max: '3.70' },
  'http://placement.test/': { min: '1.0', max: '1.39' },
};

export interface StubOptions {
  readonly settings?: Partial<SessionSettings>;
  /** Microversions by root URL, instead of those of Zed. */
  readonly versions?: CacheEntry['versions'];
}

/**
 * Makes stub services.
 * @param stubs in any order; the first unused one that fits a request answers it
 */
export function stub(stubs: readonly Stub[], options: StubOptions = {}): Stubs {
  const left = stubs.map(each => ({ stub: each, times: each.times ?? 1 }));
  const sent: Sent[] = [];
  const complaints: string[] = [];
  let delivered = 0;

  async function send(request: TransportRequest): Promise<TransportResponse> {
    const url = new URL(request.url);
    const body = await bodyOf(request);
    const level = delivered + 1;
    const { method, headers } = request;
    sent.push({ method, url: request.url, headers, body, level });
    const match = left.find(each => each.times > 0 && fits(each.stub, request, url, body));
    if (match) match.times--;
    else complaints.push(complaint(request, body, left));
    // All requests of this turn are out before any of their answers is in.
    await new Promise<void>(resolve => setImmediate(resolve));
    delivered = Math.max(delivered, level);
    if (!match) throw new Error(complaints.at(-1));
    return answer(match.stub);
  }

  const transport = { send };
  const session = createSession(
    { ...SETTINGS, ...options.settings },
    { transport, clock: { now: () => 0 }, cache: readyCache(options.versions ?? VERSIONS) },
  );
  return {
    transport,
    session,
    service: type => session.service(type),
    sent,
    depth: () => delivered,
    verify() {
      const unused = left.filter(each => each.times > 0).map(each => `unused stub: ${describe(each.stub)}`);
      const all = [...complaints, ...unused];
      if (all.length > 0) throw new Error(all.join('\n'));
    },
  };
}

const SETTINGS: SessionSettings = {
  authType: 'password',
  auth: { auth_url: ENDPOINTS.identity, username: 'admin', password: 'secret', project_name: 'admin' },
  region: 'RegionOne',
  interface: 'public',
  verify: true,
  cacert: undefined,
  cert: undefined,
  key: undefined,
  endpoints: {},
  apiVersions: {},
};

const SERVICES: readonly StubService[] = ['identity', 'compute', 'image', 'network', 'volume', 'placement'];

export const CATALOG: Catalog = SERVICES.map(name => {
  const raw = {
    id: `e-${name}`,
    interface: 'public',
    region_id: 'RegionOne',
    url: ENDPOINTS[name],
    region: 'RegionOne',
  };
  const endpoint = { id: raw.id, interface: raw.interface, region: raw.region, url: raw.url, raw };
  return { id: `s-${name}`, type: TYPES[name], name, endpoints: [endpoint] };
});

function readyCache(versions: CacheEntry['versions']): TokenCache {
  const identity = {
    token: 'gAAAA-stub-token',
    expiresAt: '2030-01-01T00:00:00.000000Z',
    issuedAt: '2029-12-31T00:00:00.000000Z',
    userId: USER,
    userName: 'admin',
    projectId: PROJECT,
    projectName: 'admin',
    domainId: undefined,
    roles: ['admin', 'member', 'reader'],
  };
  const validUntil = Number.MAX_SAFE_INTEGER;
  let entry: CacheEntry | undefined = {
    authUrl: ENDPOINTS.identity,
    storedAt: 0,
    validUntil,
    identity,
    catalog: CATALOG,
    versions,
    bases: {},
  };
  return {
    load: () => entry,
    store: (_key, next) => {
      entry = next;
    },
    remove: () => {
      entry = undefined;
    },
    list: () => (entry ? [{ key: 'stub', entry }] : []),
    clear: () => 0,
  };
}

function urlOf(each: Stub): string {
  return each.url ?? `${ENDPOINTS[each.service ?? 'compute']}${each.path ?? ''}`;
}

function fits(each: Stub, request: TransportRequest, url: URL, body: Json | undefined): boolean {
  if ((each.method ?? 'GET') !== request.method || urlOf(each) !== url.href.split('?')[0]) return false;
  if (!isDeepStrictEqual(queryOf(url), lists(each.query ?? {}))) return false;
  if (each.microversion !== undefined && each.microversion !== microversionOf(request)) return false;
  return each.anyBody === true || isDeepStrictEqual(body, plain(each.body));
}

function microversionOf(request: TransportRequest): string | null {
  return request.headers['openstack-api-version']?.split(' ')[1] ?? null;
}

/** As JSON would carry it, so that undefined members do not count. */
function plain(body: Json | undefined): Json | undefined {
  return body === undefined ? undefined : JSON.parse(JSON.stringify(body));
}

function queryOf(url: URL): Record<string, string[]> {
  const result: Record<string, string[]> = {};
  for (const key of url.searchParams.keys()) result[key] = url.searchParams.getAll(key);
  return result;
}

function lists(query: NonNullable<Stub['query']>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(query).map(([key, value]) => [key, typeof value === 'string' ? [value] : [...value]]),
  );
}

async function bodyOf(request: TransportRequest): Promise<Json | undefined> {
  const { body } = request;
  if (body === undefined) return undefined;
  if (typeof body === 'string') return JSON.parse(body);
  const chunks = [];
  for await (const chunk of body instanceof Uint8Array ? [body] : body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function describe(each: Stub): string {
  const query = each.query ? ` query ${JSON.stringify(each.query)}` : '';
  const body = each.body === undefined ? '' : ` body ${JSON.stringify(each.body)}`;
  const version = each.microversion === undefined ? '' : ` microversion ${each.microversion ?? 'none'}`;
  return `${each.method ?? 'GET'} ${urlOf(each)}${query}${body}${version}`;
}

function complaint(
  request: TransportRequest,
  body: Json | undefined,
  left: readonly { stub: Stub; times: number }[],
): string {
  const version = microversionOf(request);
  const asked = `${request.method} ${request.url}${body === undefined ? '' : ` body ${JSON.stringify(body)}`}${version === null ? '' : ` microversion ${version}`}`;
  const open = left.filter(each => each.times > 0).map(each => `  ${describe(each.stub)}`);
  return [`no stub awaits ${asked}; awaited:`, ...open].join('\n');
}

function answer(each: Stub): TransportResponse {
  const { reply } = each;
  const status = each.status ?? (reply === undefined ? 204 : 200);
  const content = reply === undefined ? '' : typeof reply === 'string' ? reply : JSON.stringify(reply);
  const type: Record<string, string> =
    reply === undefined
      ? {}
      : { 'content-type': typeof reply === 'string' ? 'text/html' : 'application/json' };
  const headers = { ...type, 'x-openstack-request-id': 'req-stub', ...each.headers };
  async function* body(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(content);
  }
  return { status, reason: REASONS[status] ?? '', headers, body: body(), text: async () => content };
}

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  413: 'Request Entity Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};
