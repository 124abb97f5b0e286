import { describe, expect, it } from 'vitest';
import { children, text } from '../../src/clients/json.ts';
import { ORIGIN } from '../../src/sandbox/cloud.ts';
import { type TestCloud, testCloud } from './cloud.ts';

const IMAGES = '/image/v2/images';
const PATCH = { 'content-type': 'application/openstack-images-v2.1-json-patch' };

async function create(cloud: TestCloud, user = 'demo') {
  const body = {
    name: 'mine',
    disk_format: 'raw',
    container_format: 'bare',
    tags: ['b', 'a'],
    colour: 'red',
  };
  const made = await cloud.ask(user, 'POST', IMAGES, body);
  expect(made.status).toBe(201);
  return { ...made.body, path: `${IMAGES}/${text(made.body, 'id')}` };
}

async function send(
  cloud: TestCloud,
  method: string,
  path: string,
  more: { body?: string; range?: string } = {},
) {
  const headers: Record<string, string> = {
    'x-auth-token': await cloud.token('demo'),
    'content-type': 'application/octet-stream',
  };
  if (more.range !== undefined) headers.range = more.range;
  return cloud.sandbox.send({ method, url: ORIGIN + path, headers, body: more.body });
}

describe('images', () => {
  it('begin with cirros', async () => {
    const { ask } = testCloud();
    const [image, ...others] = children((await ask('demo', 'GET', `${IMAGES}?name=cirros`)).body, 'images');
    expect(others).toEqual([]);
    expect(image).toMatchObject({
      status: 'active',
      visibility: 'public',
      size: 21430272,
      disk_format: 'qcow2',
    });
  });

  it('get data, give them back in whole and in part, and go', async () => {
    const cloud = testCloud();
    const { path } = await create(cloud);
    expect((await send(cloud, 'PUT', `${path}/file`, { body: 'hello' })).status).toBe(204);
    const { body } = await cloud.ask('demo', 'GET', path);
    expect(body).toMatchObject({
      colour: 'red',
      tags: ['a', 'b'],
      status: 'active',
      size: 5,
      checksum: '5d41402abc4b2a76b9719d911017c592',
    });
    expect(await (await send(cloud, 'GET', `${path}/file`)).text()).toBe('hello');
    const part = await send(cloud, 'GET', `${path}/file`, { range: 'bytes=1-2' });
    expect([part.status, part.headers['content-range'], await part.text()]).toEqual([
      206,
      'bytes 1-2/5',
      'el',
    ]);
    const again = await send(cloud, 'PUT', `${path}/file`, { body: 'again' });
    expect(again.status).toBe(409);
    expect(await again.text()).toContain('Image status transition from active to saving is not allowed');
    expect((await cloud.ask('demo', 'DELETE', path)).status).toBe(204);
    expect((await cloud.ask('demo', 'GET', path)).status).toBe(404);
  });

  it('are changed by patches', async () => {
    const cloud = testCloud();
    const { path } = await create(cloud);
    const patch = (...operations: object[]) =>
      cloud.ask('demo', 'PATCH', path, JSON.parse(JSON.stringify(operations)), PATCH);
    const changed = await patch(
      { op: 'replace', path: '/name', value: 'renamed' },
      { op: 'add', path: '/size~1class', value: 'small' },
      { op: 'remove', path: '/colour' },
    );
    expect(changed.body).toMatchObject({ name: 'renamed', 'size/class': 'small' });
    expect(changed.body.colour).toBeUndefined();
    const said = async (operation: object) => {
      const { status, text: page } = await patch(operation);
      return [status, page];
    };
    expect(await said({ op: 'replace', path: '/status', value: 'x' })).toEqual([
      403,
      expect.stringContaining('Attribute &#x27;status&#x27; is read-only.'),
    ]);
    expect(await said({ op: 'remove', path: '/nope' })).toEqual([409, expect.anything()]);
    expect(await said({ op: 'replace', path: '/visibility', value: 'public' })).toEqual([
      403,
      expect.stringContaining('You are not authorized to complete publicize_image action.'),
    ]);
    expect((await cloud.ask('demo', 'PATCH', path, [])).status).toBe(415);
  });

  it('belong to somebody', async () => {
    const cloud = testCloud();
    const { path } = await create(cloud, 'admin');
    expect((await cloud.ask('demo', 'GET', path)).text).toContain('No image found with ID');
    const [cirros] = children((await cloud.ask('demo', 'GET', `${IMAGES}?name=cirros`)).body, 'images');
    const refused = await cloud.ask('demo', 'DELETE', `${IMAGES}/${cirros?.id}`);
    expect([refused.status, refused.text]).toEqual([
      403,
      expect.stringContaining('You do not own this image'),
    ]);
    const { body } = await cloud.ask('demo', 'GET', '/identity/v3/auth/projects');
    const project = text(children(body, 'projects')[0] ?? {}, 'id');
    expect((await cloud.ask('admin', 'POST', `${path}/members`, { member: project })).status).toBe(200);
    expect((await cloud.ask('demo', 'GET', path)).status).toBe(200);
  });

  it('are listed in pages and in order', async () => {
    const cloud = testCloud();
    await cloud.token('demo');
    for (const name of ['c', 'a', 'b']) {
      cloud.pass(1);
      await cloud.ask('demo', 'POST', IMAGES, { name });
    }
    const names: unknown[] = [];
    let path = '/v2/images?limit=2&sort=name:asc';
    while (path !== '') {
      const { body } = await cloud.ask('demo', 'GET', `/image${path}`);
      for (const image of children(body, 'images')) names.push(image.name);
      path = text(body, 'next');
    }
    expect(names).toEqual(['a', 'b', 'c', 'cirros']);
    const { body } = await cloud.ask('demo', 'GET', IMAGES);
    expect(children(body, 'images').map(image => image.name)).toEqual(['b', 'a', 'c', 'cirros']);
  });

  it('refuse what makes no sense', async () => {
    const { ask } = testCloud();
    const said = async (query: string) => {
      const { status, text: page } = await ask('demo', 'GET', `${IMAGES}?${query}`);
      return `${status} ${/<\/h1>\n {2}(.*?)<br/.exec(page)?.[1]}`;
    };
    expect(await said('limit=x')).toBe('400 limit param must be an integer');
    expect(await said('marker=nosuch')).toBe('400 No image found with ID nosuch');
    expect(await said('visibility=bad')).toBe('400 Invalid visibility value: bad');
    const made = await ask('demo', 'POST', IMAGES, { disk_format: 'nope' });
    expect([made.status, made.text]).toEqual([
      400,
      expect.stringContaining('is not one of [None, &#x27;ami&#x27;'),
    ]);
    expect((await ask('demo', 'POST', IMAGES, { status: 'active' })).status).toBe(403);
    expect((await ask('', 'GET', IMAGES)).headers['content-type']).toContain('text/html');
  });
});
