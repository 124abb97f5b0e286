/** A cloud far away: a reverse proxy on another loopback address, with a delay added to each exchange. */
import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const HOPS = ['connection', 'keep-alive', 'transfer-encoding', 'content-length'];

/**
 * Listens on the ports of the given URLs, and rewrites the services' addresses in what they answer.
 * @param {string[]} urls endpoints on 127.0.0.1
 * @param {number} delay milliseconds
 * @returns the address to use instead, counts since the last `reset`, and `close`
 */
export async function far(urls, delay) {
  const near = '127.0.0.1';
  const address = `127.0.0.${2 + (process.pid % 250)}`;
  const agent = new http.Agent({ keepAlive: true });
  const counts = { requests: 0, depth: 0 };
  const servers = [];
  for (const port of new Set(urls.map(url => new URL(url).port))) {
    const server = http.createServer(async (request, response) => {
      counts.requests++;
      // It may have waited for all that is answered by now, and for nothing else.
      const depth = counts.depth + 1;
      try {
        const body = [];
        for await (const chunk of request) body.push(chunk);
        const [answer] = await Promise.all([
          send(agent, near, port, request, Buffer.concat(body)),
          pause(delay),
        ]);
        const text = answer.body.toString('latin1').replaceAll(`//${near}:`, `//${address}:`);
        const headers = Object.entries(answer.headers)
          .filter(([name]) => !HOPS.includes(name))
          .map(([name, value]) => [name, String(value).replaceAll(`//${near}:`, `//${address}:`)]);
        response.writeHead(answer.status, Object.fromEntries(headers));
        response.end(Buffer.from(text, 'latin1'));
      } catch (error) {
        response.writeHead(502).end(String(error));
      } finally {
        counts.depth = Math.max(counts.depth, depth);
      }
    });
    await new Promise((resolve, reject) =>
      server.once('error', reject).listen(Number(port), address, resolve),
    );
    servers.push(server);
  }
  return {
    address,
    counts,
    reset: () => Object.assign(counts, { requests: 0, depth: 0 }),
    close: () => {
      agent.destroy();
      for (const server of servers) server.close().closeAllConnections();
    },
  };
}

function send(agent, host, port, { method, url, headers }, body) {
  return new Promise((resolve, reject) => {
    const forwarded = {
      ...headers,
      host: `${host}:${port}`,
      'accept-encoding': 'identity',
      'content-length': body.length,
    };
    delete forwarded['transfer-encoding'];
    delete forwarded.connection;
    http
      .request({ agent, host, port, method, path: url, headers: forwarded }, async answer => {
        const chunks = [];
        for await (const chunk of answer) chunks.push(chunk);
        resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) });
      })
      .once('error', reject)
      .end(body);
  });
}
