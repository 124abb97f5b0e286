import { execFile, execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { ConnectionError } from '../../src/clients/errors.ts';
import { createHttp, type HttpOptions } from '../../src/clients/http.ts';
import { CERTIFICATE, serve } from './server.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NOTHING = { cacert: undefined, cert: undefined, key: undefined };

function get(url: string, options: HttpOptions = {}) {
  return createHttp(options).send({ method: 'GET', url, headers: {} });
}

async function failure(promise: Promise<unknown>): Promise<ConnectionError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ConnectionError) return error;
  throw new Error(`a ConnectionError was expected, not ${error}`);
}

describe('the module behind undici’s index', () => {
  const require = createRequire(import.meta.url);

  test('is a class with what is used of it', () => {
    const Client = require('undici/lib/dispatcher/client.js');
    expect(typeof Client).toBe('function');
    for (const method of ['dispatch', 'destroy']) expect(typeof Client.prototype[method]).toBe('function');
  });

  test('loads neither fetch nor the index', () => {
    const script = `require('undici/lib/dispatcher/client.js'); console.log(JSON.stringify(Object.keys(require.cache)))`;
    const output = execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' });
    const loaded: string[] = JSON.parse(output);
    expect(loaded.filter(path => /\/web\/|undici\/index\.js/.test(path))).toEqual([]);
    expect(loaded.length).toBeLessThan(30);
  });

  test('has its parser compiled, but never optimized', async () => {
    await using served = await serve((request, response) => {
      setTimeout(() => response.end('ü'), request.url === '/late' ? 300 : 0);
    });
    const { outputFiles } = buildSync({
      stdin: {
        contents: `import { cachedDataVersionTag } from 'node:v8';
          import { createHttp } from './src/clients/http.ts';
          const usual = cachedDataVersionTag();
          const http = createHttp();
          async function main() {
            const refused = () =>
              http.send({ method: 'GET', url: 'http://127.0.0.1:1', headers: {} }).catch(() => {});
            await refused();
            console.log('without an answer', cachedDataVersionTag() === usual);
            const late = http.send({ method: 'GET', url: '${served.url}/late', headers: {} });
            await refused();
            console.log('while one is awaited', cachedDataVersionTag() === usual);
            await (await late).text();
            for (let run = 0; run < 5; run++) {
              const answer = await http.send({ method: 'GET', url: '${served.url}', headers: {} });
              console.log(answer.status, await answer.text(), cachedDataVersionTag() === usual);
            }
            await http.close();
          }
          main();`,
        resolveDir: ROOT,
      },
      bundle: true,
      external: ['undici'],
      format: 'cjs',
      platform: 'node',
      write: false,
    });
    const program = outputFiles[0]?.text ?? '';
    const argv = ['--trace-wasm-compilation-times', '--eval', program];
    const { stdout } = await promisify(execFile)(process.execPath, argv, { cwd: ROOT });
    // With the usual flags V8 takes code that was compiled before.
    expect(stdout).toContain('without an answer true');
    expect(stdout).toContain('while one is awaited false');
    expect(stdout.match(/^200 ü true$/gm)).toHaveLength(5);
    // One function has nearly all of the parser.
    expect(stdout).toMatch(/using Liftoff.* bodysize \d{5}/);
    expect(stdout).not.toMatch(/using TurboFan.* bodysize \d{5}/);
  });
});

describe('the transport', () => {
  test('gives status, reason, headers and body', async () => {
    await using served = await serve((request, response) => {
      response.writeHead(404, 'Not Here', { 'X-A': ['1', '2'], 'content-type': 'text/plain' });
      response.end(`${request.method} ${request.url} ${request.headers['x-auth-token']} ü`);
    });
    const url = `${served.url}/a?b=c%20d`;
    const answer = await createHttp().send({ method: 'GET', url, headers: { 'x-auth-token': 't' } });
    expect(answer).toMatchObject({ status: 404, reason: 'Not Here', headers: { 'x-a': '1, 2' } });
    expect(await answer.text()).toBe('GET /a?b=c%20d t ü');
  });

  test('sends texts and streams', async () => {
    await using served = await serve(async (request, response) => {
      let size = 0;
      for await (const chunk of request) size += chunk.length;
      response.end(`${size} ${request.headers['content-length']} ${request.headers['transfer-encoding']}`);
    });
    const http = createHttp();
    const text = await http.send({ method: 'POST', url: served.url, headers: {}, body: 'abc' });
    expect(await text.text()).toBe('3 3 undefined');
    async function* stream() {
      for (let index = 0; index < 100; index++) yield new Uint8Array(10_000);
    }
    const streamed = await http.send({ method: 'PUT', url: served.url, headers: {}, body: stream() });
    expect(await streamed.text()).toBe('1000000 undefined chunked');
    await http.close();
  });

  test('keeps at most so many connections, and uses them again', async () => {
    const sockets = new Set<unknown>();
    await using served = await serve((request, response) => {
      sockets.add(request.socket);
      setImmediate(() => response.end('x'));
    });
    const http = createHttp({ connections: 3 });
    const once = () =>
      http.send({ method: 'GET', url: served.url, headers: {} }).then(answer => answer.text());
    await Promise.all(Array.from({ length: 9 }, once));
    await once();
    expect(sockets.size).toBe(3);
    await http.close();
  });

  test('reads long bodies in pieces, holding the server back', async () => {
    await using served = await serve((_request, response) => {
      for (let index = 0; index < 400; index++) response.write(new Uint8Array(65_536).fill(index % 251));
      response.end();
    });
    const answer = await get(served.url);
    let size = 0;
    for await (const chunk of answer.body) {
      size += chunk.length;
      if (size % 5 === 0) await new Promise(resolve => setImmediate(resolve));
    }
    expect(size).toBe(400 * 65_536);
  });

  test('tells of refused connections, unknown hosts and bodies cut short', async () => {
    const gone = await serve(() => {});
    await gone[Symbol.asyncDispose]();
    expect(await failure(get(gone.url))).toMatchObject({ kind: 'refused', url: gone.url });
    await using served = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('short');
      setImmediate(() => response.destroy());
    });
    const answer = await get(served.url);
    expect(await failure(answer.text())).toMatchObject({ kind: 'broken' });
    expect(await failure(get('ftp://x/'))).toMatchObject({
      kind: 'broken',
      message: "Invalid URL 'ftp://x/'",
    });
  });

  test('gives up on a server that is silent, before and within the body', async () => {
    await using served = await serve((request, response) => {
      if (request.url === '/body') response.write('a');
    });
    expect(await failure(get(served.url, { idleTimeout: 20 }))).toMatchObject({ kind: 'timeout' });
    const answer = await get(`${served.url}/body`, { idleTimeout: 20 });
    expect(await failure(answer.text())).toMatchObject({ kind: 'timeout' });
  });

  test('stops when it is told to', async () => {
    await using served = await serve(() => {});
    const controller = new AbortController();
    const { signal } = controller;
    const sent = createHttp().send({ method: 'GET', url: served.url, headers: {}, signal });
    setImmediate(() => controller.abort(new Error('enough')));
    await expect(sent).rejects.toThrow('enough');
    await expect(createHttp().send({ method: 'GET', url: served.url, headers: {}, signal })).rejects.toThrow(
      'enough',
    );
  });
});

