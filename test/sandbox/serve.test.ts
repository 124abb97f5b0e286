import { request } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Transport } from '../../src/clients/transport.ts';
import { ORIGIN } from '../../src/sandbox/cloud.ts';
import { addFault, clearFaults } from '../../src/sandbox/faults.ts';
import { serve } from '../../src/sandbox/serve.ts';
import { login, testCloud } from './cloud.ts';

/** A request for a token of demo's. */
const asksForToken = {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(login('demo', 'demo')),
};

it('answers over HTTP on loopback, links included', async () => {
  const { sandbox } = testCloud();
  const served = await serve(sandbox, 0);
  try {
    expect(served.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const url = `${served.origin}/identity/v3/auth/tokens`;
    const response = await fetch(url, asksForToken);
    expect(response.status).toBe(201);
    const token = response.headers.get('x-subject-token') ?? '';
    expect(await response.text()).toContain(`"url": "${served.origin}/image"`);
    const images = await fetch(`${served.origin}/image/v2/images`, { headers: { 'x-auth-token': token } });
    expect(await images.text()).toContain('"name": "cirros"');
  } finally {
    await served.close();
  }
  await expect(fetch(served.origin)).rejects.toThrow();
});

it('is for those only who call it by a name of this machine', async () => {
  const { sandbox } = testCloud();
  const served = await serve(sandbox, 0);
  try {
    const headers = { host: 'rebound.example' };
    const status = await new Promise(resolve => {
      request(`${served.origin}/identity/v3`, { headers }, answer => resolve(answer.statusCode)).end();
    });
    expect(status).toBe(403);
  } finally {
    await served.close();
  }
});

it('ends although somebody keeps a connection', async () => {
  const { sandbox } = testCloud();
  const served = await serve(sandbox, 0);
  const socket = connect(Number(new URL(served.origin).port), '127.0.0.1');
  socket.on('error', () => {});
  // A request that does not come to its end.
  socket.write('POST /identity/v3/auth/tokens HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{');
  await new Promise(resolve => setTimeout(resolve, 50));
  const gone = new Promise(resolve => socket.once('close', resolve));
  await served.close();
  await gone;
});

it('breaks off where a cut answer was asked for, but for what versions there are', async () => {
  const { sandbox } = testCloud();
  await sandbox.change(state => addFault(state, { kind: 'cut', service: 'identity', times: 1 }));
  const served = await serve(sandbox, 0);
  try {
    expect(await (await fetch(`${served.origin}/identity/v3`)).text()).toContain('v3.14');
    const url = `${served.origin}/identity/v3/auth/tokens`;
    const issue = () => fetch(url, asksForToken);
    const half = await issue();
    expect(half.status).toBe(201);
    await expect(half.text()).rejects.toThrow();
    expect(await (await issue()).text()).toContain('"issued_at"');
  } finally {
    await served.close();
  }
});

describe('a service that is unavailable', () => {
  const ask = async (client: Transport) =>
    (await client.send({ method: 'GET', url: `${ORIGIN}/compute/`, headers: {} })).status;

  it('is so for as many clients as were asked for, however often they try', async () => {
    const { sandbox } = testCloud();
    await sandbox.change(state => addFault(state, { kind: 'unavailable', service: 'compute', times: 2 }));
    const clients = [sandbox.connect(), sandbox.connect(), sandbox.connect()];
    const statuses = [];
    for (const client of clients) statuses.push([await ask(client), await ask(client)]);
    expect(statuses).toEqual([
      [503, 503],
      [503, 503],
      [200, 200],
    ]);
  });

  it('comes back to a client that waits', async () => {
    const { sandbox, pass } = testCloud();
    await sandbox.change(state => addFault(state, { kind: 'unavailable', service: 'compute', times: 1 }));
    expect(await ask(sandbox)).toBe(503);
    pass(6);
    expect(await ask(sandbox)).toBe(200);
  });

  it('is so until faults are cleared', async () => {
    const { sandbox } = testCloud();
    await sandbox.change(state =>
      addFault(state, { kind: 'unavailable', service: undefined, times: undefined }),
    );
    expect(await ask(sandbox)).toBe(503);
    expect(await sandbox.change(clearFaults)).toBe(1);
    expect(await ask(sandbox)).toBe(200);
  });
});
