/** Stories of rights: roles, who has them where, and tokens. */
import type { JsonObject } from '../../../../src/clients/json.ts';
import { asking, inProject, role, setting } from './setting.ts';
import type { Side } from './sides.ts';

export async function roles(side: Side): Promise<void> {
  await setting(side);
  await role(side, 'upper', { description: 'text', colour: 'red' });
  await role(side, 'lower');
  await role(side, 'third');
  await role(side, 'local', { domain_id: '{domain}' });
  for (const wrong of [
    { name: '{run}-upper' },
    { name: '{run}-local', domain_id: '{domain}' },
    {},
    { name: 'x', description: 3 },
  ])
    await side.ask('POST /roles', { role: wrong });
  await side.ask('GET /roles?name={run}-upper');
  await side.ask('GET /roles?domain_id={domain}');
  await side.ask('GET /roles/nosuch');
  await side.ask('GET /roles/{local}');
  for (const change of [
    { name: '{run}-upper', options: { immutable: true } },
    { description: 'x' },
    { options: { immutable: false } },
    { domain_id: 'default' },
    {},
  ])
    await side.ask('PATCH /roles/{upper}', { role: change });
  for (const line of [
    'GET /roles/{upper}/implies/{lower}',
    'PUT /roles/{upper}/implies/{lower}',
    'PUT /roles/{upper}/implies/{lower}',
    'GET /roles/{upper}/implies/{lower}',
    'HEAD /roles/{upper}/implies/{lower}',
    'GET /roles/{upper}/implies',
    'PUT /roles/{upper}/implies/{admin-role}',
    'PUT /roles/{upper}/implies/{local}',
    'PUT /roles/{upper}/implies/nosuch',
    'PUT /roles/{local}/implies/{lower}',
  ])
    await side.ask(line);
  await side.ask('POST /groups', { group: { name: '{run}', domain_id: '{domain}' } }, { name: 'team' });
  await side.ask('PUT /groups/{team}/users/{bob}');
  for (const line of [
    'PUT /projects/{project}/users/{bob}/roles/{upper}',
    'PUT /projects/{project}/users/{bob}/roles/{local}',
    'PUT /projects/{project}/groups/{team}/roles/{lower}',
    'PUT /domains/{domain}/users/{bob}/roles/{upper}',
    'PUT /system/users/{bob}/roles/{upper}',
    'PUT /system/users/{bob}/roles/{local}',
    'PUT /system/groups/{team}/roles/{third}',
    'PUT /OS-INHERIT/domains/{domain}/groups/{team}/roles/{lower}/inherited_to_projects',
    'PUT /OS-INHERIT/projects/{project}/users/{bob}/roles/{lower}/inherited_to_projects',
    'PUT /projects/{project}/users/nosuch/roles/{upper}',
    'PUT /projects/{project}/users/{bob}/roles/nosuch',
    'PUT /projects/nosuch/users/{bob}/roles/{upper}',
    'PUT /projects/{admin-project}/users/{bob}/roles/{local}',
    'HEAD /projects/{project}/users/{bob}/roles/{upper}',
    'GET /projects/{project}/users/{bob}/roles/{lower}',
    'GET /projects/{project}/users/{bob}/roles',
    'GET /domains/{domain}/users/{bob}/roles',
    'GET /domains/{domain}/groups/{team}/roles',
    'GET /system/users/{bob}/roles',
    'GET /system/users/{bob}/roles/{lower}',
    'GET /system/groups/{team}/roles',
    'GET /OS-INHERIT/domains/{domain}/groups/{team}/roles/inherited_to_projects',
    'HEAD /OS-INHERIT/projects/{project}/users/{bob}/roles/{lower}/inherited_to_projects',
    'HEAD /OS-INHERIT/projects/{project}/users/{bob}/roles/{upper}/inherited_to_projects',
  ])
    await side.ask(line);
  const below = { name: '{run}-below', domain_id: '{domain}', parent_id: '{project}' };
  await side.ask('POST /projects', { project: below }, { name: 'below' });
  for (const query of [
    'user.id={bob}',
    'user.id={bob}&include_names',
    'user.id={bob}&effective',
    'user.id={bob}&effective&include_names',
    'user.id={bob}&effective&role.id={lower}',
    'user.id={bob}&scope.system=all',
    'user.id={bob}&scope.domain.id={domain}&effective',
    'user.id={bob}&scope.OS-INHERIT:inherited_to=projects',
    'user.id={bob}&scope.project.id={below}&effective',
    'group.id={team}',
    'group.id={team}&include_names=1',
    'scope.project.id={project}',
    'scope.project.id={project}&effective',
    'scope.project.id={project}&include_subtree',
    'scope.project.id={project}&include_subtree&effective&include_names',
    'scope.domain.id={domain}',
    'role.id={local}',
    'include_subtree',
    'user.id=x&group.id=y',
    'scope.domain.id=x&scope.project.id=y',
    'scope.domain.id=x&scope.system=all',
    'scope.project.id=x&scope.system=all',
    'effective&group.id=x',
    'effective&scope.domain.id=x&scope.OS-INHERIT:inherited_to=projects',
    'effective&scope.project.id=nosuch',
  ])
    await side.ask(`GET /role_assignments?${query}`);
  for (const scope of [inProject, { domain: { id: '{domain}' } }, { system: { all: true } }])
    await side.ask('POST /auth/tokens?nocatalog', asking('bob', scope), { as: 'none' });
  for (const line of [
    'DELETE /projects/{project}/users/{bob}/roles/{upper}',
    'DELETE /projects/{project}/users/{bob}/roles/{upper}',
    'DELETE /system/users/{bob}/roles/{upper}',
    'DELETE /system/users/{bob}/roles/{upper}',
    'DELETE /OS-INHERIT/projects/{project}/users/{bob}/roles/{lower}/inherited_to_projects',
    'DELETE /roles/{upper}/implies/{lower}',
    'DELETE /roles/{upper}/implies/{lower}',
    'DELETE /roles/{lower}',
    'DELETE /roles/{lower}',
    'DELETE /roles/{member}',
  ])
    await side.ask(line);
}

