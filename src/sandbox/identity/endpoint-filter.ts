/** Endpoints that projects have for themselves, alone or in groups (Identity API v3, OS-EP-FILTER). */
import { isObject, type JsonObject, text } from '../../clients/json.ts';
import { empty, ok } from '../http.ts';
import type { Call, Routes } from '../service.ts';
import type { Item } from '../state.ts';
import {
  ENDPOINT_GROUPS,
  endpointsOf,
  groupEndpoints,
  PROJECT_ENDPOINT_GROUPS,
  PROJECT_ENDPOINTS,
} from './catalog.ts';
import { found, fresh, type Kind, routesOf, view } from './kind.ts';
import { listOf } from './lists.ts';
import { allow } from './policy.ts';
import { project } from './projects.ts';
import { conflict, expecting, invalid, notFound } from './refusals.ts';
import { removeWhere } from './removal.ts';
import { name, nullableString, SOME } from './schema-types.ts';
import { endpoint } from './services.ts';

const FILTERS = ['service_id', 'region_id', 'interface'];

const properties = { description: nullableString, filters: { type: 'object' }, name };

/** @throws Refusal 400 for a filter by something else, and for what no group has */
function checkGroup(given: JsonObject): void {
  const filters = isObject(given.filters) ? Object.keys(given.filters) : [];
  if (filters.some(key => !FILTERS.includes(key))) throw expecting(FILTERS.join(' or '), 'endpoint_group');
  const stranger = Object.keys(given).find(key => !['id', ...Object.keys(properties)].includes(key));
  if (stranger !== undefined) throw invalid(`'${stranger}' is an invalid keyword argument for EndpointGroup`);
}

const group: Kind = {
  plural: 'endpoint_groups',
  single: 'endpoint_group',
  noun: 'Endpoint Group',
  prefix: '/OS-EP-FILTER',
  collection: ENDPOINT_GROUPS,
  attributes: ['id', 'name', 'description', 'filters'],
  filters: ['name'],
  schema: {
    create: { type: 'object', properties, required: ['name', 'filters'] },
    update: { type: 'object', properties, ...SOME },
  },
  create: (_call, given) => {
    if (Object.keys(isObject(given.filters) ? given.filters : {}).length === 0)
      throw invalid('filters field is required and cannot be empty');
    checkGroup(given);
    return fresh(given);
  },
  update: (_call, old, given) => {
    checkGroup(given);
    return { ...old, ...given, id: old.id };
  },
  remove: ({ state }, { id }) => {
    removeWhere(state, PROJECT_ENDPOINT_GROUPS, each => each.group === id);
    state.remove(ENDPOINT_GROUPS, id);
  },
};

function endpointList(call: Call, items: readonly Item[]): JsonObject {
  return listOf(
    call,
    'endpoints',
    items.map(each => view(endpoint, call, each)),
  );
}

/** The projects that associations are of, as a list. */
function projectList(call: Call, associations: readonly Item[]): JsonObject {
  const all = associations.map(each => found(project, call, text(each, 'project')));
  return listOf(
    call,
    'projects',
    all.map(each => view(project, call, each)),
  );
}

const named = (call: Call, kind: Kind, key: string) => found(kind, call, call.params[key] ?? '');

/** An association of an endpoint and a project that a path names. */
function single({ params: { project: owner = '', endpoint: id = '' } }: Call): Item {
  return { id: `${owner} ${id}`, project: owner, endpoint: id };
}

/** An association of an endpoint group and a project that a path names. */
function grouped({ params: { project: owner = '', group: id = '' } }: Call): Item {
  return { id: `${owner} ${id}`, project: owner, group: id };
}

/** @throws Refusal 404 for an association that is not there */
function checkSingle(call: Call): string {
  const { id, endpoint: face, project: owner } = single(call);
  if (!call.state.get(PROJECT_ENDPOINTS, id))
    throw notFound(`Endpoint ${face} not found in project ${owner}`);
  return id;
}

