/** An image service in this process, for one test: it has what it is told, and goes wrong as it is told. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createHttp, type HttpOptions } from '../../src/clients/http.ts';
import type { JsonObject } from '../../src/clients/json.ts';
import { retrying } from '../../src/clients/retry.ts';
import type { Service } from '../../src/clients/service.ts';
import { createSession } from '../../src/clients/session.ts';
import { SETTINGS } from './fake.ts';
import { serve } from './server.ts';

export const ID = '7a1f6a9e-0000-4000-8000-000000000001';

/** Handles the nth request of a kind, from 1. */
export type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  turn: number,
) => void | Promise<void>;

export interface ImageServer {
  readonly service: Service;
  /** `GET /v2/images/ID/file bytes=5-` of each request. */
  readonly asked: string[];
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts it.
 * @param handlers by method and the end of the path, such as `GET file`; `GET show` is the image itself
 */
export async function imageServer(
  handlers: Readonly<Record<string, Handler>>,
  options: HttpOptions = {},
): Promise<ImageServer> {
  const asked: string[] = [];
  const turns = new Map<string, number>();
  const served = await serve((request, response) => {
    const { method = '', url = '', headers } = request;
    asked.push([method, url, headers.range].filter(Boolean).join(' '));
    const end = /\/images\/[^/]+\/(\w+)/.exec(url)?.[1] ?? 'show';
    const key = `${method} ${end}`;
    const turn = (turns.get(key) ?? 0) + 1;
    turns.set(key, turn);
    const handler = handlers[key];
    if (!handler) return void response.writeHead(404, { 'x-openstack-request-id': 'req-0' }).end();
    Promise.resolve(handler(request, response, turn)).catch(() => response.destroy());
  });
  const http = createHttp(options);
  const session = createSession(
    { ...SETTINGS, authType: 'none', auth: {}, endpoints: { image: served.url } },
    { transport: retrying(http, { sleep: async () => {}, now: () => 0 }), clock: { now: () => 0 } },
  );
  return {
    service: session.service('image'),
    asked,
    async [Symbol.asyncDispose]() {
      await http.close();
      await served[Symbol.asyncDispose]();
    },
  };
}

/** Bytes that are all different enough. */
export function bytes(length: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, at) => (at * 7 + (at >> 8)) & 255));
}

/** The record of an image with these data. */
export function recordOf(data: Uint8Array, algorithm = 'sha512'): JsonObject {
  return {
    id: ID,
    size: data.length,
    status: 'active',
    checksum: createHash('md5').update(data).digest('hex'),
    os_hash_algo: algorithm,
    os_hash_value: createHash(algorithm).update(data).digest('hex'),
  };
}

/** Serves data, from the byte that is asked for, as the service does. */
export function serveData(request: IncomingMessage, response: ServerResponse, data: Buffer): void {
  const [, from] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? [];
  const start = Number(from ?? 0);
  const rest = data.subarray(start);
  response.writeHead(from === undefined ? 200 : 206, {
    'content-length': rest.length,
    ...(from === undefined ? {} : { 'content-range': `bytes ${start}-${data.length - 1}/${data.length}` }),
  });
  response.end(rest);
}

/** Breaks an answer off after so many bytes of its body. */
export function cut(response: ServerResponse, data: Buffer, start: number, count: number): void {
  const headers = { 'content-length': data.length - start };
  response.writeHead(start > 0 ? 206 : 200, {
    ...headers,
    ...(start > 0 ? { 'content-range': `bytes ${start}-${data.length - 1}/${data.length}` } : {}),
  });
  response.write(data.subarray(start, start + count), () => setTimeout(() => response.destroy(), 20));
}
