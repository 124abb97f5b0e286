/** One cloud as one user: the token and what was learnt with it, shared by the clients of all services. */
import type { ApiVersion } from './api-versions.ts';
import { authenticate } from './auth/authenticate.ts';
import { type CacheEntry, cacheKey, lifetime, type TokenCache, type VersionRange } from './auth/cache.ts';
import type { Catalog } from './auth/catalog.ts';
import {
  type AskPassword,
  type AuthSettings,
  checkSettings,
  identityKey,
  methodsOf,
} from './auth/plugins.ts';
import type { Grant, Identity } from './auth/token.ts';
import { discoverBase, discoverVersions } from './discovery.ts';
import { aliasesOf, byType, findEndpoint, type Place, placeOf } from './endpoints.ts';
import { AuthError, EndpointNotFound } from './errors.ts';
import { createService } from './rest.ts';
import type { Service } from './service.ts';
import type { TlsSettings } from './tls.ts';
import type { Transport } from './transport.ts';

/** What a session needs to know, as configuration gives it. */
export interface SessionSettings extends TlsSettings {
  readonly authType: string;
  readonly auth: AuthSettings;
  readonly region: string | undefined;
  readonly interface: string;
  /** Endpoint overrides by service type with `_`. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** API versions by service type with `_`; `requestedVersion` says which of them are microversions to be sent. */
  readonly apiVersions: Readonly<Record<string, string>>;
  /** Types that services have in the catalogue instead of their own, by service type with `_`. */
  readonly serviceTypes?: Readonly<Record<string, string>>;
}

/** What a session works with, injected. */
export interface SessionDeps {
  readonly transport: Transport;
  /** Left out: nothing is kept between runs. */
  readonly cache?: TokenCache | undefined;
  readonly clock: { now(): number };
  readonly askPassword?: AskPassword | undefined;
  /** Told of each list that a service did not give in full, by the key of its items. */
  readonly truncated?: ((key: string) => void) | undefined;
  /** The User-Agent header (default `ostk`). */
  readonly userAgent?: string;
  /** Headers that the requests to services carry besides. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export interface Session {
  /** The client of a service; the same one each time. @param type any name: `volume`, `block-storage`, `volumev3` */
  service(type: string): Service;
  /** The token and its catalogue, from the cache where it can. @throws AuthError, ConnectionError */
  authenticate(): Promise<Grant>;
  /** Who the token belongs to. */
  whoami(): Promise<Identity>;
  /** Where the services are. @param fresh asks for a new token where it was kept from an earlier run */
  catalog(fresh?: boolean): Promise<Catalog>;
  /** A token that is no older than this session; one from the cache is left there. @throws AuthError, ConnectionError */
  issue(): Promise<Identity>;
  /** What a service says of its versions. @param url an endpoint of the catalogue */
  apiVersions(url: string): Promise<readonly ApiVersion[]>;
}

/** What the services' clients use of the session. */
export interface Backstage {
  readonly transport: Transport;
  readonly headers: Readonly<Record<string, string>>;
  readonly apiVersions: Readonly<Record<string, string>>;
  truncated(key: string): void;
  /** The token to send; undefined where none is needed. */
  token(): Promise<string | undefined>;
  /** A new token, once `stale` was refused. @returns whether there is one that differs */
  renew(stale: string): Promise<boolean>;
  place(type: string): Promise<Place>;
  /** Where the service says that it is, asked for once a guessed place was wrong. */
  relocate(place: Place, type: string): Promise<Place | undefined>;
  versions(type: string): Promise<VersionRange>;
}

/** What a session knows; all of it goes into the cache together. */
interface Knowledge {
  grant: Grant;
  /** Undefined for a token that is not to be kept. */
  entry: CacheEntry | undefined;
  readonly versions: Record<string, VersionRange>;
  readonly bases: Record<string, string>;
  readonly cached: boolean;
}

/**
 * Opens a session. Nothing is read or sent before it is used.
 * @param settings who, where, how
 * @param deps transport, cache, clock
 */
