/** Roles that a body names, by ID or by name. */
import { children, type JsonObject, text } from '../../clients/json.ts';
import type { State } from '../state.ts';
import { invalid, notFound } from './refusals.ts';

/** The IDs of roles that are named. @throws Refusal 400 or 404 for a name that several have, or none */
export function roleIds(state: State, given: JsonObject, key: string): string[] {
  return children(given, key).map(role => {
    const id = text(role, 'id');
    if (id !== '') return id;
    const name = text(role, 'name');
    const [first, ...others] = state.all('roles').filter(each => each.name === name);
    if (!first) throw notFound(`Role ${name} is not defined`);
    if (others.length === 0) return first.id;
    const advice = 'Please use ID instead of names to resolve the ambiguity.';
    throw invalid(`There are multiple role entities named '${name}'. ${advice}`);
  });
}
