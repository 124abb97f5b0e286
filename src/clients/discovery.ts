/** What a service says about its versions (API guidelines, "Version Discovery"). */
import { failureOf, parseBody } from './answer.ts';
import type { VersionRange } from './auth/cache.ts';
import { aliasesOf, type Place } from './endpoints.ts';
import { HttpError } from './errors.ts';
import { children, isObject, type Json, type JsonObject, text } from './json.ts';
import type { Transport } from './transport.ts';

/** What the requests are made with. */
export interface Means {
  readonly transport: Transport;
  readonly headers: Readonly<Record<string, string>>;
  /** Block storage describes itself to nobody without a token. */
  readonly token: string;
}

/**
 * Asks for the microversions at an endpoint.
 * @param means transport and token
 * @param root the versioned root of the service, with a slash at the end
 * @param type the service, for errors
 * @returns '' for both ends when it has none
 * @throws HttpError, ConnectionError, MalformedResponse
 */
export async function discoverVersions(means: Means, root: string, type: string): Promise<VersionRange> {
  const document = await ask(means, root, type);
  const all = versionsIn(document);
  const major = /\/v(\d+)[\d.]*\/$/.exec(root)?.[1];
  const version =
    all.find(each => samePath(selfOf(each), root)) ??
    all.find(each => major !== undefined && new RegExp(`^v${major}(\\.|$)`).test(text(each, 'id'))) ??
    (all.length === 1 ? all[0] : undefined);
  if (!version) return { min: '', max: '' };
  return { min: text(version, 'min_version'), max: text(version, 'version') || text(version, 'max_version') };
}

/**
 * Looks below an endpoint without a version for the version that was guessed in vain.
 * @param means transport and token
 * @param wrong the place whose version was added
 * @param type the service
 * @returns the base to use instead, undefined when the service names none. Its host is kept: what services write into
 *   their links behind a proxy cannot be trusted to be reachable.
 */
export async function discoverBase(means: Means, wrong: Place, type: string): Promise<string | undefined> {
  const [, above = wrong.base, major = ''] = /^(.*)\/v(\d+)[\d.]*$/.exec(wrong.base) ?? [];
  const all = versionsIn(await ask(means, `${above}/`, type));
  const usable = all.filter(each => text(each, 'status').toUpperCase() !== 'DEPRECATED');
  const version = usable.find(each => new RegExp(`^v?${major}(\\.|$)`).test(text(each, 'id')));
  const href = version && selfOf(version);
  if (!href || !URL.canParse(href, wrong.base)) return undefined;
  return new URL(new URL(href, wrong.base).pathname.replace(/\/+$/, ''), wrong.base).href;
}

async function ask(means: Means, url: string, type: string): Promise<Json> {
  const asked = { method: 'GET', url, service: aliasesOf(type)[0] ?? type };
  const token: Record<string, string> = means.token === '' ? {} : { 'x-auth-token': means.token };
  const headers = { ...means.headers, accept: 'application/json', ...token };
  const response = await means.transport.send({ method: 'GET', url, headers });
  const body = await response.text();
  if (response.status >= 400) throw new HttpError(failureOf(asked, response, body));
  return parseBody(asked, response, body);
}

function versionsIn(document: Json): readonly JsonObject[] {
  if (!isObject(document)) return [];
  if (isObject(document.version)) return [document.version];
  return isObject(document.versions) ? children(document.versions, 'values') : children(document, 'versions');
}

function selfOf(version: JsonObject): string {
  const link = children(version, 'links').find(each => text(each, 'rel') === 'self');
  return link ? text(link, 'href') : '';
}

function samePath(href: string, root: string): boolean {
  if (href === '' || !URL.canParse(href, root)) return false;
  return new URL(href, root).pathname.replace(/\/+$/, '') === new URL(root).pathname.replace(/\/+$/, '');
}
