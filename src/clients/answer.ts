/** From an HTTP answer to what the clients hand on: parsed JSON, or a typed error. */
import { errorDetail, htmlParts } from './error-body.ts';
import { type HttpFailure, MalformedResponse } from './errors.ts';
import { type Json, parseJson } from './json.ts';
import { redactQuoted, secretsIn } from './redact.ts';
import type { TransportResponse } from './transport.ts';

/** Where an answer came from. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly service?: string;
  /** What was sent. */
  readonly sent?: unknown;
}

/** The request's ID in a service's answer, whichever header it uses. */
export function requestIdOf(headers: Readonly<Record<string, string>>): string | undefined {
  return headers['x-openstack-request-id'] ?? headers['x-compute-request-id'];
}

/**
 * Describes an error answer. `clear` has no secrets of the request, which services like to repeat as they refuse it.
 * @param asked method, URL, service and body of the request
 * @param response status, reason and headers
 * @param body its body
 */
export function failureOf(asked: Asked, response: TransportResponse, body: string): HttpFailure {
  const type = response.headers['content-type'] ?? '';
  const requestId = requestIdOf(response.headers);
  const plain = type.startsWith('text/plain') ? body.trim() : '';
  const detail = errorDetail(type, body);
  const secrets = typeof asked.sent === 'string' ? secretsIn(asked.sent) : [];
  const clear = redactQuoted(htmlParts(type, body) || detail, secrets);
  return {
    status: response.status,
    method: asked.method,
    url: asked.url,
    detail,
    reason: response.reason,
    body,
    ...(clear === detail ? {} : { clear }),
    ...(plain === '' ? {} : { plain }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(asked.service === undefined ? {} : { service: asked.service }),
  };
}

/**
 * Parses the body of an answer below 400.
 * @param asked method and URL of the request
 * @param response its headers
 * @param body its body
 * @returns null for no body; a text body and a form as a string
 * @throws MalformedResponse for HTML, and for JSON that is cut short
 */
export function parseBody(asked: Asked, response: TransportResponse, body: string): Json {
  if (body === '') return null;
  const type = response.headers['content-type'] ?? '';
  const id = requestIdOf(response.headers);
  if (type.includes('html')) throw new MalformedResponse(asked.url, 'HTML instead of JSON', id);
  if (type.startsWith('text/') && !type.includes('json')) return body;
  if (type.startsWith('application/x-www-form-urlencoded')) return body;
  try {
    return parseJson(body);
  } catch (cause) {
    if (body.trim() === '') return null;
    const what = /^\s*</.test(body) ? 'HTML instead of JSON' : 'JSON that is incomplete or damaged';
    throw new MalformedResponse(asked.url, what, id, { cause });
  }
}
