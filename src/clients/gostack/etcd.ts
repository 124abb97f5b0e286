/**
 * etcd v3 through its JSON gateway (`/v3/…`): user authentication, two endpoints with fail-over, size limits.
 *
 * A request is sent again to the next endpoint when one is not reached or does not answer, and then it may have been
 * done already. So whoever sends a transaction makes it one that can be told apart from its repetition.
 */
import { randomBytes } from 'node:crypto';
import { ConnectionError, MalformedResponse } from '../errors.ts';
import { child, children, type Json, type JsonObject, parseJson, text, writeJson } from '../json.ts';
import type { Transport, TransportResponse } from '../transport.ts';
import { EtcdError, StoreAuthError, StoreUnavailable, TooLarge } from './errors.ts';
import {
  type Compare,
  compareMessage,
  encode,
  failureOf,
  foundBy,
  integer,
  type KeyValue,
  keyValue,
  type Operation,
  operationMessage,
  rangeEnd,
} from './etcd-codec.ts';
import type { EtcdSettings } from './settings.ts';

export interface RangeOptions {
  /** Whether all keys that begin so are meant. */
  readonly prefix?: boolean;
  readonly limit?: number;
  /** Only what was changed in this revision or later. */
  readonly since?: number;
}

export interface Found {
  /** The store's revision when it was asked. */
  readonly revision: number;
  readonly keys: readonly KeyValue[];
}

export interface Transacted {
  /** Whether all conditions held. */
  readonly succeeded: boolean;
  readonly revision: number;
  /** What the `get`s of the branch taken found. */
  readonly found: readonly (KeyValue | undefined)[];
}

/** A stream of answers that stays open. */
export interface Stream {
  /** Where it is. */
  readonly endpoint: string;
  readonly response: TransportResponse;
}

export interface Etcd {
  range(key: string, options?: RangeOptions): Promise<Found>;
  transact(
    compare: readonly Compare[],
    then: readonly Operation[],
    otherwise?: readonly Operation[],
  ): Promise<Transacted>;
  /** Makes a lease. @returns its ID */
  grant(seconds: number): Promise<string>;
  /** Keeps a lease alive. @returns seconds that it has now, 0 when it is gone */
  keepAlive(lease: string): Promise<number>;
  /** Ends a lease, and with it the keys that are bound to it; one that is gone is no error. */
  revoke(lease: string): Promise<void>;
  /** Opens a stream at an endpoint that answers. @param signal what ends it */
  stream(path: string, body: JsonObject, signal: AbortSignal): Promise<Stream>;
  /** Turns to the next endpoint, because this one's stream went silent. */
  leave(endpoint: string): void;
  /** Forgets the token, because a stream said that it is none. */
  forgetToken(): void;
  readonly limits: { readonly idle: number; readonly patience: number; readonly receive: number };
}

const KEEPALIVE_TIME = 30_000;
const KEEPALIVE_TIMEOUT = 10_000;

/** gRPC's codes (grpc/codes). */
const NOT_FOUND = 5;
const FAILED_PRECONDITION = 9;
const UNAVAILABLE = 14;
const UNAUTHENTICATED = 16;

/** A token that a member does not know, or one from before users were changed (etcd's server/auth errors). */
const STALE_TOKEN = /invalid auth token|revision of auth store is old|user name is empty/;

/** What a member says that has lost the others, besides those with code UNAVAILABLE. */
const NO_QUORUM = /no leader|request timed out|leader changed|etcdserver: stopped/;

/**
 * Makes a client. Nothing is sent before the first request.
 * @param transport what sends; its own idle time-out must not be shorter than a watch may be silent
 */
