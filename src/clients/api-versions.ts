/** Every version that a service offers, for those who ask for the list (keystoneauth1's discover.py). */
import { isObject, type Json, type JsonObject, parseJson, text } from './json.ts';
import type { Transport, TransportResponse } from './transport.ts';

/** A version of an API; null for what the service does not say. */
export interface ApiVersion {
  readonly version: string | null;
  /** CURRENT, SUPPORTED, DEPRECATED. */
  readonly status: string;
  readonly url: string;
  readonly min: string | null;
  readonly max: string | null;
}

/** What the requests are made with. */
export interface Means {
  readonly transport: Transport;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent only to services that describe themselves to nobody without one. */
  readonly token: string;
}

/** More hops than any service makes. */
const REDIRECTS = 5;

const STATUSES: Readonly<Record<string, string>> = {
  stable: 'CURRENT',
  current: 'CURRENT',
  supported: 'SUPPORTED',
  deprecated: 'DEPRECATED',
};

/**
 * Asks a service which versions it has: at the endpoint without version and project, else at the endpoint itself.
 * @param url the endpoint as the catalogue has it
 * @param projectId what an endpoint may end with
 * @returns sorted by version; what the URL itself says where the service does not answer
 */
export async function listVersions(
  means: Means,
  url: string,
  projectId: string | undefined,
): Promise<readonly ApiVersion[]> {
  for (const place of [...new Set([withoutVersion(url, projectId), url])]) {
    const found = await describe(means, place).catch(() => undefined);
    if (!found) continue;
    return found.length > 0 ? found : [inferred(url, projectId)];
  }
  return [inferred(url, projectId)];
}

interface Parts {
  readonly origin: string;
  readonly path: string;
  readonly rest: string;
}

