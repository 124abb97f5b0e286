/** Users as they are made, changed and shown (Identity API v3, "Users"; keystone/identity/core.py). */
import { children, type JsonObject, text } from '../../clients/json.ts';
import type { Call } from '../service.ts';
import { hexId, type Item, type State } from '../state.ts';
import { mergedOptions } from './immutable.ts';
import type { Kind } from './kind.ts';
import { checkName } from './names.ts';
import { inDomain, scopeOf } from './policy.ts';
import { invalid, missing } from './refusals.ts';
import { deleteUser, IDENTITY_PROVIDERS, PROTOCOLS } from './removal.ts';
import { revokeAll } from './revocation.ts';
import { hashed } from './secrets.ts';
import { checkExpiryFilter } from './times.ts';
import { userSchema } from './user-schema.ts';

/** @throws Refusal 400 for a federated identity at a provider, or by a protocol, that is not there */
function checkFederated(state: State, given: JsonObject): void {
  for (const each of children(given, 'federated')) {
    const idp = text(each, 'idp_id');
    if (!state.get(IDENTITY_PROVIDERS, idp)) throw invalid(`Could not find Identity Provider: ${idp}`);
    for (const protocol of children(each, 'protocols')) {
      const id = text(protocol, 'protocol_id');
      if (!state.get(PROTOCOLS, `${idp} ${id}`))
        throw invalid(`Could not find federated protocol ${id} for Identity Provider: ${idp}.`);
    }
  }
}

/** A user with what was sent. @throws Refusal 400 or 409 where it cannot be */
function madeUser(state: State, before: Item, given: JsonObject): Item {
  const standard = text(given, 'default_project_id');
  if (state.get('domains', standard))
    throw invalid(`User's default project ID cannot be a domain ID: ${standard}`);
  checkFederated(state, given);
  const { password, ...rest } = given;
  const secret =
    password === undefined ? {} : { password: password === null ? null : hashed(String(password)) };
  const user = { ...before, ...rest, ...secret, id: before.id, options: mergedOptions(before, given) };
  const made = { ...user, name: text(user, 'name').trim() };
  checkName(state, 'users', 'user', made, given);
  return made;
}

/** Whether a user has a federated identity that a query asks for. */
function isFederated(call: Call, user: Item): boolean {
  const wanted = (key: string) => call.query.get(key);
  if (!['idp_id', 'protocol_id', 'unique_id'].some(key => wanted(key) !== null)) return true;
  const fits = (given: JsonObject, key: string) => (wanted(key) ?? given[key]) === given[key];
  return children(user, 'federated').some(
    each =>
      fits(each, 'idp_id') &&
      children(each, 'protocols').some(by => fits(by, 'protocol_id') && fits(by, 'unique_id')),
  );
}

export const user: Kind = {
  plural: 'users',
  single: 'user',
  attributes: ['id', 'name', 'domain_id', 'enabled', 'default_project_id', 'password_expires_at', 'options'],
  optional: ['default_project_id'],
  hidden: ['password'],
  filters: ['domain_id', 'enabled', 'name'],
  schema: userSchema,
  repeatsExtra: true,
  looksFirst: true,
  target: (_call, item) => ({ user: item }),
  scope: scopeOf,
  visible: (actor, items, call) =>
    checkExpiryFilter(call.query.get('password_expires_at'))
      ? []
      : inDomain(actor, items).filter(each => isFederated(call, each)),
  create: (call, given, { domainScope }) => {
    const domain_id = text(given, 'domain_id') || domainScope || 'default';
    if (!call.state.get('domains', domain_id)) throw missing('domain', domain_id);
    const shared = { enabled: true, default_project_id: null, password_expires_at: null, options: {} };
    return madeUser(call.state, { ...shared, id: hexId(), domain_id }, { ...given, domain_id });
  },
  update: (call, old, given) => {
    if (given.domain_id !== undefined && given.domain_id !== old.domain_id)
      throw invalid('Cannot change Domain ID');
    const made = madeUser(call.state, old, given);
    const isDisabled = old.enabled === true && made.enabled !== true;
    if (isDisabled || typeof given.password === 'string') revokeAll(call.state, 'user', old.id, call.now);
    return made;
  },
  remove: deleteUser,
};
