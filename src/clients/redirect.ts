/** Where an answer sends a request that may be sent again elsewhere (RFC 9110, 15.4). */
import type { TransportResponse } from './transport.ts';

/** More hops than any service makes; a loop ends here. */
export const REDIRECTS = 5;

/**
 * Looks where a GET or HEAD is to be sent instead.
 * @param url what was asked
 * @returns an absolute URL; undefined for an answer that sends it nowhere
 */
export function redirect(method: string, url: string, response: TransportResponse): string | undefined {
  const { location } = response.headers;
  const moved = [301, 302, 303, 307, 308].includes(response.status);
  if (!moved || location === undefined || (method !== 'GET' && method !== 'HEAD')) return undefined;
  return URL.canParse(location, url) ? new URL(location, url).href : undefined;
}
