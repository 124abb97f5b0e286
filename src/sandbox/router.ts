/** From method and path to a handler, and from headers to a microversion. */
import { type Handler, type Microversions, Refusal, type Routes } from './service.ts';

export interface Match {
  readonly handler: Handler;
  /** The route's own name, such as `PUT /images/:id/file`. */
  readonly route: string;
  readonly params: Readonly<Record<string, string>>;
}

export interface Router {
  /**
   * Finds the route for a path.
   * @returns the match; the methods that the path has, where it has not this one; undefined for an unknown path
   */
  match(method: string, path: string): Match | readonly string[] | undefined;
}

interface Compiled {
  readonly method: string;
  readonly parts: readonly string[];
  readonly handler: Handler;
  readonly route: string;
}

/**
 * Makes a router.
 * @param routes as a service declares them
 * @param base what goes before each route's path
 */
export function createRouter(routes: Routes, base: string): Router {
  const compiled = Object.entries(routes).map(([route, handler]): Compiled => {
    const [method = '', path = ''] = route.split(' ');
    return { method, parts: partsOf(base + path), handler, route };
  });
  // Fixed parts before parameters: of two patterns that fit, the one whose first difference is fixed wins.
  const rank = ({ parts }: Compiled) => parts.map(part => (part.startsWith(':') ? '1' : '0')).join('');
  compiled.sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));

  return {
    match(method, path) {
      const parts = partsOf(path);
      const fitting = compiled.filter(each => fits(each.parts, parts));
      const wanted = method === 'HEAD' ? 'GET' : method;
      const found = fitting.find(each => each.method === wanted);
      if (!found) return fitting.length > 0 ? fitting.map(each => each.method) : undefined;
      const params = found.parts.flatMap((part, at) =>
        part.startsWith(':') ? [[part.slice(1), decode(parts[at] ?? '')]] : [],
      );
      return { handler: found.handler, route: found.route, params: Object.fromEntries(params) };
    },
  };
}

function partsOf(path: string): string[] {
  return path.split('/').filter(part => part !== '');
}

function fits(pattern: readonly string[], parts: readonly string[]): boolean {
  if (pattern.length !== parts.length) return false;
  return pattern.every((part, at) => part.startsWith(':') || part === parts[at]);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * The microversion that a request asks for.
 * @returns its minor number: the oldest when none is asked for, the newest for `latest`
 * @throws Refusal 400 for what is no version, 406 for one that is not offered (API guidelines, "Microversions")
 */
export function requestedVersion(range: Microversions, headers: Readonly<Record<string, string>>): number {
  const { major, min, max } = range;
  const named = (headers['openstack-api-version'] ?? '')
    .split(',')
    .map(each => each.trim().split(/\s+/))
    .find(([name]) => name?.toLowerCase() === range.name);
  const word = named?.[1] ?? (range.legacy === undefined ? undefined : headers[range.legacy.toLowerCase()]);
  if (word === undefined || word === '') return min;
  if (word.toLowerCase() === 'latest') return max;
  const [, given, minor] = /^([1-9]\d*)\.([1-9]\d*|0)$/.exec(word) ?? [];
  if (given === undefined || minor === undefined) {
    const problem = `API Version String ${word} is of invalid format. Must be of format MajorNum.MinorNum.`;
    throw new Refusal(400, problem);
  }
  if (Number(given) === major && Number(minor) >= min && Number(minor) <= max) return Number(minor);
  const offered = `Minimum is ${major}.${min} and maximum is ${major}.${max}.`;
  throw new Refusal(
    406,
    `Version ${word} is not supported by the API. ${offered}`,
    '',
    versionHeaders(range, word),
  );
}

/** The headers that tell which microversion an answer has. @param version such as `2.93` */
export function versionHeaders(range: Microversions, version: string): Record<string, string> {
  const headers: Record<string, string> = { 'openstack-api-version': `${range.name} ${version}` };
  if (range.legacy !== undefined) headers[range.legacy.toLowerCase()] = version;
  headers.vary = ['OpenStack-API-Version', range.legacy].filter(name => name !== undefined).join(', ');
  return headers;
}
