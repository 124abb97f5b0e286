/** The one implementation of Service. */
import { failureOf, parseBody } from './answer.ts';
import { aliasesOf, type Place } from './endpoints.ts';
import { ConnectionError, HttpError, MalformedResponse, UnsupportedMicroversion } from './errors.ts';
import { isList, isObject, type JsonObject, writeJson } from './json.ts';
import {
  compareVersions,
  hasMicroversions,
  highestCommon,
  microversionHeaders,
  requestedVersion,
} from './microversion.ts';
import { nextPage } from './paged.ts';
import { encodeQuery } from './query.ts';
import { REDIRECTS, redirect } from './redirect.ts';
import type { Answer, RequestOptions, Service, StreamedAnswer } from './service.ts';
import type { Backstage } from './session.ts';
import type { RequestBody, TransportResponse } from './transport.ts';

const JSON_TYPE = 'application/json';

/**
 * What the SDK takes from the image service, lists aside: asked for no type it sends its refusals as pages, asked for
 * JSON it puts the same page into a JSON text.
 */
const ANYTHING = '*/*';

/** A page of a list. */
interface Page {
  readonly body: JsonObject;
  readonly items: readonly JsonObject[];
}

/**
 * Makes the client of a service.
 * @param type any name of the service
 * @param backstage the session's token, places and versions
 */
