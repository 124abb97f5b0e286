import { describe, expect, test } from 'vitest';
import { stub } from './stub.ts';

describe('the stub services', () => {
  test('answer what fits and count round trips by depth', async () => {
    const cloud = stub([
      { path: '/servers/a', status: 404, reply: { itemNotFound: { code: 404, message: 'no' } } },
      {
        path: '/servers/detail',
        query: { name: 'a' },
        microversion: '2.93',
        reply: { servers: [{ id: '1' }] },
      },
      { service: 'image', path: '/images/i', reply: { id: 'i' } },
      { method: 'POST', path: '/servers/1/action', body: { 'os-stop': null }, status: 202 },
    ]);
    const compute = cloud.service('compute');
    const [missed, found] = await Promise.allSettled([
      compute.get('/servers/a'),
      compute.list('/servers/detail', 'servers', { query: { name: 'a' }, microversion: '2.96' }),
    ]);
    expect(missed.status).toBe('rejected');
    expect(found).toMatchObject({ value: [{ id: '1' }] });
    expect(cloud.depth()).toBe(1);
    await Promise.all([
      cloud.service('image').get('/images/i'),
      compute.post('/servers/1/action', { 'os-stop': null }),
    ]);
    expect(cloud.depth()).toBe(2);
    cloud.verify();
  });

  test('complain of what was not awaited, whatever became of the error', async () => {
    const cloud = stub([{ path: '/servers', query: { name: 'a' } }]);
    await expect(cloud.service('compute').get('/servers', { query: { name: 'b' } })).rejects.toThrow(
      /no stub awaits GET http:\/\/compute.test\/v2.1\/servers\?name=b; awaited:\n {2}GET .* query {"name":"a"}/,
    );
    expect(() => cloud.verify()).toThrow(/unused stub: GET .*name/);
  });

  test('compare bodies and microversions', async () => {
    const cloud = stub([{ method: 'POST', path: '/x', body: { a: 1 }, microversion: null }]);
    await expect(cloud.service('compute').post('/x', { a: 2 })).rejects.toThrow(/no stub awaits/);
    await expect(cloud.service('compute').post('/x', { a: 1 }, { microversion: '2.5' })).rejects.toThrow(
      /no stub/,
    );
    await cloud.service('compute').post('/x', { a: 1 });
  });
});
