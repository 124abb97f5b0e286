/** etcd's client against a scripted gateway. */
import { describe, expect, test } from 'vitest';
import { ConnectionError } from '../../../src/clients/errors.ts';
import {
  EtcdError,
  StoreAuthError,
  StoreUnavailable,
  TooLarge,
} from '../../../src/clients/gostack/errors.ts';
import { createEtcd } from '../../../src/clients/gostack/etcd.ts';
import { encode, rangeEnd } from '../../../src/clients/gostack/etcd-codec.ts';
import { watch } from '../../../src/clients/gostack/etcd-watch.ts';
import type { EtcdSettings } from '../../../src/clients/gostack/settings.ts';
import type { Transport, TransportRequest } from '../../../src/clients/transport.ts';

interface Answer {
  readonly status?: number;
  /** Pieces of the body; a promise is waited for, an error breaks it off. */
  readonly body: readonly (string | Promise<string> | Error)[];
}

const SETTINGS = { endpoints: ['one:1', 'http://two:2'], username: 'root', password: 'secret' };
const json = (value: unknown, status = 200): Answer => ({ status, body: [JSON.stringify(value)] });
const TOKEN = json({ token: 't1' });
const refused = (url: string) => new ConnectionError(url, 'refused', 'connection refused');

/** A gateway that answers as it is told; its log has `host path` and the token of each request. */
function gateway(script: (request: TransportRequest, at: string) => Answer | Error): {
  readonly transport: Transport;
  readonly log: string[];
} {
  const log: string[] = [];
  const transport: Transport = {
    async send(request) {
      const { host, pathname } = new URL(request.url);
      const at = `${host} ${pathname.replace('/v3/', '')}`;
      log.push([at, request.headers.authorization].filter(Boolean).join(' '));
      const answer = script(request, at);
      if (answer instanceof Error) throw answer;
      const { signal } = request;
      async function* pieces(body: Answer['body']): AsyncGenerator<Uint8Array> {
        for (const piece of body) {
          if (piece instanceof Error) throw piece;
          const aborted = new Promise<never>((_, reject) =>
            signal?.addEventListener('abort', () => reject(new Error('aborted')), { once: true }),
          );
          yield Buffer.from(await Promise.race([piece, aborted]));
        }
      }
      const body = pieces(answer.body);
      return { status: answer.status ?? 200, reason: '', headers: {}, body, text: async () => '' };
    },
  };
  return { transport, log };
}

const client = (transport: Transport, more: Partial<EtcdSettings> = {}) =>
  createEtcd({ ...SETTINGS, ...more }, transport);

