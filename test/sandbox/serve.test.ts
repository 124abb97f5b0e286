import { expect, it } from 'vitest';
import { serve } from '../../src/sandbox/serve.ts';
import { login, testCloud } from './cloud.ts';

it('answers over HTTP on loopback, links included', async () => {
  const { sandbox } = testCloud();
  const served = await serve(sandbox, 0);
  try {
    expect(served.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const url = `${served.origin}/identity/v3/auth/tokens`;
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(login('demo', 'demo')) });
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

it('breaks off where a cut answer was asked for', async () => {
  const { sandbox } = testCloud();
  const { addFault } = await import('../../src/sandbox/faults.ts');
  await sandbox.change(state => addFault(state, { kind: 'cut', service: 'identity', times: 1 }));
  const served = await serve(sandbox, 0);
  try {
    const read = async () => (await fetch(`${served.origin}/identity/v3`)).text();
    await expect(read()).rejects.toThrow();
    expect(await read()).toContain('v3.14');
  } finally {
    await served.close();
  }
});

it('answers 503 as long as it was asked for', async () => {
  const { sandbox, ask } = testCloud();
  const { addFault, clearFaults } = await import('../../src/sandbox/faults.ts');
  await sandbox.change(state => addFault(state, { kind: 'unavailable', service: 'image', times: 2 }));
  const statuses = [];
  for (let at = 0; at < 3; at++) statuses.push((await ask('demo', 'GET', '/image/v2/images')).status);
  expect(statuses).toEqual([503, 503, 200]);
  await sandbox.change(state =>
    addFault(state, { kind: 'unavailable', service: undefined, times: undefined }),
  );
  expect((await ask('demo', 'GET', '/image/v2/images')).status).toBe(503);
  expect(await sandbox.change(clearFaults)).toBe(1);
  expect((await ask('demo', 'GET', '/image/v2/images')).status).toBe(200);
});
