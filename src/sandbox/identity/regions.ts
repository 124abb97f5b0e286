/** Regions (Identity API v3, "Regions"). */
import { type JsonObject, text } from '../../clients/json.ts';
import { reply } from '../http.ts';
import type { Call, Routes } from '../service.ts';
import { hexId, type Item, type State } from '../state.ts';
import { normalized, valid } from './bodies.ts';
import { ENDPOINTS, REGIONS } from './catalog.ts';
import { type Kind, routesOf, view } from './kind.ts';
import { allow } from './policy.ts';
import { conflict, invalid, missing, notAllowed } from './refusals.ts';
import { nullableString, open, SOME, string } from './schema-types.ts';

const properties = {
  description: nullableString,
  id: string,
  parent_region_id: { type: ['string', 'null'] },
};

function checkParent(state: State, given: JsonObject): void {
  const parent = given.parent_region_id ?? null;
  if (parent !== null && !state.get(REGIONS, String(parent))) throw missing('region', String(parent));
}

/** @throws Refusal 400 for a region that would be above itself */
function checkCircle(state: State, region: Item): void {
  const { id } = region;
  for (
    let at = text(region, 'parent_region_id');
    at !== '';
    at = text(state.get(REGIONS, at) ?? {}, 'parent_region_id')
  )
    if (at === id)
      throw invalid(`The specified parent region ${id} would create a circular region hierarchy.`);
}

/** A region and those below it. */
function withChildren(state: State, id: string): string[] {
  const children = state.all(REGIONS).filter(each => each.parent_region_id === id);
  return [id, ...children.flatMap(each => withChildren(state, each.id))];
}

function newRegion({ state }: Call, given: JsonObject): Item {
  const id = text(given, 'id') || hexId();
  if (state.get(REGIONS, id)) throw conflict('region', `Duplicate ID, ${id}.`);
  checkParent(state, given);
  return { ...given, id, description: given.description ?? '' };
}

const region: Kind = {
  plural: 'regions',
  single: 'region',
  collection: REGIONS,
  isSorted: true,
  attributes: ['id', 'description', 'parent_region_id'],
  filters: ['parent_region_id'],
  schema: { create: open(properties), update: open(properties, SOME) },
  lacking: null,
  create: newRegion,
  update: ({ state }, old, given) => {
    checkParent(state, given);
    const description = given.description === null ? { description: '' } : {};
    const made: Item = { ...old, ...given, ...description, id: old.id };
    checkCircle(state, made);
    return made;
  },
  remove: ({ state }, { id }) => {
    const all = withChildren(state, id);
    if (state.all(ENDPOINTS).some(each => all.includes(text(each, 'region_id'))))
      throw notAllowed(
        `Unable to delete region ${id} because it or its child regions have associated endpoints.`,
      );
    for (const each of all) state.remove(REGIONS, each);
  },
};

export const routes: Routes = {
  ...routesOf(region),
  'PUT /regions/:id': call => {
    const { id = '' } = call.params;
    allow(call, 'create_region');
    const given = normalized(valid(call, 'region', region.schema.create, null));
    if (given.id !== undefined && given.id !== id)
      throw invalid(`Conflicting region IDs specified: "${id}" != "${given.id}"`);
    const item = newRegion(call, { ...given, id });
    call.state.put(REGIONS, item);
    return reply(201, { region: view(region, call, item) });
  },
};