/** Splits a URL without changing anything in it. */
function split(url: string): Parts {
  const [, origin = '', path = '', rest = ''] =
    /^([a-z][a-z\d+.-]*:\/\/[^/?#]*)?([^?#]*)(.*)$/i.exec(url) ?? [];
  return { origin, path, rest };
}

function withoutVersion(url: string, projectId: string | undefined): string {
  const { origin, path } = split(url.replace(/\/+$/, ''));
  const words = path.split('/');
  const project = projectId === undefined ? versionOf(words.at(-2) ?? '') : words.at(-1) === projectId;
  if (project) words.pop();
  if (versionOf(words.at(-1) ?? '')) words.pop();
  const bare = origin + words.join('/');
  return bare === url ? bare : `${bare.replace(/\/+$/, '')}/`;
}

/** The numbers of `v2.1` or `2.1`; undefined for other words. */
function versionOf(word: string): readonly number[] | undefined {
  const digits = word.replace(/^v+/, '');
  if (!/^\d+(\.\d+)*$/.test(digits)) return undefined;
  const numbers = digits.split('.').map(Number);
  return numbers.length === 1 ? [...numbers, 0] : numbers;
}

function dotted(word: string): string | null {
  if (word === '') return null;
  return versionOf(word)?.join('.') ?? word;
}

/** What can be said of an endpoint that describes nothing. */
function inferred(url: string, projectId: string | undefined): ApiVersion {
  const whole = url.replace(/\/+$/, '');
  const base = projectId && whole.endsWith(projectId) ? whole.replace(/\/[^/]*$/, '') : whole;
  const word = split(url)
    .path.split('/')
    .reverse()
    .find(each => each.startsWith('v') && versionOf(each));
  return { version: word ? dotted(word) : null, status: 'CURRENT', url: `${base}/`, min: null, max: null };
}

/** The versions at one URL; undefined when it describes none. */
async function describe(means: Means, url: string): Promise<ApiVersion[] | undefined> {
  const first = await fetch(means, url, false);
  const response = first.status === 401 ? await fetch(means, url, true) : first;
  if (response.status >= 400) return undefined;
  const documents = documentsIn(parseJson(await response.text()), response);
  return documents?.flatMap(document => read(document, url)).sort((a, b) => compare(a.version, b.version));
}

async function fetch(means: Means, url: string, authenticated: boolean): Promise<TransportResponse> {
  const token: Record<string, string> = authenticated ? { 'x-auth-token': means.token } : {};
  const headers = { ...means.headers, accept: 'application/json', ...token };
  let place = url;
  for (let hop = 0; ; hop++) {
    const response = await means.transport.send({ method: 'GET', url: place, headers });
    const { location } = response.headers;
    const moved = [301, 302, 303, 307, 308].includes(response.status);
    if (!moved || location === undefined || hop === REDIRECTS || authenticated) return response;
    await response.text();
    place = new URL(location, place).href;
  }
}

/** The descriptions in an answer: a list, one, or one whose range is in the headers (older bare metal services). */
function documentsIn(body: Json, response: TransportResponse): readonly Json[] | undefined {
  if (!isObject(body)) return undefined;
  const { versions, version } = body;
  if (isObject(versions) && Array.isArray(versions.values)) return versions.values;
  if (Array.isArray(versions)) return versions;
  if (version !== undefined) return [version];
  if (body.id === undefined) return undefined;
  const header = (end: string) =>
    Object.entries(response.headers).find(
      ([name]) => name.startsWith('x-openstack') && name.endsWith(end),
    )?.[1];
  const min = header('api-minimum-version');
  const max = header('api-maximum-version');
  return [
    {
      ...(min === undefined ? {} : { min_version: min }),
      ...(max === undefined ? {} : { version: max }),
      ...body,
      status: 'CURRENT',
    },
  ];
}

/** One description; experimental and unknown ones are left out, as are those without a link to themselves. */
function read(document: Json, url: string): ApiVersion[] {
  if (!isObject(document)) return [];
  const status = STATUSES[text(document, 'status').toLowerCase()];
  const numbers = versionOf(text(document, 'id'));
  const href = selfIn(document);
  if (status === undefined || !numbers || href === undefined) return [];
  return [
    {
      version: numbers.join('.'),
      status,
      url: combined(url, href),
      min: dotted(text(document, 'min_version')),
      max: dotted(text(document, 'max_version') || text(document, 'version')),
    },
  ];
}

function selfIn(document: JsonObject): string | undefined {
  const { links } = document;
  const own = Array.isArray(links)
    ? links.findLast(link => isObject(link) && text(link, 'rel').toLowerCase() === 'self')
    : undefined;
  return isObject(own) && typeof own.href === 'string' ? own.href : undefined;
}

/** A link as it can be reached: the host of the asked URL counts, for what services write into links is often wrong. */
function combined(asked: string, href: string): string {
  const here = split(asked);
  const there = split(joined(`${asked.replace(/\/+$/, '')}/`, href));
  if (here.origin === there.origin || host(here.origin) === host(there.origin))
    return here.origin + there.path + there.rest;
  const version = href.replace(/\/+$/, '').split('/').at(-1) ?? '';
  const path = here.path.replace(/\/+$/, '');
  if (path.endsWith(version)) return here.origin + here.path + there.rest;
  return `${here.origin}${path}/${version}${href.endsWith('/') ? '/' : ''}${there.rest}`;
}

function host(origin: string): string {
  return origin.replace(/^[^:]*:/, '');
}

function joined(base: string, href: string): string {
  const { origin, path } = split(base);
  if (href === '') return base;
  if (split(href).origin !== '') return href;
  if (href.startsWith('//')) return origin.replace(/\/\/.*/, '') + href;
  return href.startsWith('/') ? origin + href : origin + path.replace(/[^/]*$/, '') + href;
}

function compare(a: string | null, b: string | null): number {
  const left = versionOf(a ?? '') ?? [];
  const right = versionOf(b ?? '') ?? [];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? -1) - (right[i] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}
