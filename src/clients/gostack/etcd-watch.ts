/** Watching keys of etcd: a stream that breaks or falls silent is taken up again where it ended. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectionError } from '../errors.ts';
import { child, children, isObject, type JsonObject, parseJson, text } from '../json.ts';
import { EtcdError, StoreUnavailable, TooLarge } from './errors.ts';
import type { Etcd } from './etcd.ts';
import { encode, failureOf, integer, type KeyValue, keyValue, rangeEnd } from './etcd-codec.ts';

export interface WatchEvent {
  readonly kind: 'put' | 'remove';
  readonly key: KeyValue;
}

export interface WatchOptions {
  /** The first revision that counts. */
  readonly from: number;
  /** What ends the watch. */
  readonly signal: AbortSignal;
}

/** Pauses between attempts to take a broken watch up, in milliseconds. */
const PAUSE = 200;

/** Why a stream ended although the watch has not. */
class Silent extends Error {}

/**
 * Follows what happens to the keys that begin with a prefix, each change once and in order.
 *
 * A stream without a byte for KeepAliveTime is probed: the server is asked what has changed since. One that does not
 * answer within KeepAliveTimeout, or that has something to tell which the stream did not, is given up, and another
 * endpoint asked for what followed the last revision seen.
 * @throws StoreUnavailable when no endpoint can be reached; EtcdError when the revision is compacted or not allowed
 */
export async function* watch(etcd: Etcd, prefix: string, options: WatchOptions): AsyncGenerator<WatchEvent> {
  const { signal } = options;
  let from = options.from;
  let heard = Number.NEGATIVE_INFINITY;
  while (!signal.aborted) {
    const stop = new AbortController();
    const end = () => stop.abort(signal.reason);
    signal.addEventListener('abort', end, { once: true });
    try {
      for await (const answer of answers(etcd, prefix, from, stop)) {
        for (const event of children(answer, 'events')) {
          const key = keyValue(child(event, 'kv'));
          // Several changes of one transaction bear one revision; the stream is only left behind the whole answer.
          yield { kind: text(event, 'type') === 'DELETE' ? 'remove' : 'put', key };
        }
        from = Math.max(from, behind(answer));
        heard = Date.now();
      }
    } catch (error) {
      if (signal.aborted) return;
      // While members elect a leader none of them answers.
      const electing = error instanceof StoreUnavailable && Date.now() - heard < etcd.limits.patience;
      if (!isBroken(error) && !electing) throw error;
    } finally {
      stop.abort();
      signal.removeEventListener('abort', end);
    }
    await sleep(PAUSE, undefined, { signal }).catch(() => {});
  }
}

function isBroken(error: unknown): boolean {
  return error instanceof ConnectionError || error instanceof Silent;
}

/** What one stream says. @throws Silent, ConnectionError where another one has to be opened */
async function* answers(
  etcd: Etcd,
  prefix: string,
  from: number,
  stop: AbortController,
): AsyncGenerator<JsonObject> {
  const range = { key: encode(prefix), range_end: rangeEnd(prefix) };
  const request = { create_request: { ...range, start_revision: String(from), progress_notify: true } };
  const { endpoint, response } = await etcd.stream('watch', request, stop.signal);
  let next = from;
  const probe = async (): Promise<void> => {
    const { keys } = await etcd.range(prefix, { prefix: true, since: next, limit: 1 });
    if (keys.length > 0) throw new Silent('the watch has missed a change');
  };
  try {
    for await (const line of probed(lines(response.body, etcd.limits.receive), etcd.limits.idle, probe)) {
      const message = parseJson(line);
      const failure = failureOf(message);
      if (failure) throw new EtcdError(failure.message, failure.code);
      const answer = isObject(message) ? child(message, 'result') : {};
      if (answer.canceled === true) throw canceled(etcd, answer);
      next = Math.max(next, behind(answer));
      yield answer;
    }
  } catch (error) {
    if (isBroken(error)) etcd.leave(endpoint);
    throw error;
  }
}

/** The revision behind the last event of an answer; its header's may be ahead of what was told. */
function behind(answer: JsonObject): number {
  return Math.max(0, ...children(answer, 'events').map(event => keyValue(child(event, 'kv')).modified + 1));
}

/** Why the server ended a watch. */
function canceled(etcd: Etcd, answer: JsonObject): Error {
  const why = text(answer, 'cancel_reason');
  if (/auth token|auth store is old/.test(why)) {
    etcd.forgetToken();
    return new Silent(why);
  }
  const compacted = integer(answer, 'compact_revision');
  if (compacted > 0)
    return new StoreUnavailable(`etcd has forgotten what was before revision ${compacted}. Try again.`);
  return new EtcdError(`etcd ended the watch: ${why || 'no reason given'}`, 2);
}

/** Passes on what comes, and probes when nothing has for so many milliseconds. */
async function* probed(
  source: AsyncGenerator<string>,
  idle: number,
  probe: () => Promise<void>,
): AsyncGenerator<string> {
  let next = source.next();
  for (;;) {
    const timer = new AbortController();
    const silence = sleep(idle, 'silence' as const, { signal: timer.signal, ref: false }).catch(
      () => 'silence' as const,
    );
    const first = await Promise.race([next, silence]);
    timer.abort();
    if (first === 'silence') {
      await probe();
      continue;
    }
    if (first.done === true) return;
    next = source.next();
    // What is not awaited yet must not count as unhandled.
    next.catch(() => {});
    yield first.value;
  }
}

/** A stream's lines, each at most so many bytes. @throws TooLarge */
async function* lines(body: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of body) {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      if (end > limit) throw tooLong();
      const line = rest.subarray(0, end).toString();
      rest = rest.subarray(end + 1);
      if (line.trim() !== '') yield line;
    }
    if (rest.length > limit) throw tooLong();
  }
}

function tooLong(): TooLarge {
  return new TooLarge('A message of a watch is larger than MaxCallRecvMsgSize of the gsinitrc allows.');
}