export function createSession(settings: SessionSettings, deps: SessionDeps): Session {
  const { authType, auth } = settings;
  const { transport, cache, clock, truncated = () => {} } = deps;
  const headers = { 'user-agent': deps.userAgent ?? 'ostk' };
  const services = new Map<string, Service>();
  const discoveries = new Map<string, Promise<VersionRange>>();
  let knowledge: Promise<Knowledge> | undefined;

  /** The peer's identity is part of the key: a token from an unverified server is never sent to a verified one. */
  function keyOf(): string {
    const trust = settings.verify
      ? `verified by ${settings.cacert ?? 'the usual authorities'}`
      : 'unverified';
    return cacheKey([identityKey(authType, auth), trust, settings.cert ?? '']);
  }

  /** A token that the user brought is not kept: its name would have to be made from the secret. */
  function keepable(): boolean {
    return cache !== undefined && !methodsOf(authType, auth).includes('token');
  }

  async function begin(fresh: boolean): Promise<Knowledge> {
    const methods = methodsOf(authType, auth);
    checkSettings(authType, methods, auth);
    const fixed = methods.includes('none') ? '' : methods.includes('token_endpoint') ? auth.token : undefined;
    if (fixed !== undefined)
      return { grant: ownGrant(fixed), entry: undefined, versions: {}, bases: {}, cached: true };
    const key = keepable() ? keyOf() : undefined;
    const entry = key === undefined || fresh ? undefined : cache?.load(key);
    if (entry)
      return {
        grant: entry,
        entry,
        versions: { ...entry.versions },
        bases: { ...entry.bases },
        cached: true,
      };
    return obtain(key);
  }

  async function obtain(key: string | undefined): Promise<Knowledge> {
    const { askPassword } = deps;
    const grant = await authenticate({ authType, auth, transport, askPassword, headers });
    const known = { grant, versions: {}, bases: {}, cached: false };
    const left = lifetime(grant.identity, grant.date);
    if (key === undefined || left <= 0) return { ...known, entry: undefined };
    const storedAt = clock.now();
    const { identity, catalog } = grant;
    const authUrl = auth.auth_url ?? '';
    const entry = {
      authUrl,
      identity,
      catalog,
      storedAt,
      validUntil: storedAt + left,
      versions: {},
      bases: {},
    };
    cache?.store(key, entry);
    return { ...known, entry };
  }

  function know(): Promise<Knowledge> {
    knowledge ??= settled(begin(false));
    return knowledge;
  }

  /** A failure is not remembered: in an interactive session the next command may ask again. */
  function settled(begun: Promise<Knowledge>): Promise<Knowledge> {
    begun.catch(() => {
      if (knowledge === begun) knowledge = undefined;
    });
    return begun;
  }

  /** Keeps what discovery found, next to the token. */
  function remember(known: Knowledge): void {
    if (!known.entry || !cache) return;
    known.entry = { ...known.entry, versions: known.versions, bases: known.bases };
    cache.store(keyOf(), known.entry);
  }

  /** Several requests may be refused at once; the first one renews for all. */
  const renewals = new Map<string, Promise<boolean>>();

  function renew(stale: string): Promise<boolean> {
    const running = renewals.get(stale) ?? replace(stale);
    renewals.set(stale, running);
    return running;
  }

  async function replace(stale: string): Promise<boolean> {
    const known = await know();
    if (known.grant.identity.token !== stale) return true;
    const methods = methodsOf(authType, auth);
    if (methods.includes('none') || methods.includes('token_endpoint')) return false;
    if (keepable()) cache?.remove(keyOf());
    knowledge = settled(begin(true));
    const next = await knowledge;
    Object.assign(next.versions, known.versions);
    Object.assign(next.bases, known.bases);
    remember(next);
    return true;
  }

  async function place(type: string): Promise<Place> {
    const known = await know();
    try {
      return placeIn(known, type);
    } catch (error) {
      // The service may have come after a token that was kept from an earlier run.
      const old = error instanceof EndpointNotFound && known.cached;
      if (!old || !(await renew(known.grant.identity.token))) throw error;
      return placeIn(await know(), type);
    }
  }

  function placeIn({ grant, bases }: Knowledge, type: string): Place {
    const { projectId } = grant.identity;
    const url = urlOf(type, grant.catalog);
    const made = placeOf(url, type, projectId);
    const found = bases[made.base];
    return found === undefined ? made : placeOf(found, type, projectId);
  }

  function urlOf(type: string, catalog: Catalog): string {
    const own = byType(settings.endpoints, type) ?? auth.endpoint;
    const listedAs = byType(settings.serviceTypes ?? {}, type) ?? type;
    const listed = own || findEndpoint(catalog, listedAs, settings.interface, settings.region)?.url;
    // A token without a scope has no catalogue; what it may be scoped to is still asked where it came from.
    const url = listed ?? (catalog.length === 0 && type === 'identity' ? auth.auth_url : undefined);
    if (url === undefined)
      throw new EndpointNotFound(aliasesOf(listedAs)[0] ?? listedAs, settings.region, settings.interface);
    if (URL.canParse(url)) return url;
    throw new AuthError(`The endpoint of ${type} is no URL: ${url}`);
  }

  async function relocate(wrong: Place, type: string): Promise<Place | undefined> {
    const known = await know();
    const base = await discoverBase({ transport, headers, token: known.grant.identity.token }, wrong, type);
    if (base === undefined || base === wrong.base) return undefined;
    known.bases[wrong.base] = base;
    remember(known);
    return placeOf(base, type, known.grant.identity.projectId);
  }

  async function versions(type: string): Promise<VersionRange> {
    const known = await know();
    const { root } = await place(type);
    const kept = known.versions[root];
    if (kept) return kept;
    const running = discoveries.get(root);
    if (running) return running;
    const asked = (async () => {
      const range = await discoverVersions(
        { transport, headers, token: known.grant.identity.token },
        root,
        type,
      );
      const current = await know();
      current.versions[root] = range;
      remember(current);
      return range;
    })();
    discoveries.set(root, asked);
    asked.catch(() => discoveries.delete(root));
    return asked;
  }

  const backstage: Backstage = {
    transport,
    headers: { ...headers, ...deps.headers },
    apiVersions: settings.apiVersions,
    truncated,
    token: async () => (await know()).grant.identity.token || undefined,
    renew,
    place,
    relocate,
    versions,
  };

  return {
    service(type) {
      const made = services.get(type) ?? createService(type, backstage);
      services.set(type, made);
      return made;
    },
    authenticate: async () => (await know()).grant,
    whoami: async () => (await know()).grant.identity,
    async catalog(fresh = false) {
      const known = await know();
      if (fresh && known.cached) await renew(known.grant.identity.token);
      return (await know()).grant.catalog;
    },
    async issue() {
      const known = await know();
      if (!known.entry || !known.cached) return known.grant.identity;
      const { askPassword } = deps;
      return (await authenticate({ authType, auth, transport, askPassword, headers })).identity;
    },
    async apiVersions(url) {
      const { token, projectId } = (await know()).grant.identity;
      const { listVersions } = await import('./api-versions.ts');
      return listVersions({ transport, headers, token }, url, projectId);
    },
  };
}

/** What can be said of a token that nobody asked the identity service about. */
function ownGrant(token: string): Grant {
  const unknown = { projectId: undefined, projectName: undefined, domainId: undefined, roles: [] };
  return { identity: { token, expiresAt: '', userId: '', userName: '', ...unknown }, catalog: [] };
}
