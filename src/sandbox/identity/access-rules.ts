/** What application credentials may be used for (Identity API v3, "Application credentials": access rules). */
import { children, type JsonObject, text } from '../../clients/json.ts';
import { empty, ok } from '../http.ts';
import type { Call, Routes } from '../service.ts';
import type { Item } from '../state.ts';
import { checkDirect } from './application-credentials.ts';
import { CREDENTIALS } from './delegations.ts';
import { chosen, linkTo, listOf } from './lists.ts';
import { allow } from './policy.ts';
import { missing, notAllowed } from './refusals.ts';
import { ACCESS_RULES } from './removal.ts';

function ruleView(call: Call, item: Item): JsonObject {
  const { id, service = null, path = null, method = null } = item;
  return { id, service, path, method, links: { self: linkTo(call, `/access_rules/${id}`) } };
}

/** The caller's right to what a path names. @throws Refusal 403, or 404 where there is none */
function named(call: Call, verb: string): Item {
  const { user = '', id = '' } = call.params;
  checkDirect(allow(call, `${verb}_access_rule`, { user: call.state.get('users', user) }));
  const item = call.state.get(ACCESS_RULES, id);
  if (!item) throw missing('Access Rule', id);
  return item;
}

export const routes: Routes = {
  'GET /users/:user/access_rules': call => {
    const { user = '' } = call.params;
    checkDirect(allow(call, 'list_access_rules', { user: call.state.get('users', user) }));
    const own = call.state.all(ACCESS_RULES).filter(each => each.user_id === user);
    const shown = own.map(each => ruleView(call, each));
    return ok(listOf(call, 'access_rules', chosen(call, shown, ['service', 'path', 'method'])));
  },
  'GET /users/:user/access_rules/:id': call => ok({ access_rule: ruleView(call, named(call, 'get')) }),
  'DELETE /users/:user/access_rules/:id': call => {
    const { id } = named(call, 'delete');
    const uses = (each: Item) => children(each, 'access_rules').some(rule => text(rule, 'id') === id);
    if (call.state.all(CREDENTIALS).some(uses)) throw notAllowed('May not delete access rule in use');
    call.state.remove(ACCESS_RULES, id);
    return empty();
  },
};
