/** The page at which a vendor keeps the profile of a cloud. Loaded by the runs alone whose cloud has one. */
import { ConnectionError } from './clients/errors.ts';
import { createHttp } from './clients/http.ts';
import { REDIRECTS, redirect } from './clients/redirect.ts';
import type { Transport } from './clients/transport.ts';
import { ConfigError } from './config/errors.ts';
import { withoutUser } from './config/mask.ts';
import type { Page } from './config/profiles.ts';
import type { Host } from './host.ts';
import { poolSentence } from './kernel/connection.ts';
import type { Manners } from './kernel/context.ts';

/** Milliseconds that the SDK waits. */
const PATIENCE = 10_000;

/**
 * GETs the page, without a token.
 * @param url may name a user
 * @param env names proxies
 * @throws ConfigError when nobody answers
 */
export async function vendorPage(url: string, env: Host['env'], manners: Manners): Promise<Page> {
  const http = createHttp({ env, connectTimeout: PATIENCE, idleTimeout: PATIENCE });
  try {
    return await follow(http, url);
  } catch (cause) {
    if (!(cause instanceof ConnectionError)) throw cause;
    const said =
      manners === 'peer'
        ? poolSentence(cause, PATIENCE / 1000)
        : `The profile at ${withoutUser(url)} cannot be fetched: ${cause.message}. Check 'profile' in clouds.yaml.`;
    throw new ConfigError(said, {}, { cause });
  } finally {
    await http.close();
  }
}

/** Goes where the page has gone to; the user is told to its own host alone. */
async function follow(transport: Transport, first: string): Promise<Page> {
  const { host, username, password } = new URL(first);
  const user = Buffer.from([username, password].map(unescaped).join(':')).toString('base64');
  let url = withoutUser(first);
  for (let hop = 0; ; hop++) {
    const known = username !== '' && new URL(url).host === host;
    const headers = { accept: '*/*', ...(known ? { authorization: `Basic ${user}` } : {}) };
    const response = await transport.send({ method: 'GET', url, headers });
    const page = { status: response.status, reason: response.reason, text: await response.text() };
    const next = hop < REDIRECTS ? redirect('GET', url, response) : undefined;
    if (next === undefined) return page;
    url = next;
  }
}

/** A part of a URL as it was meant; one with a percent sign of its own stays as it is. */
function unescaped(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