export async function tokens(side: Side): Promise<void> {
  await setting(side);
  const issue = (body: JsonObject) => side.ask('POST /auth/tokens?nocatalog', body, { as: 'none' });
  for (const auth of [
    {},
    [],
    { identity: {} },
    { identity: { methods: ['nope'] } },
    { identity: { methods: ['nope'], nope: {} } },
    { identity: { methods: [] } },
    { identity: { methods: ['password'], password: {} } },
    { identity: { methods: ['password'], password: { user: {} } } },
    { identity: { methods: ['password'], password: { user: { name: 'x' } } } },
    { identity: { methods: ['password'], password: { user: { name: 'x', domain: {} } } } },
    { identity: { methods: ['password'], password: { user: { id: '{ann}', password: 'wrong' } } } },
    { identity: { methods: ['token'], token: {} } },
    { identity: { methods: ['token'], token: { id: 'bad' } } },
    { identity: { methods: ['application_credential'], application_credential: { id: 'x' } } },
    { identity: { methods: ['application_credential'], application_credential: { name: 'x' } } },
    { identity: { methods: ['application_credential'], application_credential: {} } },
    { identity: { methods: ['application_credential'], application_credential: {} }, scope: {} },
    { identity: { methods: ['mapped'], mapped: {} } },
    { identity: { methods: ['external'], external: {} } },
  ])
    await issue({ auth });
  for (const scope of [
    undefined,
    inProject,
    'unscoped',
    { unscoped: {} },
    {},
    { project: {} },
    { project: { name: '{run}' } },
    { project: { name: '{run}', domain: { id: '{domain}' } } },
    { project: { id: 'nosuch' } },
    { project: { id: '{admin-project}' } },
    { domain: { id: '{domain}' } },
    { domain: {} },
    { system: { all: true } },
    { 'OS-TRUST:trust': {} },
    { 'OS-TRUST:trust': { id: 'nosuch' } },
  ])
    await issue(asking('ann', scope));
  await side.login('ann', asking('ann', inProject));
  await side.login('ann-2', asking('ann', inProject));
  const about = (token: string) => ({ headers: { 'x-subject-token': side.token(token) } });
  for (const as of ['ann', 'admin']) {
    await side.ask('GET /auth/tokens?nocatalog', undefined, { as, ...about('ann') });
    await side.ask('HEAD /auth/tokens?nocatalog', undefined, { as, ...about('ann') });
    await side.ask('GET /auth/tokens', undefined, { as });
    await side.ask('GET /auth/tokens', undefined, { as, headers: { 'x-subject-token': 'bad' } });
  }
  await side.ask('GET /auth/tokens', undefined, { as: 'ann', ...about('admin') });
  const identity = { methods: ['token'], token: { id: side.token('ann') } };
  const again = await side.send(
    'POST /auth/tokens?nocatalog',
    { auth: { identity, scope: inProject } },
    { as: 'none' },
  );
  side.note('a token of a token', again.status);
  for (const line of [
    'GET /auth/projects',
    'GET /auth/domains',
    'GET /auth/system',
    'GET /OS-FEDERATION/projects',
    'GET /OS-FEDERATION/domains',
    'GET /users/{ann}',
    'GET /users/{bob}',
    'GET /users',
    'GET /projects/{project}',
    'GET /projects/{admin-project}',
    'GET /projects/nosuch',
    'GET /projects/default',
    'GET /domains/{domain}',
    'GET /domains/default',
    'GET /domains',
    'GET /users/{ann}/projects',
    'GET /users/{bob}/projects',
    'GET /users/{ann}/groups',
    'GET /roles',
    'GET /role_assignments',
    'GET /regions/RegionOne',
    'GET /services',
    'GET /credentials',
    'GET /groups',
    'GET /limits',
    'GET /limits/model',
    'GET /OS-TRUST/trusts',
    'GET /OS-REVOKE/events',
    'DELETE /users/{bob}',
    'POST /users',
  ])
    await side.ask(line, undefined, { as: 'ann' });
  await side.ask('DELETE /auth/tokens', undefined, { as: 'ann', ...about('ann-2') });
  await side.ask('GET /auth/projects', undefined, { as: 'ann-2' });
  await side.ask('GET /projects', undefined, { as: 'none' });
  await side.ask('GET /nosuch', undefined, { as: 'none' });
  await side.ask('PUT /projects', undefined, { as: 'none' });
  await side.ask('POST /regions', '{x');
  await side.ask('POST /regions', []);
  await side.ask('POST /regions', {}, { headers: { 'content-type': 'text/plain' } });
}

