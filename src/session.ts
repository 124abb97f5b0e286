/** Opens the session of a run: settings, token cache, transport and terminal put together. */
import { join } from 'node:path';
import { isSandbox } from './builtin-clouds.ts';
import { createTokenCache, type TokenCache } from './clients/auth/cache.ts';
import { SECRETS } from './clients/auth/plugins.ts';
import { AuthError } from './clients/errors.ts';
import { createHttp } from './clients/http.ts';
import { retrying } from './clients/retry.ts';
import { createSession, type Session } from './clients/session.ts';
import type { Timing } from './clients/trace.ts';
import type { Transport } from './clients/transport.ts';
import type { Settings } from './config/settings.ts';
import type { Host } from './host.ts';
import type { Log } from './kernel/context.ts';
import { Quiet } from './kernel/errors.ts';
import type { PasswordWords } from './kernel/tree.ts';

/** A session that holds connections until it is closed. */
export interface OpenSession extends Session {
  close(): Promise<void>;
}

/**
 * Where tokens are kept: `$XDG_CACHE_HOME/ostk/tokens`, else below `~/.cache`.
 * @param host whose environment and home count
 */
export function tokenCache(host: Host, log: Log): TokenCache {
  const base = host.env.XDG_CACHE_HOME || join(host.home, '.cache');
  return createTokenCache({
    dir: join(base, 'ostk', 'tokens'),
    uid: host.uid < 0 ? undefined : host.uid,
    now: host.clock.now,
    warn: log.warn,
  });
}

/** What a run asks of its session besides the settings. */
export interface SessionOptions {
  /** Whether tokens are kept between runs. */
  readonly useCache: boolean;
  /** Whether requests and answers are written to the log, secrets masked. */
  readonly trace: boolean;
  /** Whether the user is told of lists that a service did not give in full; the peers say nothing. */
  readonly tellTruncated: boolean;
  /** Headers that every request carries. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** How a password is asked for, and what is said where nobody can be asked (default: the usual words). */
  readonly password?: PasswordWords | undefined;
  /** Told how long each request took. */
  readonly note?: ((timing: Timing) => void) | undefined;
}

/**
 * Opens the session of a run. Nothing is sent before a client asks for something.
 * @param settings what configuration came to
 */
export async function openSession(
  host: Host,
  settings: Settings,
  options: SessionOptions,
  log: Log,
): Promise<OpenSession> {
  const { transport, close } = await networkOf(host, settings);
  const observed = await observe(transport, settings, options, log);
  const session = createSession(settings, {
    transport: retrying(observed, { sleep: host.clock.sleep, now: host.clock.now }),
    // The embedded cloud is asked anew: that costs nothing, and a kept catalogue would outlive a reset of its state.
    cache: options.useCache && !isSandbox(settings.auth.auth_url) ? tokenCache(host, log) : undefined,
    clock: host.clock,
    headers: options.headers,
    async askPassword(prompt) {
      const words = options.password;
      const typed = await host.askSecret(words?.prompt ?? prompt).catch(unlessInterrupted);
      if (words && !typed) throw new AuthError(words.missing);
      return typed;
    },
    truncated: key => {
      if (options.tellTruncated)
        log.warn(`The list of ${key} is incomplete: the service cut it short. Ask for less, with a filter.`);
    },
  });
  return { ...session, close };
}

/** Where nobody can be asked there is no password; Ctrl-C is not an answer. */
function unlessInterrupted(error: unknown): undefined {
  if (error instanceof Quiet) throw error;
}

function word(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

interface Network {
  readonly transport: Transport;
  close(): Promise<void>;
}

/** The embedded cloud where it is meant, the host's own transport where it brings one, else HTTP. */
async function networkOf(host: Host, settings: Settings): Promise<Network> {
  const close = async () => {};
  if (isSandbox(settings.auth.auth_url)) {
    const { sandboxTransport } = await import('./embedded.ts');
    return { transport: sandboxTransport(host), close };
  }
  if (host.transport) return { transport: host.transport, close };
  const { api_timeout, tls_ciphers, tls_min_version } = settings.extra;
  const tls = { ...settings, ciphers: word(tls_ciphers), minVersion: word(tls_min_version) };
  const patience = Number(api_timeout) > 0 ? Number(api_timeout) * 1000 : undefined;
  const timeouts = patience === undefined ? {} : { connectTimeout: patience, idleTimeout: patience };
  const http = createHttp({ tls, env: host.env, ...timeouts });
  return { transport: http, close: http.close };
}

/** Puts tracing and timing around a transport, where they are asked for. */
async function observe(
  transport: Transport,
  settings: Settings,
  { trace, note }: SessionOptions,
  log: Log,
): Promise<Transport> {
  if (!trace && !note) return transport;
  const { withTiming, withTrace } = await import('./clients/trace.ts');
  const secrets = SECRETS.flatMap(name => settings.auth[name] ?? []);
  const traced = trace ? withTrace(transport, log.debug, secrets) : transport;
  return note ? withTiming(traced, note) : traced;
}
