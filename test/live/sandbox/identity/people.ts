/** Stories of people and where they are: domains, projects, users, groups. */
import type { Side } from './sides.ts';

/** A domain for a story alone, which goes with all that is in it. */
export async function domain(side: Side): Promise<void> {
  await side.ask(
    'POST /domains',
    { domain: { name: '{run}', description: 'of a story' } },
    { name: 'domain' },
  );
  side.later('DELETE /domains/{domain}');
  side.later('PATCH /domains/{domain}', { domain: { enabled: false } });
}

export async function domains(side: Side): Promise<void> {
  await domain(side);
  await side.ask('POST /domains', { domain: { name: '{run}' } });
  await side.ask('POST /domains', { domain: {} });
  await side.ask('POST /domains', { domain: { name: 'x'.repeat(65) } });
  await side.ask('POST /domains', { domain: { name: '{run}-2', explicit_domain_id: 'x' } });
  await side.ask('GET /domains/{domain}');
  await side.ask('GET /domains?name={run}');
  await side.ask('GET /domains?name={run}&enabled=false');
  await side.ask('PATCH /domains/{domain}', { domain: { description: null, colour: 'red', tags: ['a'] } });
  await side.ask('PATCH /domains/{domain}', { domain: {} });
  await side.ask('PATCH /domains/nosuch', { domain: { name: 'x' } });
  await side.ask('GET /domains/nosuch');
  await side.ask('DELETE /domains/{domain}');
  await side.ask('GET /projects/{domain}');
  await side.ask('PATCH /domains/{domain}', { domain: { options: { immutable: true } } });
  await side.ask('PATCH /domains/{domain}', { domain: { options: { immutable: false } } });
  await side.ask('PATCH /projects/{domain}', { project: { options: { immutable: null } } });
  await side.ask('PATCH /domains/{domain}', { domain: { enabled: false } });
  await side.ask('DELETE /domains/{domain}');
  await side.ask('DELETE /domains/{domain}');
}

export async function projects(side: Side): Promise<void> {
  await domain(side);
  const mine = { domain_id: '{domain}' };
  const make = (more: object, name?: string) =>
    side.ask('POST /projects', { project: { ...mine, ...more } }, name ? { name } : {});
  await make({ name: '{run}', colour: 'red', email: null }, 'one');
  for (const wrong of [
    { name: '{run}' },
    {},
    { name: 3 },
    { name: '  ' },
    { name: 'x', enabled: 'yes' },
    { name: 'x', domain_id: 'nosuch' },
    { name: 'x', domain_id: 'a b' },
    { name: 'x', parent_id: 'nosuch' },
    { name: 'x', parent_id: 'default' },
    { name: 'x', is_domain: true },
    { name: 'x', tags: ['a', 'a'] },
    { name: 'x', tags: ['a,b'] },
    { name: 'x', options: { colour: true } },
    { name: 'x', options: { immutable: 'x' } },
  ])
    await make(wrong);
  await make({ name: '{run}-child', parent_id: '{one}', tags: ['a', 'b'] }, 'child');
  for (const query of ['', '?parents_as_list', '?parents_as_ids', '?parents_as_ids&parents_as_list'])
    await side.ask(`GET /projects/{child}${query}`);
  await side.ask('GET /projects/{one}?subtree_as_ids');
  await side.ask('GET /projects/{one}?subtree_as_list');
  for (const query of [
    'parent_id={one}',
    'name={run}',
    'name__startswith={run}',
    'name__icontains=-CHILD',
    'enabled=no',
    'tags=a,b',
    'tags-any=b,c',
    'not-tags=a',
    'not-tags-any=b,c',
    'is_domain=true&name={run}',
  ])
    await side.ask(`GET /projects?domain_id={domain}&${query}`);
  await side.ask('GET /projects/{child}/tags');
  await side.ask('PUT /projects/{child}/tags/c');
  await side.ask('PUT /projects/{child}/tags/c');
  await side.ask('GET /projects/{child}/tags/c');
  await side.ask('GET /projects/{child}/tags/nosuch');
  await side.ask('PUT /projects/{child}/tags', { tags: ['x', 'y'] });
  await side.ask('PUT /projects/{child}/tags', { tags: 'x' });
  await side.ask('DELETE /projects/{child}/tags/x');
  await side.ask('DELETE /projects/{child}/tags/x');
  await side.ask('DELETE /projects/{child}/tags');
  for (const change of [
    { name: '{run}-new', description: 'text', colour: 'blue' },
    {},
    { id: 'x' },
    { domain_id: 'default' },
    { parent_id: 'x' },
    { is_domain: true },
    { enabled: false },
    { options: { immutable: true } },
    { description: 'more' },
  ])
    await side.ask('PATCH /projects/{one}', { project: change });
  await side.ask('DELETE /projects/{one}');
  await side.ask('PUT /projects/{one}/tags/c');
  await side.ask('PATCH /projects/{one}', { project: { options: { immutable: false } } });
  await side.ask('DELETE /projects/{one}');
  await side.ask('PATCH /projects/{child}', { project: { enabled: false } });
  await side.ask('PATCH /projects/{one}', { project: { enabled: false } });
  await side.ask('PATCH /projects/{child}', { project: { enabled: true } });
  await make({ name: '{run}-below', parent_id: '{one}' });
  await side.ask('DELETE /projects/{child}');
  await side.ask('DELETE /projects/{one}');
  await side.ask('DELETE /projects/{one}');
}

