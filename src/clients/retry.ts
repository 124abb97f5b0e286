/** Requests sent again where that cannot do harm. */
import { ConnectionError } from './errors.ts';
import type { Transport, TransportRequest, TransportResponse } from './transport.ts';

export interface RetryOptions {
  /** Waits; rejects when the run is interrupted. */
  sleep(milliseconds: number): Promise<void>;
  /** Milliseconds since the epoch, for a Retry-After that is a date. */
  now(): number;
  /** 0 ≤ number < 1 (default Math.random). */
  random?(): number;
  /** How often one request is sent at most (default 4). */
  tries?: number;
}

/** Methods that may be repeated whatever became of the first try (RFC 9110, 9.2.2). */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']);
const BUSY = new Set([429, 502, 503, 504]);
/** Answers of those who did not even begin. */
const UNTOUCHED = new Set([429, 503]);

/** A server that asks for more patience than this is believed, and its answer handed on. */
const LONGEST_WAIT = 60_000;

/**
 * Sends again: idempotent requests on 429, 502, 503, 504 and broken connections, others only where the connection was
 * refused, so that nothing was sent. A stream that can be had again is sent again on 429, 503 and a refused connection:
 * what a server made of half of one, or of one that it did not answer, nobody knows. Waits double from 0.5 s (0.1 s for
 * connections), with jitter, or are what Retry-After says. Time-outs, unknown hosts and TLS failures are not tried
 * again.
 * @param transport what sends
 * @param options clock and chance
 * @returns a transport that gives the last answer or error
 */
export function retrying(transport: Transport, options: RetryOptions): Transport {
  const { tries = 4, random = Math.random } = options;

  async function send(request: TransportRequest): Promise<TransportResponse> {
    const { body } = request;
    const whole = typeof body !== 'object' || body instanceof Uint8Array;
    const repeatable = whole || ('repeatable' in body && body.repeatable);
    const busy = whole ? BUSY : UNTOUCHED;
    for (let attempt = 1; ; attempt++) {
      const last = attempt >= tries || !repeatable;
      let wait: number | undefined;
      try {
        const response = await transport.send(request);
        if (last || !busy.has(response.status) || !IDEMPOTENT.has(request.method)) return response;
        wait = retryAfter(response.headers['retry-after'], options.now()) ?? backoff(500, attempt, random());
        if (wait > LONGEST_WAIT) return response;
        // The connection is free for the next try when the body was read.
        await response.text();
      } catch (error) {
        if (last || !worthwhile(error, whole && IDEMPOTENT.has(request.method))) throw error;
        wait ??= backoff(100, attempt, random());
      }
      await unlessAborted(options.sleep(wait), request.signal);
    }
  }

  return { send };
}

function worthwhile(error: unknown, harmless: boolean): boolean {
  if (!(error instanceof ConnectionError)) return false;
  return error.kind === 'refused' || (error.kind === 'broken' && harmless);
}

/** Waits for a pause to end, or for the request to be given up. @throws the signal's reason */
async function unlessAborted(pause: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return pause;
  signal.throwIfAborted();
  let abort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
  });
  await Promise.race([pause, aborted]).finally(() => signal.removeEventListener('abort', abort));
}

/** From half of the step to the whole of it, so that many clients do not come back together. */
function backoff(step: number, attempt: number, chance: number): number {
  const whole = step * 2 ** (attempt - 1);
  return whole / 2 + (whole / 2) * chance;
}

function retryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
