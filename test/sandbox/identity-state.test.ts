/** What the identity service keeps, and how. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { children, text } from '../../src/clients/json.ts';
import { createIdentity } from '../../src/sandbox/identity/service.ts';
import { Transaction } from '../../src/sandbox/state.ts';
import { Store } from '../../src/sandbox/store.ts';
import { login, testCloud } from './cloud.ts';
import { keystone, member } from './keystone.ts';

it('no secret lies in the state in plain', async () => {
  const service = keystone();
  const { user, project } = await member(service, 'ann');
  await service.ask(`PATCH /users/${user}`, { user: { password: 'known-pass' } });
  service.cloud.pass(1);
  const secrets = ['known-pass', 'known-hush', 'known-blob'];
  const application_credential = { name: 'robot', secret: 'known-hush' };
  const admin = children((await service.ask('GET /users?name=admin')).body, 'users')[0]?.id;
  const mine = `/users/${admin}/application_credentials`;
  await service.make(`POST ${mine}`, { application_credential });
  await service.make('POST /credentials', {
    credential: { user_id: user, type: 'cert', blob: 'known-blob', project_id: project },
  });
  const ec2 = await service.make(`POST /users/${user}/credentials/OS-EC2`, { tenant_id: project });
  const consumer = await service.make('POST /OS-OAUTH1/consumers', { consumer: {} });
  secrets.push(text(ec2, 'secret'), text(consumer, 'secret'), service.token('ann'));
  const data = join(service.cloud.dir, 'data');
  const files = readdirSync(data).map(name => readFileSync(join(data, name), 'utf8'));
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(5);
    expect(files.filter(content => content.includes(secret))).toEqual([]);
  }
});

it('an older state gets the catalogue, and keeps its users', async () => {
  const cloud = testCloud();
  await cloud.ask('admin', 'GET', '/identity/v3/users');
  const store = new Store(cloud.dir, undefined);
  await store.write(root => {
    const state = new Transaction(store, root, createIdentity().collections ?? {}, true);
    for (const name of ['regions', 'catalog_services', 'catalog_endpoints', 'catalog_enlisted'])
      for (const { id } of state.all(name)) state.remove(name, id);
    for (const user of state.all('users'))
      state.put('users', { ...user, password: createHash('sha256').update('sandbox secret').digest('hex') });
    state.markSeeded(['identity', 'image', 'network', 'volume', 'compute']);
    return { result: undefined, change: state.change() };
  });
  const again = testCloud(cloud.dir);
  const { body } = await again.ask('admin', 'GET', '/identity/v3/services');
  expect(children(body, 'services').map(each => each.type)).toEqual(
    expect.arrayContaining(['identity', 'image', 'network', 'compute']),
  );
  const refused = await again.ask(
    '',
    'POST',
    '/identity/v3/auth/tokens',
    login('admin', 'admin', 'sandbox secret'),
  );
  expect(refused.status).toBe(401);
});

it('a service that was taken out of the catalogue does not come back', async () => {
  const service = keystone();
  const [image] = children((await service.ask('GET /services?type=image')).body, 'services');
  await service.ask(`DELETE /services/${image?.id}`);
  const again = keystone(testCloud(service.cloud.dir));
  expect((await again.ask('GET /services?type=image')).body.services).toEqual([]);
});
