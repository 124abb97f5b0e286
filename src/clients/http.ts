/**
 * HTTP over undici's Client alone: its index loads fetch, WebSocket and caches too, which costs more time than the
 * rest of a run. Its dispatch() is used directly, for the same reason.
 */
import type { Client, Dispatcher } from 'undici';
import UndiciClient from 'undici/lib/dispatcher/client.js';
import { Body } from './body.ts';
import { connectionError } from './failure.ts';
import { withoutOptimizer } from './optimizer.ts';
import { type ProxyEnvironment, proxyFor } from './proxy.ts';
import { type TlsSettings, tlsOptions } from './tls.ts';
import type { Transport, TransportRequest, TransportResponse } from './transport.ts';

export interface HttpOptions {
  readonly tls?: TlsSettings;
  /** `http_proxy`, `https_proxy`, `no_proxy`, in small or capital letters. */
  readonly env?: ProxyEnvironment;
  /** Milliseconds to connect in (default 10 s). */
  readonly connectTimeout?: number;
  /** Milliseconds that may pass without a byte, before the headers and between chunks (default 60 s); 0: for ever. */
  readonly idleTimeout?: number;
  /** Connections kept to one server (default 10). */
  readonly connections?: number;
}

export interface HttpTransport extends Transport {
  /** Closes all connections; a request that is still running fails, since nobody waits for it at the end of a run. */
  close(): Promise<void>;
}

type Options = Dispatcher.DispatchOptions;

/** undici takes any iterable for a body, and asks it for the next piece once the last one is sent. */
type AnyBody = Options['body'] | AsyncIterable<Uint8Array>;

/** What sends. */
interface Sender {
  dispatch(options: Omit<Options, 'body'> & { body?: AnyBody }, handler: Dispatcher.DispatchHandler): boolean;
  destroy(): Promise<void>;
}

/** One connection and what waits for it. */
interface Lane {
  readonly dispatcher: Sender;
  load: number;
}

/**
 * Makes the transport. Nothing is opened and no file read before the first request.
 * @param options TLS, proxies, timeouts
 * @returns a transport that keeps connections to each server
 */
export function createHttp(options: HttpOptions = {}): HttpTransport {
  const { connectTimeout = 10_000, idleTimeout = 60_000, connections = 10 } = options;
  const origins = new Map<string, Lane[]>();
  const proxies = new Map<string, Promise<Sender>>();
  const timeouts = { headersTimeout: idleTimeout, bodyTimeout: idleTimeout };

  function clientFor(url: URL): Client {
    const secure = url.protocol === 'https:';
    // As for the peers, a certificate of the user's own has to be there in any case.
    const tls = tlsOptions(secure ? options.tls : options.tls && { ...options.tls, cacert: undefined });
    return new UndiciClient(url.origin, {
      ...timeouts,
      connect: { timeout: connectTimeout, ...(secure ? tls : {}) },
      allowH2: false,
    });
  }

  /** A free connection, or a new one, or the one with the least to do. */
  function lane(url: URL): Lane {
    const lanes = origins.get(url.origin) ?? [];
    origins.set(url.origin, lanes);
    let best = lanes[0];
    for (const each of lanes) if (best && each.load < best.load) best = each;
    if (best && (best.load === 0 || lanes.length >= connections)) return best;
    const made = { dispatcher: clientFor(url), load: 0 };
    lanes.push(made);
    return made;
  }

  async function proxied(proxy: string, secure: boolean): Promise<Sender> {
    // The whole of undici: its tunnels use methods that only the index puts together. Without a proxy it stays unread.
    // A CommonJS package has only a default once it is bundled.
    const { ProxyAgent } = (await import('undici')).default;
    const tls = tlsOptions(options.tls);
    return new ProxyAgent({
      uri: proxy,
      ...timeouts,
      connections,
      // A proxy that speaks plain HTTP for plain HTTP need not allow CONNECT to any port.
      proxyTunnel: secure,
      requestTls: { timeout: connectTimeout, ...tls },
      proxyTls: { timeout: connectTimeout, ...tls },
    });
  }

  async function send(request: TransportRequest): Promise<TransportResponse> {
    const url = parseUrl(request.url);
    // Before the time in which V8 would have to compile it: see withoutOptimizer.
    if (url.protocol === 'https:') await import('node:tls');
    const proxy = options.env && proxyFor(url, options.env);
    if (proxy === undefined) {
      const chosen = lane(url);
      chosen.load++;
      return dispatch(chosen.dispatcher, url, request, () => {
        chosen.load--;
      });
    }
    const key = `${proxy} ${url.protocol}`;
    const agent = proxies.get(key) ?? proxied(proxy, url.protocol === 'https:');
    proxies.set(key, agent);
    return dispatch(await agent, url, request, () => {});
  }

  async function close(): Promise<void> {
    const lanes = [...origins.values()].flat();
    const settled = await Promise.allSettled(proxies.values());
    const agents = settled.flatMap(each => (each.status === 'fulfilled' ? [each.value] : []));
    origins.clear();
    proxies.clear();
    await Promise.all([...lanes.map(each => each.dispatcher), ...agents].map(each => each.destroy()));
  }

  return { send, close };
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return url;
  throw connectionError(text, Object.assign(new Error(`Invalid URL '${text}'`), { code: 'ERR_INVALID_URL' }));
}

function dispatch(
  dispatcher: Sender,
  url: URL,
  request: TransportRequest,
  done: () => void,
): Promise<TransportResponse> {
  const method = verb(request.method);
  const ended = withoutOptimizer();
  return new Promise((resolve, reject) => {
    let body: Body | undefined;
    let unlisten: (() => void) | undefined;
    const finish = (): void => {
      unlisten?.();
      done();
    };
    const path = url.pathname + url.search;
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(controller) {
        const { signal } = request;
        if (!signal) return;
        const abort = (): void => controller.abort(reasonOf(signal));
        if (signal.aborted) return abort();
        signal.addEventListener('abort', abort, { once: true });
        unlisten = () => signal.removeEventListener('abort', abort);
      },
      onResponseStart(controller, status, headers, reason) {
        // Informational answers come before the real one.
        if (status < 200) return;
        ended(true);
        const made = new Body(controller, request.transient === true);
        body = made;
        resolve({
          status,
          reason: reason ?? '',
          headers: joined(headers),
          body: made,
          text: () => made.text(),
        });
      },
      onResponseData(_controller, chunk) {
        body?.push(chunk);
      },
      onResponseEnd() {
        finish();
        body?.end();
      },
      onResponseError(_controller, error) {
        finish();
        if (!body) ended(false);
        const failure = request.signal?.aborted
          ? reasonOf(request.signal)
          : connectionError(request.url, error);
        if (body) body.fail(failure);
        else reject(failure);
      },
    };
    const { headers, answerTimeout } = request;
    const patience = answerTimeout === undefined ? {} : { headersTimeout: answerTimeout };
    dispatcher.dispatch(
      { origin: url.origin, path, method, headers, body: request.body ?? null, ...patience },
      handler,
    );
  });
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('aborted');
}

/** undici's types know these methods alone. */
function verb(method: string): Dispatcher.HttpMethod {
  switch (method) {
    case 'GET':
    case 'HEAD':
    case 'POST':
    case 'PUT':
    case 'PATCH':
    case 'DELETE':
    case 'OPTIONS':
      return method;
    default:
      throw new TypeError(`unknown HTTP method ${method}`);
  }
}

function joined(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) result[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return result;
}
