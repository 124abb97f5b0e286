/** The sandbox over HTTP, for any OpenStack client on this machine. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Transport, TransportResponse } from '../clients/transport.ts';
import type { Sandbox } from './cloud.ts';

/** The only address: whoever reaches the sandbox is its admin. */
const LOOPBACK = '127.0.0.1';

/** What a browser that was lured here by a name of somebody else's does not send. */
const OWN_HOST = /^(127\.0\.0\.1|localhost)(:\d+)?$/;

/** How long answers under way are waited for at the end, in milliseconds. */
const GRACE = 1000;

export interface Served {
  /** Such as `http://127.0.0.1:8774`. */
  readonly origin: string;
  /** Takes no more requests; resolves when those under way are answered, or after a second. */
  close(): Promise<void>;
}

/**
 * Offers a sandbox on loopback.
 * @param port 0 for one that is free
 * @throws the system's error where the port cannot be had
 */
export async function serve(sandbox: Sandbox, port: number): Promise<Served> {
  let origin = '';
  // Who keeps a connection is one client (faults are told by client).
  const clients = new WeakMap<Socket, Transport>();
  const clientOf = (socket: Socket): Transport => {
    const client = clients.get(socket) ?? sandbox.connect();
    clients.set(socket, client);
    return client;
  };
  const server = createServer((request, response) => {
    if (!server.listening) response.setHeader('connection', 'close');
    handle(clientOf(request.socket), origin, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, resolve);
  });
  origin = `http://${LOOPBACK}:${portOf(server.address())}`;
  return {
    origin,
    close: async () => {
      const closed = new Promise<void>(resolve => server.close(() => resolve()));
      server.closeIdleConnections();
      const late = setTimeout(() => server.closeAllConnections(), GRACE);
      await closed;
      clearTimeout(late);
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function handle(
  client: Transport,
  origin: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!OWN_HOST.test(request.headers.host ?? '')) {
    response.writeHead(403, { 'content-type': 'text/plain' });
    response.end('The sandbox answers on loopback only.\n');
    return;
  }
  let answer: TransportResponse;
  try {
    answer = await client.send({
      method: request.method ?? 'GET',
      url: origin + (request.url ?? '/'),
      headers: headersOf(request),
      body: request,
    });
  } catch (error) {
    response.writeHead(500, { 'content-type': 'text/plain' });
    response.end(`${error instanceof Error ? error.message : error}\n`);
    return;
  }
  response.writeHead(answer.status, answer.reason, answer.headers);
  for await (const piece of answer.body) {
    await written(response, piece);
    if (response.destroyed) return;
  }
  response.end();
}

/** Resolves when a piece is on its way, so that one behind which the answer breaks off arrives, or nobody listens. */
function written(response: ServerResponse, piece: Uint8Array): Promise<void> {
  return new Promise(resolve => {
    response.once('close', resolve);
    response.write(piece, () => {
      response.off('close', resolve);
      resolve();
    });
  });
}

function headersOf(request: IncomingMessage): Record<string, string> {
  const entries = Object.entries(request.headers);
  return Object.fromEntries(
    entries.flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}
