/** The exchange with the identity service that ends in a token. */

import { failureOf } from '../answer.ts';
import { AuthError, HttpError, MalformedResponse } from '../errors.ts';
import { children, isObject, type Json, type JsonObject, parseJson, text } from '../json.ts';
import type { Transport, TransportResponse } from '../transport.ts';
import { type AskPassword, type AuthSettings, checkSettings, methodsOf, tokenRequest } from './plugins.ts';
import { type Grant, readGrant } from './token.ts';

export interface AuthenticateOptions {
  readonly authType: string;
  readonly auth: AuthSettings;
  readonly transport: Transport;
  readonly askPassword?: AskPassword | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** A new token, and the service's Date, which tells its clock from the local one. */
export interface NewGrant extends Grant {
  readonly date: string | undefined;
}

/**
 * Gets a token. `POST …/v3/auth/tokens` is sent at once; the versions are only asked for where auth_url does not end in
 * one and nothing answers below it.
 * @throws AuthError when something is missing or refused (keystoneauth's sentence, `cause` is the HttpError)
 * @throws ConnectionError, MalformedResponse
 */
export async function authenticate(options: AuthenticateOptions): Promise<NewGrant> {
  const { authType, auth } = options;
  const methods = methodsOf(authType, auth);
  checkSettings(authType, methods, auth);
  const body = JSON.stringify(await tokenRequest(methods, auth, options.askPassword));
  const given = (auth.auth_url ?? '').replace(/\/+$/, '');
  const first = versioned(given);
  const response = await post(options, first, body);
  if (first !== given && (response.status === 300 || response.status === 404 || response.status === 405)) {
    // What it says is needed where it turns out that the right place was asked.
    const said = await response.text();
    const found = await discover(options, given);
    if (found === undefined || found === first) return granted(first, response, said);
    return finish(found, await post(options, found, body));
  }
  return finish(first, response);
}

/** auth_url with the version that ostk speaks. */
function versioned(url: string): string {
  if (/\/v3$/.test(url)) return url;
  return `${url.replace(/\/v2\.0$/, '')}/v3`;
}

function post(options: AuthenticateOptions, base: string, body: string): Promise<TransportResponse> {
  const headers = { ...options.headers, accept: 'application/json', 'content-type': 'application/json' };
  return options.transport.send({ method: 'POST', url: `${base}/auth/tokens`, headers, body });
}

/** Asks an unversioned auth_url where version 3 is. */
async function discover(options: AuthenticateOptions, url: string): Promise<string | undefined> {
  const headers = { ...options.headers, accept: 'application/json' };
  const response = await options.transport.send({ method: 'GET', url, headers });
  const document = parse(await response.text());
  const versions = document === undefined ? [] : versionsIn(document);
  const third = versions.find(version => /^v3(\.|$)/.test(text(version, 'id')));
  const self = third && children(third, 'links').find(link => text(link, 'rel') === 'self');
  const href = self && text(self, 'href').replace(/\/+$/, '');
  return href && URL.canParse(href, url) ? new URL(href, url).href : undefined;
}

function versionsIn(document: Json): readonly JsonObject[] {
  if (!isObject(document)) return [];
  if (isObject(document.versions)) return children(document.versions, 'values');
  return isObject(document.version) ? [document.version] : children(document, 'versions');
}

async function finish(base: string, response: TransportResponse): Promise<NewGrant> {
  return granted(base, response, await response.text());
}

/** What the service's answer grants. @param body what it says @throws AuthError, MalformedResponse */
function granted(base: string, response: TransportResponse, body: string): NewGrant {
  const url = `${base}/auth/tokens`;
  const request = { method: 'POST', url, service: 'identity' };
  if (response.status >= 300)
    throw refused(new HttpError(failureOf(request, response, body)), response, body);
  const document = parse(body);
  const grant = document && readGrant(response.headers['x-subject-token'] ?? '', document);
  if (grant) return { ...grant, date: response.headers.date };
  throw new MalformedResponse(
    url,
    'the identity service sent no token',
    response.headers['x-openstack-request-id'],
  );
}

/** The sentence is keystoneauth's for the same answer (`exceptions.http.from_response`, `HttpError.__init__`). */
function refused(cause: HttpError, response: TransportResponse, body: string): AuthError {
  const { status, headers } = response;
  const type = headers['content-type'] ?? '';
  const document = type.startsWith('application/json') ? parse(body) : undefined;
  let message = cause.failure.reason || 'HTTP Error';
  if (document !== undefined) {
    const said = isObject(document) ? document.error : undefined;
    message = isObject(said) ? text(said, 'message') || message : 'Unrecognized schema in response body.';
  }
  const id = headers['x-openstack-request-id'];
  const request = id === undefined ? '' : ` (Request-ID: ${id})`;
  return new AuthError(`${message} (HTTP ${status})${request}`, { cause });
}

function parse(body: string): Json | undefined {
  try {
    return parseJson(body);
  } catch {
    return undefined;
  }
}
