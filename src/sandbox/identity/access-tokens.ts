/** The access tokens that a user has authorized (Identity API v3, OS-OAUTH1). */
import { isList, type JsonObject, text } from '../../clients/json.ts';
import { empty, ok } from '../http.ts';
import type { Call, Routes } from '../service.ts';
import type { Item } from '../state.ts';
import { ACCESS_TOKENS, isDelegated } from './delegations.ts';
import { view } from './kind.ts';
import { linkTo, listOf } from './lists.ts';
import { type Actor, allow } from './policy.ts';
import { denied, missing, notFound, unauthorized } from './refusals.ts';
import { rolesByIds } from './role-graph.ts';
import { role } from './roles.ts';
import { tokenTime } from './times.ts';

/** @throws Refusal 403 for a token that was had in another's stead */
function checkDirect({ claims, trust }: Actor): void {
  if (trust || isDelegated(claims.methods)) throw denied();
}

function accessView(call: Call, item: Item): JsonObject {
  const user = text(item, 'authorizing_user_id');
  const self = linkTo(call, `/users/${user}/OS-OAUTH1/access_tokens/${item.id}`);
  const expires = text(item, 'expires_at');
  return {
    id: item.id,
    authorizing_user_id: user,
    project_id: item.project_id ?? null,
    consumer_id: item.consumer_id ?? null,
    expires_at: expires === '' ? null : tokenTime(Date.parse(expires)),
    links: { roles: `${self}/roles`, self },
  };
}

/** The access token that a path names. @throws Refusal 404 for none, and for one of another user */
function named(call: Call, stranger = notFound('Could not find: %(target)s.')): Item {
  const item = call.state.get(ACCESS_TOKENS, call.params.id ?? '');
  if (!item) throw notFound('Access token not found');
  if (item.authorizing_user_id !== call.params.user) throw stranger;
  return item;
}

function rolesOf(call: Call, item: Item): JsonObject[] {
  const ids = isList(item.role_ids) ? item.role_ids.map(String) : [];
  return rolesByIds(call.state, ids).map(each => {
    const { description: _description, ...shown } = view(role, call, each);
    return shown;
  });
}

const ONE = '/users/:user/OS-OAUTH1/access_tokens/:id';

export const routes: Routes = {
  'GET /users/:user/OS-OAUTH1/access_tokens': call => {
    checkDirect(allow(call, 'list_access_tokens'));
    const own = call.state.all(ACCESS_TOKENS).filter(each => each.authorizing_user_id === call.params.user);
    return ok(
      listOf(
        call,
        'access_tokens',
        own.map(each => accessView(call, each)),
      ),
    );
  },
  [`GET ${ONE}`]: call => {
    checkDirect(allow(call, 'get_access_token'));
    return ok({ access_token: accessView(call, named(call)) });
  },
  [`DELETE ${ONE}`]: call => {
    // Keystone asks for the rule of another thing here.
    checkDirect(allow(call, 'ec2_delete_credential'));
    call.state.remove(ACCESS_TOKENS, named(call, unauthorized()).id);
    return empty();
  },
  [`GET ${ONE}/roles`]: call => {
    allow(call, 'list_access_token_roles');
    return ok(listOf(call, 'roles', rolesOf(call, named(call))));
  },
  [`GET ${ONE}/roles/:role`]: call => {
    allow(call, 'get_access_token_role');
    const { role: wanted = '' } = call.params;
    const found = rolesOf(call, named(call, unauthorized())).find(each => each.id === wanted);
    if (!found) throw missing('role', wanted);
    return ok({ role: found });
  },
};
