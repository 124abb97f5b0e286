/** Finding what credentials and scopes name, by ID or by name. */
import { child, type JsonObject, text } from '../../clients/json.ts';
import type { Item, State } from '../state.ts';
import { CREDENTIALS } from './delegations.ts';
import { expecting, missing, unauthorized } from './refusals.ts';

/** The items of a collection that have a name, whatever its case, in a domain. */
function byName(
  state: State,
  collection: string,
  name: string,
  domain: string | undefined,
): Item | undefined {
  const wanted = name.toLowerCase();
  return state
    .all(collection)
    .find(
      each =>
        text(each, 'name').toLowerCase() === wanted && (domain === undefined || each.domain_id === domain),
    );
}

/** The domain that is named. @throws Refusal 401 when there is none, or it is disabled */
export function domainNamed(state: State, given: JsonObject): Item {
  const name = text(given, 'name');
  const found =
    name === '' ? state.get('domains', text(given, 'id')) : byName(state, 'domains', name, undefined);
  if (found?.enabled !== true) throw unauthorized();
  return found;
}

/** The domain that something is said to be in. @throws Refusal 400 where nothing is said, 401 as above */
function domainOf(state: State, given: JsonObject, what: string): Item {
  if (given.domain === undefined) throw expecting('domain', what);
  return domainNamed(state, child(given, 'domain'));
}

/** The project that is named. @throws Refusal 401 when there is none, or it or its domain is disabled */
export function projectNamed(state: State, given: JsonObject): Item {
  const name = text(given, 'name');
  const found =
    name === ''
      ? state.get('projects', text(given, 'id'))
      : byName(state, 'projects', name, domainOf(state, given, 'project').id);
  if (found?.enabled !== true) throw unauthorized();
  domainNamed(state, { id: text(found, 'domain_id') });
  return found;
}

/** The user who is named. @throws Refusal 401 when there is none, or the user or the domain is disabled */
export function userNamed(state: State, given: JsonObject): Item {
  const name = text(given, 'name');
  const found =
    name === ''
      ? state.get('users', text(given, 'id'))
      : byName(state, 'users', name, domainOf(state, given, 'user').id);
  if (found?.enabled !== true) throw unauthorized();
  domainNamed(state, { id: text(found, 'domain_id') });
  return found;
}

/** The application credential that is named. @throws Refusal 400, 401 or 404 as Keystone does */
export function credentialNamed(state: State, given: JsonObject): Item {
  const id = text(given, 'id');
  if (id !== '') {
    const found = state.get(CREDENTIALS, id);
    if (!found) throw missing('Application Credential', id);
    return found;
  }
  if (text(given, 'name') === '') throw expecting('name or ID', 'application credential');
  if (given.user === undefined) throw expecting('user', 'application credential');
  const user = userNamed(state, child(given, 'user'));
  const found = state.all(CREDENTIALS).find(each => each.user_id === user.id && each.name === given.name);
  if (!found) throw unauthorized();
  return found;
}
