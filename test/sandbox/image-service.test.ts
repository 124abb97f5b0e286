/** The image service about itself: its cache, its tasks, its stores. */
import { describe, expect, it } from 'vitest';
import { children, text } from '../../src/clients/json.ts';
import { testCloud } from './cloud.ts';

async function withCirros() {
  const cloud = testCloud();
  const { body } = await cloud.ask('admin', 'GET', '/image/v2/images?name=cirros');
  return { ...cloud, id: text(children(body, 'images')[0] ?? {}, 'id') };
}

describe('the cache', () => {
  it('takes an image after a while', async () => {
    const { ask, pass, id } = await withCirros();
    expect((await ask('admin', 'PUT', `/image/v2/cache/${id}`)).status).toBe(202);
    expect((await ask('admin', 'GET', '/image/v2/cache')).body).toEqual({
      cached_images: [],
      queued_images: [id],
    });
    pass(5);
    const { body } = await ask('admin', 'GET', '/image/v2/cache');
    expect(body).toMatchObject({
      cached_images: [{ image_id: id, hits: 0, size: 21430272 }],
      queued_images: [],
    });
    expect((await ask('admin', 'DELETE', `/image/v2/cache/${id}`)).status).toBe(204);
    expect((await ask('admin', 'GET', '/image/v2/cache')).body).toMatchObject({ cached_images: [] });
  });

  it('is emptied in part', async () => {
    const { ask, id } = await withCirros();
    const clear = (target: string) =>
      ask('admin', 'DELETE', '/image/v2/cache', undefined, { 'x-image-cache-clear-target': target });
    await ask('admin', 'PUT', `/image/v2/cache/${id}`);
    expect((await clear('cache')).status).toBe(204);
    expect((await ask('admin', 'GET', '/image/v2/cache')).body).toMatchObject({ queued_images: [id] });
    expect((await clear('queue')).status).toBe(204);
    expect((await ask('admin', 'GET', '/image/v2/cache')).body).toMatchObject({ queued_images: [] });
    expect((await clear('other')).status).toBe(400);
  });

  it('is for administrators, and for images that have data', async () => {
    const { ask, id } = await withCirros();
    for (const [method, path] of [
      ['GET', ''],
      ['DELETE', ''],
      ['PUT', `/${id}`],
      ['DELETE', `/${id}`],
    ])
      expect((await ask('demo', method ?? '', `/image/v2/cache${path}`)).status).toBe(403);
    expect((await ask('admin', 'PUT', '/image/v2/cache/nosuch')).text).toContain('Image nosuch not found.');
    const { body } = await ask('admin', 'POST', '/image/v2/images', { name: 'empty' });
    expect((await ask('admin', 'PUT', `/image/v2/cache/${text(body, 'id')}`)).status).toBe(400);
  });
});

describe('tasks', () => {
  it('are listed and shown', async () => {
    const { ask, id } = await withCirros();
    const { body } = await ask('admin', 'GET', '/image/v2/tasks?status=success&sort_key=id&sort_dir=asc');
    const [task, ...others] = children(body, 'tasks');
    expect(others).toEqual([]);
    expect(task).toMatchObject({ type: 'api_image_import', expires_at: '2030-01-03T00:00:00Z' });
    const shown = await ask('admin', 'GET', `/image/v2/tasks/${text(task ?? {}, 'id')}`);
    expect(shown.body).toMatchObject({ result: { image_id: id }, message: 'Copied 20 MiB' });
    expect((await ask('admin', 'GET', '/image/v2/tasks?limit=0')).body).toMatchObject({ tasks: [] });
  });

  it.each([
    ['admin', 'GET', '/nosuch', 404, 'Could not find task nosuch'],
    ['admin', 'GET', '?status=x', 400, 'Invalid status value: x'],
    ['admin', 'GET', '?type=x', 400, 'Invalid type value: x'],
    ['admin', 'GET', '?marker=x', 400, 'Invalid marker format'],
    ['admin', 'GET', '?marker=7a1f6a9e-0000-4000-8000-000000000000', 400, 'was not found'],
    ['admin', 'GET', '?sort_key=x', 400, 'Sort key supplied was not valid.'],
    ['admin', 'GET', '?sort_dir=x', 400, 'Invalid sort direction: x'],
    ['admin', 'GET', '?limit=-1', 400, 'limit param must be positive'],
    ['admin', 'DELETE', '/x', 405, 'This operation is currently not permitted on Glance Tasks.'],
    ['demo', 'GET', '', 403, 'You are not authorized to complete tasks_api_access action.'],
  ])('as %s: %s %s', async (user, method, path, status, words) => {
    const answer = await testCloud().ask(user, method, `/image/v2/tasks${path}`);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(words);
  });
});

it('there is one store, whose details are for administrators', async () => {
  const { ask } = testCloud();
  expect((await ask('demo', 'GET', '/image/v2/info/stores')).body).toMatchObject({
    stores: [{ id: 'file' }],
  });
  expect((await ask('demo', 'GET', '/image/v2/info/stores/detail')).status).toBe(403);
  expect((await ask('admin', 'GET', '/image/v2/info/stores/detail')).body).toMatchObject({
    stores: [{ type: 'file', properties: { thin_provisioning: false } }],
  });
});