test('closing does not wait for what is under way', async () => {
  await using served = await serve(() => {});
  const http = createHttp();
  const sent = failure(http.send({ method: 'GET', url: served.url, headers: {} }));
  await http.close();
  expect(await sent).toMatchObject({ kind: 'broken' });
});

describe('TLS', () => {
  const tls = { ...NOTHING, verify: true };

  test('a certificate that nobody vouches for is named', async () => {
    await using served = await serve((_request, response) => response.end('ok'), true);
    const error = await failure(get(served.url, { tls }));
    expect(error).toMatchObject({ kind: 'tls', message: 'the certificate is self-signed' });
  });

  test('is trusted through cacert, or not checked', async () => {
    await using served = await serve((_request, response) => response.end('ok'), true);
    const trusted = await get(served.url, { tls: { ...tls, cacert: CERTIFICATE } });
    expect(await trusted.text()).toBe('ok');
    const unchecked = await get(served.url, { tls: { ...tls, verify: false, cacert: '/nonexistent' } });
    expect(await unchecked.text()).toBe('ok');
  });

  test('a client certificate brings its key along', async () => {
    await using served = await serve((_request, response) => response.end('ok'), true);
    const answer = await get(served.url, { tls: { ...tls, cacert: CERTIFICATE, cert: CERTIFICATE } });
    expect(await answer.text()).toBe('ok');
  });

  test('a client certificate has to be there for plain HTTP, too', async () => {
    await using served = await serve((_request, response) => response.end('ok'));
    const missing = { ...tls, cacert: '/nonexistent', cert: '/nowhere' };
    expect(await failure(get(served.url, { tls: missing }))).toMatchObject({
      kind: 'tls',
      message: 'Could not find the TLS certificate file, invalid path: /nowhere',
    });
    expect(await (await get(served.url, { tls: { ...missing, cert: undefined } })).text()).toBe('ok');
  });

  test('files that are not there, and a server without TLS', async () => {
    const missing = { ...tls, cacert: '/nonexistent' };
    expect(await failure(get('https://127.0.0.1:1', { tls: missing }))).toMatchObject({
      kind: 'tls',
      message: 'Could not find a suitable TLS CA certificate bundle, invalid path: /nonexistent',
    });
    await using served = await serve((_request, response) => response.end('ok'));
    const error = await failure(get(served.url.replace('http:', 'https:')));
    expect(error).toMatchObject({ kind: 'tls', message: 'the server does not speak TLS' });
  });
});

describe('proxies', () => {
  test('plain HTTP is asked of the proxy, unless no_proxy names the host', async () => {
    await using proxy = await serve((request, response) => response.end(`proxied ${request.url}`));
    await using target = await serve((_request, response) => response.end('straight'));
    const env = { http_proxy: proxy.url };
    const http = createHttp({ env });
    const answer = await http.send({ method: 'GET', url: 'http://cloud.test:5000/v3', headers: {} });
    expect(await answer.text()).toBe('proxied http://cloud.test:5000/v3');
    const straight = await get(target.url, { env: { ...env, no_proxy: '127.0.0.1' } });
    expect(await straight.text()).toBe('straight');
    await http.close();
  });

  test('HTTPS goes through a tunnel', async () => {
    await using target = await serve((_request, response) => response.end('secret'), true);
    await using proxy = await serve(() => {});
    const asked: (string | undefined)[] = [];
    const { connect } = await import('node:net');
    proxy.server.on('connect', (request, socket) => {
      asked.push(request.url);
      const through = connect(Number(new URL(target.url).port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        through.pipe(socket).pipe(through);
      });
    });
    const http = createHttp({
      env: { HTTPS_PROXY: proxy.url },
      tls: { ...NOTHING, verify: true, cacert: CERTIFICATE },
    });
    const answer = await http.send({ method: 'GET', url: target.url, headers: {} });
    expect(await answer.text()).toBe('secret');
    expect(asked).toEqual([new URL(target.url).host]);
    await http.close();
  });
});