export function createService(type: string, backstage: Backstage): Service {
  const [official = type] = aliasesOf(type);
  const wanted = requestedVersion(backstage.apiVersions, type);
  let place: Place | undefined;

  async function here(): Promise<Place> {
    place ??= await backstage.place(type);
    return place;
  }

  /** A failure to connect says that it came before the request. */
  function versions(): ReturnType<Backstage['versions']> {
    return backstage.versions(type).catch(error => {
      throw error instanceof ConnectionError ? discovering(error, error.url) : error;
    });
  }

  function discovering({ kind, message, cause }: ConnectionError, url: string): ConnectionError {
    return new ConnectionError(url, kind, message, { cause }, official);
  }

  /** The version that the user asked for. @throws UnsupportedMicroversion when the service does not have it */
  async function asked(): Promise<string | undefined> {
    if (wanted === undefined || !hasMicroversions(type)) return wanted;
    const { min, max } = await versions();
    const fits = max === '' || (compareVersions(wanted, min) >= 0 && compareVersions(wanted, max) <= 0);
    if (!fits) throw new UnsupportedMicroversion(official, wanted, min, max);
    return wanted;
  }

  async function negotiate(cap: string): Promise<string | undefined> {
    return (await asked()) ?? highestCommon(cap, await versions());
  }

  async function headersFor(
    options: RequestOptions,
    token: string | undefined,
  ): Promise<Record<string, string>> {
    const { microversion } = options;
    const version = await (microversion === undefined ? asked() : negotiate(microversion));
    return {
      accept: official === 'image' && !options.isList ? ANYTHING : JSON_TYPE,
      ...backstage.headers,
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(version === undefined ? {} : microversionHeaders(type, version)),
      ...(token === undefined ? {} : { 'x-auth-token': token }),
      ...options.headers,
    };
  }

  async function request(method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
    return settle(await reach(method, path, options));
  }

  async function stream(method: string, path: string, options: RequestOptions = {}): Promise<StreamedAnswer> {
    const exchange = await reach(method, path, options, true);
    const { status, headers, body } = exchange.response;
    if (status >= 400) await settle(exchange);
    return { status, headers, content: body };
  }

  /** Sends a request where it belongs, with a token that is taken. @returns an answer of any status */
  async function reach(
    method: string,
    path: string,
    options: RequestOptions,
    transient = false,
  ): Promise<Exchange> {
    const token = await backstage.token();
    const at = await here();
    const first = await exchange(method, at.base + path, options, token, transient);
    const anew = !options.content || !isSpent(options.content);
    if (anew && first.response.status === 401 && token !== undefined) {
      await first.text();
      if (await backstage.renew(token))
        return exchange(method, at.base + path, options, await backstage.token(), transient);
    }
    if (anew && at.guessed && misplaced(first.response)) {
      await first.text();
      const better = await backstage.relocate(at, type).catch(() => undefined);
      if (better) {
        place = better;
        return exchange(method, better.base + path, options, token, transient);
      }
    }
    return first;
  }

  interface Exchange {
    readonly method: string;
    readonly url: string;
    readonly sent: RequestBody | undefined;
    readonly response: TransportResponse;
    /** The whole body, once it is asked for; the same one each time. */
    text(): Promise<string>;
  }

  async function exchange(
    method: string,
    target: string,
    options: RequestOptions,
    token: string | undefined,
    transient: boolean,
  ): Promise<Exchange> {
    const query = encodeQuery(options.query);
    const body = options.content ?? (options.body === undefined ? undefined : writeJson(options.body));
    const { signal, answerTimeout } = options;
    let url = query === '' ? target : `${target}${target.includes('?') ? '&' : '?'}${query}`;
    let headers = await headersFor(options, token).catch(error => {
      // The request would fail just so, and is what the user knows of.
      throw error instanceof ConnectionError ? discovering(error, url) : error;
    });
    for (let hop = 0; ; hop++) {
      const sent = { method, url, headers, body, signal, answerTimeout, transient };
      const response = await backstage.transport.send(sent);
      const next = hop < REDIRECTS ? redirect(method, url, response) : undefined;
      if (next === undefined) {
        let read: Promise<string> | undefined;
        const text = () => {
          read ??= response.text();
          return read;
        };
        return { method, url, sent: body, response, text };
      }
      await response.text();
      if (new URL(next).origin !== new URL(url).origin) {
        // A token is not for other servers than the catalogue's.
        headers = Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'x-auth-token'));
      }
      url = next;
    }
  }

  async function settle({ method, url, sent, response, text }: Exchange): Promise<Answer> {
    const asked = { method, url, service: official, sent };
    const body = await text();
    if (response.status >= 400) throw new HttpError(failureOf(asked, response, body));
    const { status, headers } = response;
    return { status, headers, body: method === 'HEAD' ? null : parseBody(asked, response, body) };
  }

  async function object(method: string, path: string, options: RequestOptions): Promise<JsonObject> {
    const { body, headers } = await request(method, path, options);
    if (isObject(body)) return body;
    if (body !== null) throw unexpected(path, headers, 'a JSON object was expected');
    // What changes something may have nothing to say.
    if (method === 'GET') throw unexpected(path, headers, 'nothing instead of JSON');
    return {};
  }

  function unexpected(path: string, headers: Answer['headers'], what: string): MalformedResponse {
    return new MalformedResponse(`${place?.base ?? ''}${path}`, what, headers['x-openstack-request-id']);
  }

  /** The items of a page. @throws MalformedResponse when it has none: that is no list without entries */
  async function pageOf(path: string, key: string, options: RequestOptions): Promise<Page> {
    const { body, headers } = await request('GET', path, options);
    const items = isObject(body) ? body[key] : undefined;
    if (isObject(body) && isList(items)) return { body, items: items.filter(isObject) };
    const what =
      body === null ? 'nothing instead of JSON' : `a JSON object with a list '${key}' was expected`;
    throw unexpected(path, headers, what);
  }

  async function list(
    path: string,
    key: string,
    options: RequestOptions & { readonly limit?: number } = {},
  ): Promise<JsonObject[]> {
    const { limit, ...given } = options;
    const rest = { ...given, isList: true };
    const items: JsonObject[] = [];
    const seen = new Set<string>();
    let page = path;
    let plain: RequestOptions = rest;
    for (;;) {
      const { body, items: found } = await pageOf(page, key, plain);
      for (const item of found) items.push(item);
      if (limit !== undefined && items.length >= limit) return items.slice(0, limit);
      const next = nextPage(body, key);
      // A page without items, or one that was there before, would go on for ever.
      if (next === undefined || found.length === 0 || seen.has(next)) {
        if (body.truncated === true) backstage.truncated(key);
        return items;
      }
      seen.add(next);
      page = `${path.split('?')[0] ?? path}?${next}`;
      const { query: _query, ...others } = rest;
      plain = others;
    }
  }

  return {
    type,
    endpoint: async () => (await here()).base,
    request,
    stream,
    get: (path, options = {}) => object('GET', path, options),
    post: (path, body, options = {}) => object('POST', path, { ...options, body }),
    put: (path, body, options = {}) => object('PUT', path, { ...options, body }),
    patch: (path, body, options = {}) => object('PATCH', path, { ...options, body }),
    delete: async (path, options = {}) => {
      await request('DELETE', path, options);
    },
    list,
    versions,
    negotiate,
  };
}

/** Whether a body could be sent only once, and was. */
function isSpent(content: RequestBody): boolean {
  if (typeof content === 'string' || content instanceof Uint8Array) return false;
  return !('repeatable' in content && content.repeatable);
}

/** An answer that comes from no API: services put a request ID even on a 404. */
function misplaced(response: TransportResponse): boolean {
  if (response.status === 300) return true;
  const { headers } = response;
  return response.status === 404 && !headers['x-openstack-request-id'] && !headers['x-compute-request-id'];
}