/** @throws Refusal 404 for an association that is not there */
function checkGrouped(call: Call): string {
  named(call, project, 'project');
  named(call, group, 'group');
  const { id } = grouped(call);
  if (!call.state.get(PROJECT_ENDPOINT_GROUPS, id))
    throw notFound('Endpoint Group Project Association not found');
  return id;
}

const SINGLE = '/OS-EP-FILTER/projects/:project/endpoints/:endpoint';
const GROUPED = '/OS-EP-FILTER/endpoint_groups/:group/projects/:project';

export const routes: Routes = {
  ...routesOf(group),
  'GET /OS-EP-FILTER/endpoints/:endpoint/projects': call => {
    allow(call, 'list_projects_for_endpoint');
    const { id } = named(call, endpoint, 'endpoint');
    const own = call.state.all(PROJECT_ENDPOINTS).filter(each => each.endpoint === id);
    return ok(projectList(call, own));
  },
  'GET /OS-EP-FILTER/projects/:project/endpoints': call => {
    allow(call, 'list_endpoints_for_project');
    return ok(endpointList(call, endpointsOf(call.state, named(call, project, 'project').id)));
  },
  'GET /OS-EP-FILTER/projects/:project/endpoint_groups': call => {
    allow(call, 'list_endpoint_groups_for_project');
    const { id } = named(call, project, 'project');
    const own = call.state.all(PROJECT_ENDPOINT_GROUPS).filter(each => each.project === id);
    const groups = own.map(each => view(group, call, found(group, call, text(each, 'group'))));
    return ok(listOf(call, 'endpoint_groups', groups));
  },
  [`GET ${SINGLE}`]: call => {
    allow(call, 'check_endpoint_in_project');
    named(call, endpoint, 'endpoint');
    named(call, project, 'project');
    checkSingle(call);
    return empty();
  },
  [`PUT ${SINGLE}`]: call => {
    allow(call, 'add_endpoint_to_project');
    named(call, endpoint, 'endpoint');
    named(call, project, 'project');
    const item = single(call);
    if (call.state.get(PROJECT_ENDPOINTS, item.id)) throw conflict('project_endpoint', 'Duplicate entry');
    call.state.put(PROJECT_ENDPOINTS, item);
    return empty();
  },
  [`DELETE ${SINGLE}`]: call => {
    allow(call, 'remove_endpoint_from_project');
    call.state.remove(PROJECT_ENDPOINTS, checkSingle(call));
    return empty();
  },
  'GET /OS-EP-FILTER/endpoint_groups/:group/projects': call => {
    allow(call, 'list_projects_associated_with_endpoint_group');
    const own = call.state.all(PROJECT_ENDPOINT_GROUPS).filter(each => each.group === call.params.group);
    return ok(projectList(call, own));
  },
  'GET /OS-EP-FILTER/endpoint_groups/:group/endpoints': call => {
    allow(call, 'list_endpoints_associated_with_endpoint_group');
    return ok(endpointList(call, groupEndpoints(call.state, named(call, group, 'group').id)));
  },
  [`GET ${GROUPED}`]: call => {
    allow(call, 'get_endpoint_group_in_project');
    checkGrouped(call);
    const { group: id = '', project: owner = '' } = call.params;
    const self = `/OS-EP-FILTER/endpoint_groups/${id}/projects/${owner}`;
    return ok({
      project_endpoint_group: { endpoint_group_id: id, project_id: owner, links: { self } },
    });
  },
  [`PUT ${GROUPED}`]: call => {
    allow(call, 'add_endpoint_group_to_project');
    named(call, project, 'project');
    named(call, group, 'group');
    const item = grouped(call);
    if (call.state.get(PROJECT_ENDPOINT_GROUPS, item.id))
      throw conflict('project_endpoint_group', 'Duplicate entry');
    call.state.put(PROJECT_ENDPOINT_GROUPS, item);
    return empty();
  },
  [`DELETE ${GROUPED}`]: call => {
    allow(call, 'remove_endpoint_group_from_project');
    call.state.remove(PROJECT_ENDPOINT_GROUPS, checkGrouped(call));
    return empty();
  },
};
