/** The embedded cloud: services over one state, reached through a Transport like any other cloud. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Transport, TransportRequest, TransportResponse } from '../clients/transport.ts';
import { createCompute } from './compute/service.ts';
import { Outage, takeFault } from './faults.ts';
import { phrase } from './http.ts';
import type { Use } from './identity/access.ts';
import { createIdentity } from './identity/service.ts';
import { callerOf } from './identity/token.ts';
import { createImage } from './image/service.ts';
import { createNetwork } from './network/service.ts';
import { routersOf } from './parts.ts';
import { bodyOf, lowerCase } from './request.ts';
import { answer } from './response.ts';
import type { Root } from './root.ts';
import { createRouter, type Match, type Router, requestedVersion, versionHeaders } from './router.ts';
import { type Call, type Caller, type JobContext, Refusal, type Reply, type Service } from './service.ts';
import { type Collections, NeedsWriting, type State, Transaction } from './state.ts';
import { Outdated, Store } from './store.ts';
import { createTime } from './time.ts';
import { createVolumes } from './volume/service.ts';

/** Where the sandbox is when it is used in process; the name exists nowhere else (RFC 6761). */
export const ORIGIN = 'http://sandbox.invalid';

export interface SandboxOptions {
  /** Where the state is kept. */
  readonly dir: string;
  /** The user whom the state must belong to; undefined where the system has no such thing. */
  readonly uid: number | undefined;
  /** Milliseconds since the epoch. */
  now(): number;
  /** `OSTK_SANDBOX_SPEED`. */
  readonly speed?: string | undefined;
}

export interface Sandbox extends Transport {
  /** The way of one more client; `send` is the first one's. */
  connect(): Transport;
  /** Runs `work` alone on the state, after what is due; all of its changes are kept, or none when it throws. */
  change<T>(work: (state: State) => T): Promise<T>;
  /** Takes the state away; the next request finds a new cloud. */
  reset(): void;
}

/** Nobody: who asks where no token is needed. */
const NOBODY: Caller = {
  userId: '',
  userName: '',
  domainId: '',
  projectId: '',
  projectName: '',
  roles: [],
  isAdmin: false,
};

interface Running extends Service {
  readonly openRouter: Router;
  readonly routers: ReturnType<typeof routersOf>;
}

