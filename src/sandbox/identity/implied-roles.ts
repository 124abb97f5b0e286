/** Roles that imply others (Identity API v3, "Roles": implied roles). */
import type { JsonObject } from '../../clients/json.ts';
import { text } from '../../clients/json.ts';
import { empty, ok, reply } from '../http.ts';
import type { Call, Routes } from '../service.ts';
import type { Item } from '../state.ts';
import { found } from './kind.ts';
import { linkTo } from './lists.ts';
import { allow } from './policy.ts';
import { conflict, notAllowed, notFound } from './refusals.ts';
import { IMPLICATIONS } from './role-graph.ts';
import { role } from './roles.ts';

/** Roles that none may imply. */
const PROHIBITED = ['admin'];

function brief(call: Call, { id, name = null }: Item): JsonObject {
  return { id, links: { self: linkTo(call, `/roles/${id}`) }, name };
}

interface Pair {
  readonly prior: Item;
  readonly implied: Item;
  readonly id: string;
}

function pair(call: Call, rule: string): Pair {
  const prior = found(role, call, call.params.prior ?? '');
  const implied = found(role, call, call.params.implied ?? '');
  allow(call, rule);
  return { prior, implied, id: `${prior.id} ${implied.id}` };
}

function checkThere(call: Call, { id, prior, implied }: Pair): void {
  if (!call.state.get(IMPLICATIONS, id)) throw notFound(`${prior.id} does not imply ${implied.id}.`);
}

function inference(call: Call, { prior, implied }: Pair): JsonObject {
  return {
    role_inference: { prior_role: brief(call, prior), implies: brief(call, implied) },
    links: { self: linkTo(call, `/roles/${prior.id}/implies/${implied.id}`) },
  };
}

function impliedBy(call: Call, prior: string): JsonObject[] {
  return call.state
    .by(IMPLICATIONS, 'prior', prior)
    .flatMap(each => call.state.get('roles', text(each, 'implied')) ?? [])
    .map(each => brief(call, each));
}

export const routes: Routes = {
  'GET /roles/:prior/implies': call => {
    const prior = found(role, call, call.params.prior ?? '');
    allow(call, 'list_implied_roles');
    return ok({
      role_inference: { prior_role: brief(call, prior), implies: impliedBy(call, prior.id) },
      links: { self: linkTo(call, `/roles/${prior.id}/implies`) },
    });
  },
  'GET /roles/:prior/implies/:implied': call => {
    const isCheck = call.method === 'HEAD';
    const both = pair(call, isCheck ? 'check_implied_role' : 'get_implied_role');
    checkThere(call, both);
    return isCheck ? empty() : ok(inference(call, both));
  },
  'PUT /roles/:prior/implies/:implied': call => {
    const both = pair(call, 'create_implied_role');
    const { id, prior, implied } = both;
    const isGlobal = !prior.domain_id && Boolean(implied.domain_id);
    if (PROHIBITED.includes(text(implied, 'name')) || isGlobal)
      throw notAllowed(`${implied.id} cannot be an implied roles.`);
    if (call.state.get(IMPLICATIONS, id)) throw conflict('implied_role', 'Duplicate entry');
    call.state.put(IMPLICATIONS, { id, prior: prior.id, implied: implied.id });
    return reply(201, inference(call, both));
  },
  'DELETE /roles/:prior/implies/:implied': call => {
    const both = pair(call, 'delete_implied_role');
    checkThere(call, both);
    call.state.remove(IMPLICATIONS, both.id);
    return empty();
  },
  'GET /role_inferences': call => {
    allow(call, 'list_role_inference_rules');
    const priors = [...new Set(call.state.all(IMPLICATIONS).map(each => text(each, 'prior')))];
    const role_inferences = priors.flatMap(id => {
      const prior = call.state.get('roles', id);
      return prior ? [{ prior_role: brief(call, prior), implies: impliedBy(call, id) }] : [];
    });
    return ok({ role_inferences });
  },
};
