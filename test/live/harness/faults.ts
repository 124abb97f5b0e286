/** A proxy in front of a service that goes wrong as it is told: connections cut, silences, busy answers. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Transform } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * What happens to one transfer of data, in the direction in which they go. `after` bytes have passed by then.
 * - `busy`: 503, and nothing reaches the service
 * - `cut`: the connections break
 * - `stall`: nothing moves for so many milliseconds
 * - `flip`: a bit of the next byte changes
 * - `refuse`: this status with this sentence, before any data were read
 */
export type Fault =
  | { readonly kind: 'pass' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'cut'; readonly after: number }
  | { readonly kind: 'stall'; readonly after: number; readonly milliseconds: number }
  | { readonly kind: 'flip'; readonly after: number }
  | { readonly kind: 'refuse'; readonly status: number; readonly sentence: string };

export interface FaultyProxy {
  readonly url: string;
  /** What happens to the next transfers, one each; the rest pass. Forgets what was asked before. */
  plan(...faults: readonly Fault[]): void;
  /** `GET /v2/images/ID/file bytes=5-` of each transfer since the last plan. */
  readonly asked: readonly string[];
  /** Bytes of data that passed since the last plan. */
  readonly bytes: number;
  close(): Promise<void>;
}

/** Bytes that are taken in while nothing moves. */
const ROOM = 64 * 1024 * 1024;

/** Requests that carry data one way or the other. */
const DATA = /\/images\/[^/]+\/(file|stage)\b/;

/**
 * Starts a proxy on loopback.
 * @param target the service's address
 */
export async function faultyProxy(target: string): Promise<FaultyProxy> {
  const asked: string[] = [];
  let faults: Fault[] = [];
  let bytes = 0;
  const agent = new http.Agent({ keepAlive: false });

  /** Data on their way, with the fault in it. */
  function through(fault: Fault, breakOff: () => void): Transform {
    let passed = 0;
    return new Transform({
      // Who reads no more does not notice that the other has gone.
      writableHighWaterMark: ROOM,
      transform(chunk: Buffer, _encoding, done) {
        const before = passed;
        passed += chunk.length;
        bytes += chunk.length;
        const due = 'after' in fault && before <= fault.after && passed > fault.after;
        if (!due) return done(null, chunk);
        const at = fault.after - before;
        if (fault.kind === 'cut') {
          this.push(chunk.subarray(0, at));
          // What passed is to arrive.
          setTimeout(breakOff, 100);
        } else if (fault.kind === 'stall') {
          this.push(chunk.subarray(0, at));
          pause(fault.milliseconds).then(() => done(null, chunk.subarray(at)));
        } else {
          const changed = Buffer.from(chunk);
          changed[at] = (changed[at] ?? 0) ^ 1;
          done(null, changed);
        }
      },
    });
  }

  const server = http.createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    const isData = DATA.test(url);
    const fault: Fault = (isData ? faults.shift() : undefined) ?? { kind: 'pass' };
    if (isData) asked.push([method, url, headers.range].filter(Boolean).join(' '));
    if (fault.kind === 'busy' || fault.kind === 'refuse') {
      const { status, sentence } =
        fault.kind === 'busy' ? { status: 503, sentence: 'Come again later.' } : fault;
      response.writeHead(status, { 'content-type': 'text/plain' });
      response.end(`${status}\n\n${sentence}\n`);
      // Who closes with data unread takes the answer back (RFC 9112, 9.6).
      request.resume();
      return;
    }
    const onward = http.request(new URL(url, target), { method, headers, agent });
    const breakOff = (): void => {
      request.socket.destroy();
      onward.destroy();
    };
    onward.on('error', breakOff);
    request.on('error', breakOff);
    response.on('close', () => onward.destroy());
    onward.on('response', answer => {
      response.writeHead(answer.statusCode ?? 502, answer.statusMessage, answer.headers);
      answer.on('error', breakOff);
      answer
        .pipe(method === 'GET' && isData ? through(fault, breakOff) : new Transform(PLAIN))
        .pipe(response);
    });
    request.pipe(method === 'PUT' && isData ? through(fault, breakOff) : new Transform(PLAIN)).pipe(onward);
  });
  // A transfer takes the time that it takes.
  server.requestTimeout = 0;
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${isPort(address) ? address.port : 0}`,
    plan(...next) {
      faults = [...next];
      asked.length = 0;
      bytes = 0;
    },
    asked,
    get bytes() {
      return bytes;
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>(resolve => server.close(() => resolve()));
    },
  };
}

const PLAIN = {
  transform(chunk: Buffer, _encoding: string, done: (error: null, chunk: Buffer) => void) {
    done(null, chunk);
  },
};

function isPort(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