/** Makes the sandbox. Nothing is read or written before the first request. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const store = new Store(options.dir, options.uid);
  const time = createTime(options.now, options.speed);
  const all: readonly Service[] = [
    createIdentity(),
    createImage(join(options.dir, 'blobs')),
    createNetwork(),
    createVolumes(),
    createCompute(),
  ];
  const services = all.map(running);
  const collections: Collections = Object.assign({}, ...all.map(service => service.collections));

  function jobContext(state: State, now: number): JobContext {
    return { state, now, after: seconds => now + time.span(seconds) };
  }

  /** The services whose first things are not in the state: all in a new one, new ones after an update of ostk. */
  function unseeded({ seeds }: Root): readonly Service[] {
    return all.filter(service => !seeds.includes(seedOf(service)));
  }

  /** Seeds the state and does the jobs whose time has come, each at its own time. */
  function advance(root: Root, state: Transaction): void {
    const now = time.now();
    const fresh = unseeded(root);
    for (const service of fresh) service.seed(jobContext(state, now));
    if (fresh.length > 0) {
      for (const service of all) service.enlist?.(state, all);
      state.markSeeded(all.map(seedOf));
    }
    for (let job = state.takeDue(now); job; job = state.takeDue(now)) {
      const [type, name = ''] = job.kind.split('/');
      const handler = all.find(service => service.type === type)?.jobs?.[name];
      handler?.(jobContext(state, job.at), job.data);
    }
  }

  function write<T>(work: (state: Transaction, root: Root) => T): Promise<T> {
    return store.write(root => {
      const state = new Transaction(store, root, collections, true);
      const result = work(state, root);
      return { result, change: state.change() };
    });
  }

  /** Runs `work` on the state; alone only if it changes something. */
  async function transact<T>(work: (state: State) => T): Promise<T> {
    for (;;) {
      const root = store.newest();
      if (unseeded(root).length > 0 || (root.due ?? Number.POSITIVE_INFINITY) <= time.now()) {
        await write((state, current) => advance(current, state));
        continue;
      }
      try {
        return work(new Transaction(store, root, collections, false));
      } catch (error) {
        if (error instanceof NeedsWriting) return write(work);
        if (!(error instanceof Outdated)) throw error;
      }
    }
  }

  async function send(request: TransportRequest, outage: Outage): Promise<TransportResponse> {
    const url = new URL(request.url);
    const requestId = `req-${randomUUID()}`;
    const service = services.find(({ prefix }) => `${url.pathname}/`.startsWith(`${prefix}/`));
    if (!service) return answer(request.method, { status: 404 }, { now: time.now() });
    const isAway = await fails(service, outage);
    const made = isAway
      ? unavailable(service, { origin: url.origin, requestId, version: 0 })
      : await attempt(service, request, url, requestId);
    const cut = !describes(service, request.method, url) && (await isCut(service));
    const id: Record<string, string> = { 'x-openstack-request-id': requestId };
    if (service.microversions?.legacy !== undefined || service.type === 'volume')
      id['x-compute-request-id'] = requestId;
    return answer(request.method, { ...made, headers: { ...made.headers, ...id } }, { now: time.now(), cut });
  }

  async function isCut({ type }: Service): Promise<boolean> {
    return (await transact(state => takeFault(state, 'cut', type))) !== undefined;
  }

  /** Whether somebody finds a service unavailable now. */
  async function fails({ type }: Service, outage: Outage): Promise<boolean> {
    if (outage.lasts(type, time.now())) return true;
    const fault = await transact(state => takeFault(state, 'unavailable', type));
    if (fault === 'once') outage.begin(type, time.now());
    return fault !== undefined;
  }

  async function attempt(
    service: Running,
    request: TransportRequest,
    url: URL,
    requestId: string,
  ): Promise<Reply> {
    /** Undefined until it is known: what goes wrong before says nothing of it. */
    let version: number | undefined;
    try {
      const headers = lowerCase(request.headers);
      const path = url.pathname.slice(service.prefix.length);
      const { open, routes } = await service.routers(path);
      const free = open.match(request.method, path);
      const isFree = free !== undefined && 'handler' in free;
      const use = { types: service.catalog.map(([type]) => type), method: request.method, path };
      const found = isFree ? free : (routes.match(request.method, path) ?? free);
      if (service.findsFirst) matched(found);
      const caller = isFree ? NOBODY : await authenticate(headers['x-auth-token'], use);
      const match = matched(found);
      const { microversions } = service;
      version = microversions ? requestedVersion(microversions, headers) : 0;
      const body = await bodyOf(service, match, request.body);
      const call: Omit<Call, 'state'> = {
        method: request.method,
        origin: url.origin,
        path: url.pathname,
        search: url.search,
        params: match.params,
        query: url.searchParams,
        headers,
        body,
        caller,
        now: time.now(),
        version,
        requestId,
        after: seconds => time.now() + time.span(seconds),
      };
      const made = await transact(state => match.handler({ ...call, state }));
      made.kept?.();
      return versioned(service, version, made);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const made = service.refuse(error, { origin: url.origin, requestId, version: version ?? 0 });
      return version === undefined ? made : versioned(service, version, made);
    }
  }

  async function authenticate(token: string | undefined, use: Use): Promise<Caller> {
    const caller =
      token === undefined ? undefined : await transact(state => callerOf(state, token, time.now(), use));
    if (!caller) throw new Refusal(401, 'The request you have made requires authentication.');
    return caller;
  }

  function connect(): Transport {
    const outage = new Outage();
    return { send: request => send(request, outage) };
  }

  return {
    ...connect(),
    connect,
    change: async work => {
      await transact(() => undefined);
      return write(work);
    },
    reset: () => store.reset(),
  };
}

/** What the state notes of a service that has been seeded. */
function seedOf({ seeded, type }: Service): string {
  return seeded ?? type;
}

function running(service: Service): Running {
  return {
    ...service,
    openRouter: createRouter(service.open, ''),
    routers: routersOf(service),
  };
}

/** Whether a request asks which versions there are: clients do without an answer to that. */
function describes({ openRouter, prefix }: Running, method: string, url: URL): boolean {
  const match = method === 'GET' ? openRouter.match(method, url.pathname.slice(prefix.length)) : undefined;
  return match !== undefined && 'handler' in match;
}

/** 503; whoever asks again need not wait, for it will be the same. */
function unavailable(service: Service, about: Parameters<Service['refuse']>[1]): Reply {
  const message = 'The server is currently unavailable. Please try again at a later time.';
  const made = service.refuse(new Refusal(503, message), about);
  return { ...made, headers: { ...made.headers, 'retry-after': '0' } };
}

/** An answer that tells which microversion it has. */
function versioned({ microversions }: Service, version: number, made: Reply): Reply {
  if (!microversions) return made;
  const shown = versionHeaders(microversions, `${microversions.major}.${version}`);
  return { ...made, headers: { ...shown, ...made.headers } };
}

function matched(found: Match | readonly string[] | undefined): Match {
  if (found === undefined) throw new Refusal(404, phrase(404), 'nowhere');
  if ('handler' in found) return found;
  const message = 'The method is not allowed for the requested URL.';
  throw new Refusal(405, message, '', { allow: found.join(', ') });
}
