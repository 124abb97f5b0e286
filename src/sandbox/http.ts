/** Pieces of requests and answers that all services share. */
import { Float, isObject, type Json, type JsonObject } from '../clients/json.ts';
import type { Call, Refusal, RefusalStyle, Reply } from './service.ts';

/** A JSON answer. */
export function reply(status: number, json?: Json, headers: Readonly<Record<string, string>> = {}): Reply {
  return json === undefined ? { status, headers } : { status, json, headers };
}

/** 200 with a body. */
export function ok(json: Json): Reply {
  return { status: 200, json };
}

/** 204, or another status without a body. */
export function empty(status = 204): Reply {
  return { status };
}

/** The object under `key` of the body, such as `server`; undefined when it is none. */
export function object(call: Call, key: string): JsonObject | undefined {
  const value = isObject(call.body) ? call.body[key] : undefined;
  return isObject(value) ? value : undefined;
}

/** JSON text as Python writes it in one respect: whole floats keep their point. */
export function jsonText(value: Json): string {
  if (value instanceof Float) return value.value.toFixed(1);
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map(jsonText).join(', ')}]`;
  if (isObject(value)) {
    const entries = Object.entries(value).flatMap(([key, item]) =>
      item === undefined ? [] : [`${JSON.stringify(key)}: ${jsonText(item)}`],
    );
    return `{${entries.join(', ')}}`;
  }
  return JSON.stringify(value);
}

const PHRASES: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  206: 'Partial Content',
  300: 'Multiple Choices',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  409: 'Conflict',
  413: 'Request Entity Too Large',
  415: 'Unsupported Media Type',
  416: 'Requested Range Not Satisfiable',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
};

/** The reason phrase of a status. */
export function phrase(status: number): string {
  return PHRASES[status] ?? 'Unknown';
}

/** The page that webob makes of an error: image's, and every service's for a path that is not there. */
export function page(status: number, explanation: string, detail = ''): Reply {
  const title = `${status} ${phrase(status)}`;
  const escaped = explanation.replace(/[&<>"']/g, mark => ENTITIES[mark] ?? mark);
  const content = `<html>\n <head>\n  <title>${title}</title>\n </head>\n <body>\n  <h1>${title}</h1>\n  ${escaped}<br /><br />\n${detail}\n\n\n </body>\n</html>`;
  return { status, headers: { 'content-type': 'text/html; charset=UTF-8' }, content };
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
};

/** Names of errors by status, as compute and block storage have them (nova/api/openstack/wsgi.py, class Fault). */
const FAULTS: Readonly<Record<number, string>> = {
  400: 'badRequest',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'itemNotFound',
  405: 'badMethod',
  409: 'conflictingRequest',
  413: 'overLimit',
  415: 'badMediaType',
  429: 'overLimit',
  501: 'notImplemented',
  503: 'serviceUnavailable',
};

/** The sentence for a path that no route has. */
const NOWHERE = 'The resource could not be found.';

/** What webob says to those whom it does not know. */
const STRANGER =
  'This server could not verify that you are authorized to access the document you requested. Either you supplied the ' +
  'wrong credentials (e.g., bad password), or your browser does not understand how to supply the credentials required.';

/** What the token filter in front of most services says. */
function unauthorized(origin: string): Reply {
  const message = 'The request you have made requires authentication.';
  const headers = { 'www-authenticate': `Keystone uri="${origin}/identity"` };
  return reply(401, { error: { code: 401, title: 'Unauthorized', message } }, headers);
}

/** `{"itemNotFound": {"code": 404, "message": …}}`: compute and block storage. A wrong method is a path of its own. */
export const faultStyle: RefusalStyle = (refusal, { origin }) => {
  const { status, message, kind, headers } = refusal;
  if (status === 401) return unauthorized(origin);
  if (kind === 'nowhere' || status === 405) return page(404, NOWHERE);
  const { 'retry-after': retryAfter } = headers;
  const fault = { code: status, message, ...(retryAfter === undefined ? {} : { retryAfter }) };
  return reply(status, { [FAULTS[status] ?? 'computeFault']: fault }, headers);
};

/** `{"NeutronError": {"type": …, "message": …, "detail": ""}}`: network. */
export const neutronStyle: RefusalStyle = (refusal, { origin }) => {
  const { status, message, kind, headers } = refusal;
  if (status === 401) return unauthorized(origin);
  const known = kind === 'nowhere' ? { type: 'HTTPNotFound', message: NOWHERE } : { type: kind, message };
  return reply(status, { NeutronError: { ...known, detail: '' } }, headers);
};

/** An HTML page: image. */
export const pageStyle: RefusalStyle = refusal => {
  const { status, message, kind, headers } = refusal;
  const sentence = status === 401 ? STRANGER : kind === 'nowhere' ? NOWHERE : message;
  const { content = '', ...made } = page(status, sentence);
  return { ...made, content, headers: { ...made.headers, ...headers } };
};

/**
 * A page of a list by `limit` and `marker`. Behind a full one there may be another: nobody looks.
 * @param items all items, in order
 * @param missing what is thrown when no item has the marker's ID
 * @param largest the service's own limit (default 1000)
 * @returns the page's items, and the query of the next page where there is one
 */
export function paged<T extends { readonly id: string }>(
  call: Call,
  items: readonly T[],
  missing: (marker: string) => Refusal,
  largest = 1000,
): { items: readonly T[]; next: string | undefined } {
  const marker = call.query.get('marker');
  const limit = Math.min(Number(call.query.get('limit') ?? largest) || largest, largest);
  let from = 0;
  if (marker) {
    from = items.findIndex(item => item.id === marker) + 1;
    if (from === 0) throw missing(marker);
  }
  const page = items.slice(from, from + limit);
  const last = page.at(-1);
  if (last === undefined || page.length < limit) return { items: page, next: undefined };
  const query = new URLSearchParams(call.query);
  query.delete('marker');
  query.append('marker', last.id);
  return { items: page, next: query.toString() };
}