export function createEtcd(settings: EtcdSettings, transport: Transport): Etcd {
  const bases = settings.endpoints.map(baseUrl);
  const patience = settings.keepAliveTimeout ?? KEEPALIVE_TIMEOUT;
  const { maxSend = Number.POSITIVE_INFINITY, maxReceive = Number.POSITIVE_INFINITY } = settings;
  let current = 0;
  let token: Promise<string | undefined> | undefined;

  /** One request at one endpoint, its answer's headers awaited for as long as the settings have it. */
  async function post(
    base: string,
    path: string,
    body: string,
    authorization: string | undefined,
    signal?: AbortSignal,
  ): Promise<TransportResponse> {
    const headers = {
      'content-type': 'application/json',
      ...(authorization === undefined ? {} : { authorization }),
    };
    return transport.send({
      method: 'POST',
      url: `${base}/v3/${path}`,
      headers,
      body,
      answerTimeout: patience,
      signal: signal ?? AbortSignal.timeout(patience),
    });
  }

  /** Asks each endpoint until one answers, beginning with the one that did last. */
  async function anywhere<T>(ask: (base: string) => Promise<T>): Promise<T> {
    const causes: string[] = [];
    for (let tries = 0; tries < bases.length; tries++) {
      const at = current;
      const base = bases[at] ?? '';
      try {
        return await ask(base);
      } catch (error) {
        if (!isAbsent(error)) throw error;
        causes.push(`${base}: ${reason(error)}`);
        // Two requests at once leave a broken endpoint once.
        if (current === at) current = (at + 1) % bases.length;
        if (tries === bases.length - 1)
          throw new StoreUnavailable(
            `etcd cannot be reached (${causes.join('; ')}). Check AppInfo's EndPoint and BakEndPoint.`,
            { cause: error },
          );
      }
    }
    throw new StoreUnavailable('The gsinitrc names no etcd: set EndPoint in AppInfo.');
  }

  async function answerOf(response: TransportResponse, url: string): Promise<Json> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body) {
      size += chunk.length;
      if (size > maxReceive) throw tooLarge('answer', `more than ${maxReceive}`, 'MaxCallRecvMsgSize');
      chunks.push(chunk);
    }
    try {
      return parseJson(Buffer.concat(chunks).toString());
    } catch (error) {
      throw new MalformedResponse(url, `etcd's gateway did not answer with JSON`, undefined, {
        cause: error,
      });
    }
  }

  /** The answer's object. @throws what etcd says is wrong */
  async function checked(response: TransportResponse, url: string): Promise<JsonObject> {
    const answer = await answerOf(response, url);
    const failure = failureOf(answer);
    if (response.status < 400 && !failure) return child({ answer }, 'answer');
    throw etcdError(
      failure ?? { message: `HTTP ${response.status}`, code: response.status === 503 ? UNAVAILABLE : 2 },
    );
  }

  async function login(): Promise<string | undefined> {
    const { username, password } = settings;
    if (username === undefined || username === '') return undefined;
    const body = JSON.stringify({ name: username, password: password ?? '' });
    try {
      const answer = await anywhere(async base =>
        checked(await post(base, 'auth/authenticate', body, undefined), base),
      );
      return text(answer, 'token');
    } catch (error) {
      if (!(error instanceof EtcdError)) throw error;
      // A store without authentication lets everybody in.
      if (error.message.includes('authentication is not enabled')) return undefined;
      throw new StoreAuthError(
        `etcd refused the user '${username}': ${error.message}. Check Username and Password of AppInfo in the gsinitrc.`,
        { cause: error },
      );
    }
  }

  function tokenOf(): Promise<string | undefined> {
    token ??= login().catch(error => {
      token = undefined;
      throw error;
    });
    return token;
  }

  /** Sends with a token, and once more with a new one where the server does not know it any longer. */
  async function authorized<T>(send: (authorization: string | undefined) => Promise<T>): Promise<T> {
    const used = tokenOf();
    try {
      return await send(await used);
    } catch (error) {
      if (!isStale(error) || (await used) === undefined) throw error;
      if (token === used) token = undefined;
      return send(await tokenOf());
    }
  }

  async function call(path: string, message: JsonObject): Promise<JsonObject> {
    const body = writeJson(message);
    const size = Buffer.byteLength(body);
    if (size > maxSend) throw tooLarge('request', String(size), 'MaxCallSendMsgSize');
    return authorized(authorization =>
      anywhere(async base => checked(await post(base, path, body, authorization), base)),
    );
  }

  return {
    limits: { idle: settings.keepAliveTime ?? KEEPALIVE_TIME, patience, receive: maxReceive },
    async range(key, { prefix = false, limit, since } = {}) {
      const answer = await call('kv/range', {
        // The first key that there can be: no key is empty.
        key: encode(key === '' ? '\0' : key),
        range_end: prefix ? rangeEnd(key) : undefined,
        limit: limit === undefined ? undefined : String(limit),
        min_mod_revision: since === undefined ? undefined : String(since),
      });
      const revision = integer(child(answer, 'header'), 'revision');
      return { revision, keys: children(answer, 'kvs').map(keyValue) };
    },
    async transact(compare, then, otherwise = []) {
      const answer = await call('kv/txn', {
        compare: compare.map(compareMessage),
        success: then.map(operationMessage),
        failure: otherwise.map(operationMessage),
      });
      const revision = integer(child(answer, 'header'), 'revision');
      return {
        succeeded: answer.succeeded === true,
        revision,
        found: foundBy(children(answer, 'responses')),
      };
    },
    async grant(seconds) {
      // An ID of our own, so that a repeated request is told from a second lease.
      const id = String(randomBytes(8).readBigUInt64BE() >> 1n);
      try {
        await call('lease/grant', { TTL: String(seconds), ID: id });
      } catch (error) {
        if (!(error instanceof EtcdError) || error.code !== FAILED_PRECONDITION) throw error;
      }
      return id;
    },
    keepAlive: async lease => integer(child(await call('lease/keepalive', { ID: lease }), 'result'), 'TTL'),
    async revoke(lease) {
      try {
        await call('lease/revoke', { ID: lease });
      } catch (error) {
        if (!(error instanceof EtcdError) || error.code !== NOT_FOUND) throw error;
      }
    },
    stream: (path, message, signal) =>
      authorized(authorization =>
        anywhere(async base => {
          const response = await post(base, path, writeJson(message), authorization, signal);
          if (response.status >= 400) await checked(response, base);
          return { endpoint: base, response };
        }),
      ),
    leave(endpoint) {
      if (bases[current] === endpoint) current = (current + 1) % bases.length;
    },
    forgetToken() {
      token = undefined;
    },
  };
}

/** `host:port` is HTTP's. */
function baseUrl(endpoint: string): string {
  return (endpoint.includes('://') ? endpoint : `http://${endpoint}`).replace(/\/+$/, '');
}

function etcdError({ message, code }: { readonly message: string; readonly code: number }): Error {
  if (message.includes('request is too large') || message.includes('larger than max'))
    return new TooLarge(`etcd refused the request: it is larger than the server allows (${message}).`);
  return new EtcdError(message, code);
}

function tooLarge(what: string, bytes: string, key: string): TooLarge {
  return new TooLarge(`The ${what} has ${bytes} bytes, more than ${key} of the gsinitrc allows.`);
}

/** Whether another endpoint may do better. */
function isAbsent(error: unknown): boolean {
  if (error instanceof EtcdError) return error.code === UNAVAILABLE || NO_QUORUM.test(error.message);
  return error instanceof ConnectionError || isTimeout(error);
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}

function isStale(error: unknown): boolean {
  return error instanceof EtcdError && (error.code === UNAUTHENTICATED || STALE_TOKEN.test(error.message));
}

function reason(error: unknown): string {
  if (isTimeout(error)) return 'no answer in time';
  return error instanceof Error ? error.message : String(error);
}
