/** Stories of what is offered: regions, services, endpoints, policies, and who sees them. */
import type { JsonObject } from '../../../../src/clients/json.ts';
import { domain } from './people.ts';
import type { Side } from './sides.ts';

/** Something that is not in the catalogue of the cloud that others are using. */
const HIDDEN = { enabled: false };

export async function hidden(side: Side): Promise<void> {
  const service = { type: '{run}', name: '{run}', description: 'text', ...HIDDEN };
  await side.ask('POST /services', { service }, { name: 'service' });
  side.later('DELETE /services/{service}');
}

export async function catalog(side: Side): Promise<void> {
  await side.ask(
    'POST /regions',
    { region: { id: '{run}', description: 'text', colour: 'red' } },
    { name: 'region' },
  );
  side.later('DELETE /regions/{run}');
  for (const region of [{ id: '{run}' }, { id: '{run}-x', parent_region_id: 'nosuch' }, { id: 3 }])
    await side.ask('POST /regions', { region });
  await side.ask('POST /regions', {});
  await side.ask('PUT /regions/{run}-below', { region: { parent_region_id: '{run}' } });
  await side.ask('PUT /regions/{run}-below', { region: { id: 'other' } });
  for (const line of ['GET /regions/{run}', 'GET /regions?parent_region_id={run}', 'GET /regions/nosuch'])
    await side.ask(line);
  for (const region of [{ description: null }, { parent_region_id: '{run}-below' }, { id: 'x' }, {}])
    await side.ask('PATCH /regions/{run}', { region });
  await hidden(side);
  for (const service of [{}, { type: '' }, { type: 'x', enabled: 'x' }])
    await side.ask('POST /services', { service });
  for (const line of [
    'GET /services?type={run}',
    'GET /services?name={run}',
    'GET /services/{service}',
    'GET /services/nosuch',
  ])
    await side.ask(line);
  for (const service of [{ name: '{run}-2', colour: 'red' }, {}, { id: 'x' }])
    await side.ask('PATCH /services/{service}', { service });
  const usual = {
    interface: 'public',
    service_id: '{service}',
    url: 'http://example.com/$(project_id)s',
    ...HIDDEN,
  };
  const make = (endpoint: JsonObject, name?: string) =>
    side.ask('POST /endpoints', { endpoint }, name ? { name } : {});
  await make({ ...usual, region_id: '{run}', name: 'x' }, 'endpoint');
  for (const wrong of [
    {},
    { ...usual, interface: 'x' },
    { ...usual, url: 'x' },
    { ...usual, url: 'http://example.com/$(nosuch)s' },
    { ...usual, service_id: 'nosuch' },
    { ...usual, region_id: 'nosuch' },
  ])
    await make(wrong);
  await make({ ...usual, interface: 'internal', region: '{run}-below' }, 'other');
  for (const line of [
    'GET /endpoints?service_id={service}',
    'GET /endpoints?region_id={run}',
    'GET /endpoints/{endpoint}',
    'GET /endpoints/nosuch',
    'DELETE /regions/{run}',
  ])
    await side.ask(line);
  for (const endpoint of [{ url: 'http://example.com' }, { region_id: 'nosuch' }, {}, { interface: 'x' }])
    await side.ask('PATCH /endpoints/{endpoint}', { endpoint });
  for (const line of [
    'DELETE /endpoints/{other}',
    'DELETE /endpoints/{other}',
    'DELETE /services/{service}',
    'GET /endpoints/{endpoint}',
    'DELETE /regions/{run}',
  ])
    await side.ask(line);
}

export async function endpointFilter(side: Side): Promise<void> {
  await domain(side);
  await hidden(side);
  await side.ask(
    'POST /projects',
    { project: { name: '{run}', domain_id: '{domain}' } },
    { name: 'project' },
  );
  const endpoint = { interface: 'public', service_id: '{service}', url: 'http://example.com', ...HIDDEN };
  await side.ask('POST /endpoints', { endpoint }, { name: 'endpoint' });
  const groups = '/OS-EP-FILTER/endpoint_groups';
  const filters = { service_id: '{service}' };
  await side.ask(`POST ${groups}`, { endpoint_group: { name: '{run}', filters } }, { name: 'group' });
  side.later(`DELETE ${groups}/{group}`);
  for (const wrong of [{}, { name: 'x', filters: {} }, { name: 'x', filters: { colour: 1 } }])
    await side.ask(`POST ${groups}`, { endpoint_group: wrong });
  for (const change of [{ description: 'text' }, {}, { filters: { colour: 1 } }])
    await side.ask(`PATCH ${groups}/{group}`, { endpoint_group: change });
  const one = '/OS-EP-FILTER/projects/{project}/endpoints/{endpoint}';
  const many = `${groups}/{group}/projects/{project}`;
  for (const line of [
    `GET ${groups}?name={run}`,
    `GET ${groups}/{group}`,
    `GET ${groups}/nosuch`,
    `GET ${one}`,
    `PUT ${one}`,
    `PUT ${one}`,
    `HEAD ${one}`,
    'PUT /OS-EP-FILTER/projects/nosuch/endpoints/{endpoint}',
    'PUT /OS-EP-FILTER/projects/{project}/endpoints/nosuch',
    'GET /OS-EP-FILTER/projects/{project}/endpoints',
    'GET /OS-EP-FILTER/endpoints/{endpoint}/projects',
    `GET ${many}`,
    `PUT ${many}`,
    `PUT ${many}`,
    `GET ${many}`,
    `GET ${groups}/{group}/projects`,
    `GET ${groups}/{group}/endpoints`,
    'GET /OS-EP-FILTER/projects/{project}/endpoint_groups',
    `DELETE ${many}`,
    `DELETE ${many}`,
    `DELETE ${one}`,
    `DELETE ${one}`,
    `DELETE ${groups}/{group}`,
    `DELETE ${groups}/{group}`,
  ])
    await side.ask(line);
}
