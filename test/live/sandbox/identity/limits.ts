/** The story of limits. */
import type { JsonObject } from '../../../../src/clients/json.ts';
import { hidden } from './catalog.ts';
import { domain } from './people.ts';
import type { Side } from './sides.ts';

export async function limits(side: Side): Promise<void> {
  await domain(side);
  await hidden(side);
  await side.ask(
    'POST /projects',
    { project: { name: '{run}', domain_id: '{domain}' } },
    { name: 'project' },
  );
  const standard = { service_id: '{service}', resource_name: '{run}', default_limit: 5 };
  const register = (given: JsonObject, name?: string) =>
    side.ask('POST /registered_limits', { registered_limits: [given] }, name ? { name } : {});
  await register(standard, 'standard');
  side.later('DELETE /registered_limits/{standard}');
  for (const wrong of [
    standard,
    {},
    { ...standard, default_limit: -2 },
    { ...standard, colour: 1 },
    { ...standard, service_id: 'nosuch' },
    { ...standard, region_id: 'nosuch' },
  ])
    await register(wrong);
  await side.ask('POST /registered_limits', { registered_limits: [] });
  await side.ask('POST /registered_limits', {});
  for (const change of [
    { default_limit: 6 },
    { description: 'text' },
    { resource_name: '{run}' },
    { colour: 1 },
    {},
  ])
    await side.ask('PATCH /registered_limits/{standard}', { registered_limit: change });
  for (const line of [
    'GET /registered_limits?service_id={service}',
    'GET /registered_limits/{standard}',
    'GET /registered_limits/nosuch',
    'GET /limits/model',
  ])
    await side.ask(line);
  const own = { service_id: '{service}', resource_name: '{run}', resource_limit: 7 };
  const limit = (given: JsonObject, name?: string) =>
    side.ask('POST /limits', { limits: [given] }, name ? { name } : {});
  await limit({ ...own, project_id: '{project}', description: 'text' }, 'limit');
  side.later('DELETE /limits/{limit}');
  await limit({ ...own, project_id: '{domain}' }, 'wide');
  side.later('DELETE /limits/{wide}');
  for (const wrong of [
    { ...own, project_id: '{project}' },
    own,
    { ...own, project_id: 'nosuch' },
    { ...own, project_id: '{project}', resource_name: 'x' },
  ])
    await limit(wrong);
  for (const change of [
    { resource_limit: 8 },
    { resource_limit: 0 },
    { description: 'more' },
    { colour: 1 },
    {},
  ])
    await side.ask('PATCH /limits/{limit}', { limit: change });
  await side.ask('PATCH /registered_limits/{standard}', { registered_limit: { default_limit: 9 } });
  for (const line of [
    'GET /limits?service_id={service}',
    'GET /limits/{limit}',
    'GET /limits/{wide}',
    'GET /limits/nosuch',
    'GET /projects/{project}?parents_as_list&include_limits',
    'DELETE /registered_limits/{standard}',
    'DELETE /limits/{limit}',
    'DELETE /limits/{limit}',
    'DELETE /limits/{wide}',
    'DELETE /registered_limits/{standard}',
    'DELETE /registered_limits/{standard}',
  ])
    await side.ask(line);
  const policy = { type: 'application/json', blob: '{}', colour: 'red' };
  await side.ask('POST /policies', { policy }, { name: 'policy' });
  side.later('DELETE /policies/{policy}');
  await side.ask('POST /policies', { policy: {} });
  for (const change of [{ blob: '[]' }, {}, { id: 'x' }])
    await side.ask('PATCH /policies/{policy}', { policy: change });
  for (const line of [
    'GET /policies/{policy}',
    'GET /policies/nosuch',
    'DELETE /policies/{policy}',
    'DELETE /policies/{policy}',
  ])
    await side.ask(line);
}