describe('requests', () => {
  test('log in once, then carry the token', async () => {
    const { transport, log } = gateway((_, at) => (at.endsWith('authenticate') ? TOKEN : json({})));
    const etcd = client(transport);
    await etcd.range('a');
    await etcd.range('b');
    expect(log).toEqual(['one:1 auth/authenticate', 'one:1 kv/range t1', 'one:1 kv/range t1']);
  });

  test('a token that has expired is renewed', async () => {
    let tokens = 0;
    const { transport, log } = gateway((request, at) => {
      if (at.endsWith('authenticate')) return json({ token: `t${++tokens}` });
      if (request.headers.authorization === 't2') return json({ header: { revision: '7' } });
      return json({ message: 'etcdserver: invalid auth token', code: 16 }, 401);
    });
    expect((await client(transport).range('a')).revision).toBe(7);
    expect(log.map(line => line.split(' ').slice(1).join(' '))).toEqual([
      'auth/authenticate',
      'kv/range t1',
      'auth/authenticate',
      'kv/range t2',
    ]);
  });

  test('fail over to the next endpoint and stay there', async () => {
    const { transport, log } = gateway((request, at) => {
      if (at.startsWith('one')) return refused(request.url);
      return at.endsWith('authenticate') ? TOKEN : json({});
    });
    const etcd = client(transport);
    await etcd.range('a');
    await etcd.range('a');
    expect(log.filter(line => line.startsWith('one'))).toHaveLength(1);
  });

  test('a member without a leader is left, an error of the request is not', async () => {
    const { transport, log } = gateway((_, at) => {
      if (at.endsWith('authenticate')) return TOKEN;
      return at.startsWith('one')
        ? json({ message: 'etcdserver: no leader', code: 14 }, 503)
        : json({ message: 'etcdserver: permission denied', code: 7 }, 403);
    });
    await expect(client(transport).range('a')).rejects.toThrow(EtcdError);
    expect(log).toEqual(['one:1 auth/authenticate', 'one:1 kv/range t1', 'two:2 kv/range t1']);
  });

  test('no endpoint: one line that names both', async () => {
    const { transport } = gateway(request => refused(request.url));
    const failure = client(transport).range('a');
    await expect(failure).rejects.toThrow(StoreUnavailable);
    await expect(failure).rejects.toThrow(/http:\/\/one:1: connection refused; http:\/\/two:2: /);
  });

  test('a wrong password is said without the password; a store without users is open', async () => {
    const wrong = gateway(() => json({ message: 'etcdserver: authentication failed', code: 3 }, 400));
    const failure = client(wrong.transport).range('a');
    await expect(failure).rejects.toThrow(StoreAuthError);
    await expect(failure).rejects.not.toThrow(/secret/);
    const open = gateway((_, at) =>
      at.endsWith('authenticate')
        ? json({ message: 'etcdserver: authentication is not enabled', code: 9 }, 400)
        : json({}),
    );
    await client(open.transport).range('a');
    expect(open.log.at(-1)).toBe('one:1 kv/range');
  });

  test('messages beyond the limits', async () => {
    const { transport, log } = gateway((_, at) =>
      at.endsWith('authenticate') ? TOKEN : json({ kvs: [{ value: 'x'.repeat(500) }] }),
    );
    const etcd = client(transport, { maxSend: 200, maxReceive: 400 });
    await expect(etcd.transact([], [{ put: 'a', value: 'x'.repeat(300) }])).rejects.toThrow(
      'MaxCallSendMsgSize',
    );
    expect(log).toEqual([]);
    await expect(etcd.range('a')).rejects.toThrow(TooLarge);
  });

  test('transactions say what they found, leases choose their own IDs', async () => {
    const sent: string[] = [];
    const { transport } = gateway((request, at) => {
      if (at.endsWith('authenticate')) return TOKEN;
      sent.push(String(request.body));
      if (at.endsWith('grant')) return json({ message: 'etcdserver: lease already exists', code: 9 }, 400);
      if (at.endsWith('revoke')) return json({ message: 'requested lease not found', code: 5 }, 404);
      const kv = { key: encode('a'), value: encode('b'), mod_revision: '5', version: '1' };
      return json({
        header: { revision: '6' },
        responses: [{ response_range: { kvs: [kv] } }, { response_range: {} }],
      });
    });
    const etcd = client(transport);
    const answer = await etcd.transact([{ key: 'a', version: 0 }], [], [{ get: 'a' }, { get: 'z' }]);
    expect(answer).toEqual({
      succeeded: false,
      revision: 6,
      found: [{ key: 'a', value: 'b', modified: 5, version: 1, lease: '' }, undefined],
    });
    const id = await etcd.grant(30);
    expect(sent[1]).toBe(`{"TTL":"30","ID":"${id}"}`);
    await etcd.revoke(id);
  });

  test('ranges end behind their prefix', () => {
    expect(rangeEnd('a/')).toBe(encode('a0'));
    expect(rangeEnd('')).toBe('AA==');
  });
});

