/** An HTTP server in this process, for one test. */
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface Served {
  readonly url: string;
  readonly server: Server;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A certificate for localhost and 127.0.0.1 that signs itself, with its key. */
export const CERTIFICATE = new URL('./fixtures/localhost.pem', import.meta.url).pathname;

/** Listens on a free port of loopback. */
export async function serve(listener: RequestListener, secure = false): Promise<Served> {
  const pem = secure ? readFileSync(CERTIFICATE) : undefined;
  const server = pem ? createSecureServer({ key: pem, cert: pem }, listener) : createServer(listener);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = isAddress(address) ? address.port : 0;
  return {
    url: `${secure ? 'https' : 'http'}://127.0.0.1:${port}`,
    server,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>(resolve => server.close(() => resolve()));
    },
  };
}

function isAddress(address: ReturnType<Server['address']>): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
