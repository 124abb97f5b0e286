/** From a handler's reply to what a Transport returns. */
import type { TransportResponse } from '../clients/transport.ts';
import { jsonText, phrase } from './http.ts';
import type { Reply } from './service.ts';

/** An answer that ends in the middle, as a broken connection does. */
export class Cut extends Error {
  readonly code = 'ECONNRESET';
}

/**
 * Makes the answer to a request.
 * @param method HEAD has no body
 * @param reply what the handler made
 * @param how `cut`: whether the body breaks off; `now`: the time for its Date
 */
export function answer(method: string, reply: Reply, how: { cut?: boolean; now: number }): TransportResponse {
  const { status } = reply;
  const whole = reply.json === undefined ? reply.content : jsonText(reply.json);
  const content = method === 'HEAD' ? '' : (whole ?? '');
  const headers: Record<string, string> = { date: new Date(how.now).toUTCString() };
  if (reply.json !== undefined) headers['content-type'] = 'application/json';
  if (typeof content === 'string') headers['content-length'] = String(Buffer.byteLength(content));
  Object.assign(headers, reply.headers);
  const body = () => (how.cut ? half(content) : chunks(content));
  return {
    status,
    reason: phrase(status),
    headers,
    body: { [Symbol.asyncIterator]: () => body() },
    text: async () => {
      if (typeof content === 'string' && !how.cut) return content;
      return Buffer.from(await readAll(body())).toString('utf8');
    },
  };
}

async function* chunks(content: string | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (typeof content !== 'string') yield* content;
  else if (content !== '') yield Buffer.from(content);
}

async function* half(content: string | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks(content)) {
    yield chunk.subarray(0, Math.floor(chunk.length / 2));
    break;
  }
  throw new Cut('the connection was closed in the middle of an answer');
}

/** All of a stream as one piece. */
export async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}