describe('a watch', () => {
  const line = (key: string, revision: number, type?: string) =>
    `${JSON.stringify({ result: { header: { revision: '99' }, events: [{ type, kv: { key: encode(key), mod_revision: String(revision) } }] } })}\n`;
  const silence = () => new Promise<string>(() => {});

  async function collect(
    transport: Transport,
    count: number,
    more: Partial<EtcdSettings> = {},
  ): Promise<string[]> {
    const stop = new AbortController();
    const seen: string[] = [];
    for await (const { kind, key } of watch(client(transport, more), 'k', { from: 3, signal: stop.signal })) {
      seen.push(`${kind} ${key.key} ${key.modified}`);
      if (seen.length === count) stop.abort();
    }
    return seen;
  }
  const starts = (request: TransportRequest) =>
    /"start_revision":"(\d+)"/.exec(String(request.body))?.[1] ?? '';

  test('is taken up behind the last revision seen, at another endpoint', async () => {
    const opened: string[] = [];
    const { transport } = gateway((request, at) => {
      if (!at.endsWith('watch')) return TOKEN;
      opened.push(`${at} ${starts(request)}`);
      // The first stream breaks off in the middle of a line.
      return opened.length === 1
        ? { body: [line('k1', 4), line('k2', 5).slice(0, 20), refused(request.url)] }
        : { body: [line('k2', 5), line('k1', 6, 'DELETE'), silence()] };
    });
    expect(await collect(transport, 3)).toEqual(['put k1 4', 'put k2 5', 'remove k1 6']);
    expect(opened).toEqual(['one:1 watch 3', 'two:2 watch 5']);
  });

  test('that is silent is probed, and given up when it has missed something', async () => {
    const opened: string[] = [];
    let probes = 0;
    const { transport } = gateway((request, at) => {
      if (at.endsWith('authenticate')) return TOKEN;
      if (at.endsWith('range')) {
        const kv = { key: encode('k1'), mod_revision: '4' };
        return json({ kvs: ++probes > 1 ? [kv] : [] });
      }
      opened.push(`${at} ${starts(request)}`);
      return { body: opened.length === 1 ? [silence()] : [line('k1', 4), silence()] };
    });
    expect(await collect(transport, 1, { keepAliveTime: 20 })).toEqual(['put k1 4']);
    expect(probes).toBe(2);
    expect(opened).toEqual(['one:1 watch 3', 'two:2 watch 3']);
  });

  test('has a limit for each message, also for one that comes whole', async () => {
    const long = line(`k${'x'.repeat(300)}`, 4);
    const open = (...body: string[]) =>
      gateway((_, at) => (at.endsWith('watch') ? { body: [...body, silence()] } : TOKEN)).transport;
    const limit = { maxReceive: 400 };
    await expect(collect(open(long), 1, limit)).rejects.toThrow(TooLarge);
    await expect(collect(open(long.slice(0, 200), long.slice(200)), 1, limit)).rejects.toThrow(TooLarge);
    await expect(collect(open(long.slice(0, 450)), 1, limit)).rejects.toThrow(TooLarge);
    // Several messages may come at once.
    const several = [4, 5, 6, 7, 8].map(revision => line('k1', revision)).join('');
    expect(several.length).toBeGreaterThan(400);
    expect(await collect(open(several), 5, limit)).toHaveLength(5);
  });

  test('with a token that has expired gets a new one; a compacted revision is an error', async () => {
    let count = 0;
    const canceled = (more: object) => ({
      body: [`${JSON.stringify({ result: { canceled: true, ...more } })}\n`],
    });
    const { transport, log } = gateway((_, at) => {
      if (at.endsWith('authenticate')) return TOKEN;
      return ++count === 1
        ? canceled({ cancel_reason: 'rpc error: etcdserver: invalid auth token' })
        : canceled({ compact_revision: '8' });
    });
    await expect(collect(transport, 1)).rejects.toThrow('before revision 8');
    expect(log.filter(entry => entry.includes('authenticate'))).toHaveLength(2);
  });
});