export async function users(side: Side): Promise<void> {
  await domain(side);
  const make = (more: object, name?: string) =>
    side.ask('POST /users', { user: { domain_id: '{domain}', ...more } }, name ? { name } : {});
  await make({ name: '{run}', password: 'first', email: 'a@b', description: 'text' }, 'ann');
  for (const wrong of [
    { name: '{run}' },
    {},
    { name: 'x', domain_id: 'nosuch' },
    { name: 'x', enabled: 'x' },
    { name: 'x', password: 3 },
    { name: 'x', default_project_id: '{domain}' },
    { name: 'x', options: { colour: 1 } },
    { name: 'x', options: { multi_factor_auth_rules: [['a', 'a']] } },
    { name: 'x', federated: [{ idp_id: 'nosuch', protocols: [{ protocol_id: 'x', unique_id: 'y' }] }] },
  ])
    await make(wrong);
  await side.ask('GET /users/{ann}');
  await side.ask('GET /users?domain_id={domain}&name={run}');
  await side.ask('GET /users?domain_id={domain}&enabled=false');
  await side.ask('GET /users?password_expires_at=x');
  await side.ask('GET /users?password_expires_at=xx:2030-01-01T00:00:00Z');
  for (const change of [
    { email: 'c@d', options: { ignore_lockout_failure_attempts: true } },
    { options: { ignore_lockout_failure_attempts: null } },
    {},
    { id: 'x' },
    { domain_id: 'default' },
    { name: '' },
  ])
    await side.ask('PATCH /users/{ann}', { user: change });
  await side.ask('PATCH /users/nosuch', { user: {} });
  const change = (original_password: string, password?: string) =>
    side.ask(
      'POST /users/{ann}/password',
      { user: { original_password, ...(password === undefined ? {} : { password }) } },
      { as: 'none' },
    );
  await change('first');
  await change('wrong', 'second');
  await change('first', 'second');
  await side.ask('PATCH /users/{ann}', { user: { options: { lock_password: true } } });
  await change('second', 'third');
  await side.ask('POST /groups', { group: { name: '{run}', domain_id: '{domain}' } }, { name: 'team' });
  for (const wrong of [{ name: '{run}', domain_id: '{domain}' }, {}, { name: 'x', domain_id: 'nosuch' }])
    await side.ask('POST /groups', { group: wrong });
  for (const line of [
    'GET /groups/{team}/users/{ann}',
    'PUT /groups/{team}/users/{ann}',
    'PUT /groups/{team}/users/{ann}',
    'HEAD /groups/{team}/users/{ann}',
    'PUT /groups/{team}/users/nosuch',
    'PUT /groups/nosuch/users/{ann}',
    'GET /groups/{team}/users',
    'GET /groups/nosuch/users',
    'GET /users/{ann}/groups',
    'GET /users/{ann}/groups?name=nosuch',
    'GET /users/nosuch/groups',
    'GET /users/{ann}/projects',
    'GET /users/nosuch/projects',
    'GET /groups?domain_id={domain}',
    'DELETE /groups/{team}/users/{ann}',
    'DELETE /groups/{team}/users/{ann}',
  ])
    await side.ask(line);
  await side.ask('PATCH /groups/{team}', { group: { name: '{run}-2', colour: 'red' } });
  await side.ask('PATCH /groups/{team}', { group: {} });
  await side.ask('DELETE /groups/{team}');
  await side.ask('GET /groups/{team}');
  await side.ask('DELETE /users/{ann}');
  await side.ask('DELETE /users/{ann}');
}
