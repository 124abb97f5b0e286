/** Stories of credentials: an application's, EC2's, and any others. */
import { isList, type JsonObject } from '../../../../src/clients/json.ts';
import { asking, inProject, setting } from './setting.ts';
import type { Side } from './sides.ts';

export async function applicationCredentials(side: Side): Promise<void> {
  await setting(side);
  await side.login('ann', asking('ann', inProject));
  const own = '/users/{ann}/application_credentials';
  const rule = { path: '/v2.1/servers', method: 'GET', service: 'compute' };
  const make = (application_credential: JsonObject, name?: string) =>
    side.ask(`POST ${own}`, { application_credential }, { as: 'ann', ...(name ? { name } : {}) });
  const some = { name: '{run}', description: 'text', secret: 'hush', roles: [{ name: 'reader' }] };
  await make({ ...some, expires_at: '2035-01-01T00:00:00.123456', access_rules: [rule] }, 'app');
  for (const wrong of [
    {},
    { name: '{run}' },
    { name: 'x', roles: [{ name: 'admin' }] },
    { name: 'x', roles: [{ name: '{run}' }] },
    { name: 'x', roles: [{}] },
    { name: 'x', expires_at: 'x' },
    { name: 'x', expires_at: '2001-01-01T00:00:00' },
    { name: 'x', access_rules: [{ path: 'x' }] },
    { name: 'x', colour: 'red' },
  ])
    await make(wrong);
  await make({ name: '{run}-2', unrestricted: true, access_rules: [rule] }, 'free');
  for (const line of [
    `GET ${own}`,
    `GET ${own}?name={run}-2`,
    `GET ${own}/{app}`,
    `GET ${own}/nosuch`,
    'GET /users/{bob}/application_credentials/{app}',
    'GET /users/{bob}/application_credentials',
  ])
    await side.ask(line, undefined, { as: 'ann' });
  await side.ask(`GET ${own}/{app}`);
  await side.ask(`POST ${own}`, { application_credential: { name: 'x' } });
  const identity = (secret: string, name = 'app') => ({
    auth: {
      identity: { methods: ['application_credential'], application_credential: { id: `{${name}}`, secret } },
    },
  });
  await side.ask('POST /auth/tokens?nocatalog', identity('hush'), { as: 'none' });
  await side.ask('POST /auth/tokens?nocatalog', identity('wrong'), { as: 'none' });
  await side.login('app', identity('hush'));
  await side.ask('GET /users/{ann}/credentials/OS-EC2', undefined, { as: 'app', settles: 403 });
  const rules = '/users/{ann}/access_rules';
  const listed = await side.ask(`GET ${rules}`, undefined, { as: 'ann', name: 'rule' });
  side.note('access rules', isList(listed.access_rules) ? listed.access_rules.length : 0);
  await side.ask(`GET ${rules}`);
  for (const line of [
    `GET ${rules}/{rule}`,
    `GET ${rules}/nosuch`,
    `DELETE ${rules}/{rule}`,
    `DELETE ${own}/{app}`,
    `DELETE ${own}/{free}`,
    `DELETE ${own}/{app}`,
    `DELETE ${rules}/{rule}`,
    `GET ${rules}`,
  ])
    await side.ask(line, undefined, { as: 'ann' });
}

export async function credentials(side: Side): Promise<void> {
  await setting(side);
  await side.login('ann', asking('ann', inProject));
  const keep = (credential: JsonObject, name?: string) =>
    side.ask(
      'POST /credentials',
      { credential: { user_id: '{ann}', ...credential } },
      { as: 'ann', ...(name ? { name } : {}) },
    );
  await keep({ type: 'cert', blob: 'abc', colour: 'red' }, 'cert');
  await keep({ type: 'ec2', blob: '{"access":"{run}","secret":"x"}', project_id: '{project}' }, 'ec2');
  for (const wrong of [
    {},
    { type: 'ec2', blob: 'abc' },
    { type: 'ec2', blob: 'abc', project_id: 'x' },
    { type: 'ec2', blob: '{}', project_id: 'x' },
    { type: 'ec2', blob: '{"a":1}', project_id: 'x' },
    { type: 'ec2', blob: '{"access":"{run}"}', project_id: 'x' },
    { type: 'x', blob: 'abc', user_id: '{bob}' },
  ])
    await keep(wrong);
  for (const change of [{ blob: 'def' }, { type: 'x' }, {}])
    await side.ask('PATCH /credentials/{cert}', { credential: change }, { as: 'ann' });
  for (const blob of ['x', '{"access":"{run}","secret":"y"}', '{"access":"z","trust_id":"y"}'])
    await side.ask('PATCH /credentials/{ec2}', { credential: { blob } }, { as: 'ann' });
  for (const line of [
    'GET /credentials',
    'GET /credentials?type=cert',
    'GET /credentials/{ec2}',
    'GET /credentials/nosuch',
    'DELETE /credentials/{cert}',
    'DELETE /credentials/{cert}',
  ])
    await side.ask(line, undefined, { as: 'ann' });
  await side.ask('GET /credentials?user_id={ann}');
  const ec2 = '/users/{ann}/credentials/OS-EC2';
  const made = await side.ask(`POST ${ec2}`, { tenant_id: '{project}' }, { as: 'ann' });
  side.call('key', JSON.stringify(made).match(/"access":"(\w+)"/)?.[1] ?? '');
  for (const body of [{}, { tenant_id: 'nosuch' }]) await side.ask(`POST ${ec2}`, body, { as: 'ann' });
  for (const line of [`GET ${ec2}/{key}`, `GET ${ec2}/nosuch`, `DELETE ${ec2}/{key}`, `DELETE ${ec2}/{key}`])
    await side.ask(line, undefined, { as: 'ann' });
  await side.ask('GET /users/nosuch/credentials/OS-EC2');
}