/** What a domain's own admin and reader may do. */
export async function scoped(side: Side): Promise<void> {
  await setting(side);
  for (const line of [
    'PUT /domains/{domain}/users/{ann}/roles/{admin-role}',
    'PUT /domains/{domain}/users/{bob}/roles/{reader}',
  ])
    await side.ask(line);
  await side.login('ann', asking('ann', { domain: { id: '{domain}' } }));
  await side.login('bob', asking('bob', { domain: { id: '{domain}' } }));
  for (const as of ['ann', 'bob'])
    for (const line of [
      'GET /users',
      'GET /groups',
      'GET /projects',
      'GET /users/{ann}',
      'GET /users/{ann}/projects',
      'GET /projects/{project}',
      'GET /domains/{domain}',
      'GET /role_assignments',
      'GET /projects/{project}/users/{ann}/roles',
      'GET /projects/{project}/users/{ann}/roles/{member}',
      'PUT /projects/{project}/users/{bob}/roles/{reader}',
      'GET /auth/domains',
      'GET /auth/catalog',
      'GET /limits',
      'GET /roles?name={run}',
    ])
      await side.ask(line, undefined, { as });
  await side.ask('POST /users', { user: { name: '{run}-new' } }, { as: 'ann' });
  await side.ask('POST /projects', { project: { name: '{run}-new' } }, { as: 'ann' });
}
