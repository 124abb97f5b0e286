/** Extra specs of flavors, and who may use those that are not for all (Compute API). */

import { isObject, text } from '../../clients/json.ts';
import { ok } from '../http.ts';
import { bodyOf } from '../schema.ts';
import { textCheck, textsBy, textsOf } from '../schema-values.ts';
import { type Call, Refusal, type Routes } from '../service.ts';
import { allow } from './access.ts';
import { flavorIn } from './flavors.ts';
import { FLAVORS, type Flavor } from './types.ts';

/** Numbers will do as well as texts. */
const specsCheck = textsBy('^[a-zA-Z0-9-_:. ]{1,255}$', (key, value) => {
  if (typeof value !== 'number') textCheck()(key, value, ", 'number'");
});

function specsOf(call: Call): Record<string, string> {
  const specs = bodyOf(call, 'extra_specs');
  specsCheck('extra_specs', specs);
  return Object.fromEntries(Object.entries(specs).map(([key, value]) => [key, String(value)]));
}

function spec(call: Call): { flavor: Flavor; key: string; value: string } {
  const flavor = flavorIn(call);
  const { key = '' } = call.params;
  const value = flavor.extra_specs[key];
  if (value === undefined) throw new Refusal(404, `Flavor ${flavor.id} has no extra specs with key ${key}.`);
  return { flavor, key, value };
}

function accessOf({ id, access }: Flavor) {
  return { flavor_access: access.map(project => ({ flavor_id: id, tenant_id: project })) };
}

function act(call: Call) {
  const body = isObject(call.body) ? call.body : {};
  const [action = ''] = Object.keys(body);
  const add = action === 'addTenantAccess';
  if (!add && action !== 'removeTenantAccess') throw new Refusal(400, `There is no such action: ${action}`);
  allow(call, `os-flavor-access:${add ? 'add' : 'remove'}_tenant_access`);
  const project = text(bodyOf(call, action, ['tenant']), 'tenant');
  const flavor = flavorIn(call);
  if (!call.state.get('projects', project))
    throw new Refusal(400, `Project ID ${project} is not a valid project.`);
  if (flavor.is_public && add) throw new Refusal(409, 'Can not add access to a public flavor.');
  const has = flavor.access.includes(project);
  if (add && has)
    throw new Refusal(
      409,
      `Flavor access already exists for flavor ${flavor.id} and project ${project} combination.`,
    );
  if (!add && !has)
    throw new Refusal(404, `Flavor access not found for ${flavor.id} / ${project} combination.`);
  const access = add ? [...flavor.access, project] : flavor.access.filter(each => each !== project);
  const next = { ...flavor, access };
  call.state.put(FLAVORS, next);
  return ok(accessOf(next));
}

export const flavorPartRoutes: Routes = {
  'POST /flavors/:id/action': act,
  'GET /flavors/:id/os-flavor-access': call => {
    const flavor = flavorIn(call);
    if (flavor.is_public) throw new Refusal(404, 'Access list not available for public flavors.');
    return ok(accessOf(flavor));
  },
  'GET /flavors/:id/os-extra_specs': call => ok({ extra_specs: flavorIn(call).extra_specs }),
  'POST /flavors/:id/os-extra_specs': call => {
    allow(call, 'os-flavor-extra-specs:create');
    const specs = specsOf(call);
    const flavor = flavorIn(call);
    call.state.put(FLAVORS, { ...flavor, extra_specs: { ...flavor.extra_specs, ...specs } });
    return ok({ extra_specs: bodyOf(call, 'extra_specs') });
  },
  'GET /flavors/:id/os-extra_specs/:key': call => {
    const { key, value } = spec(call);
    return ok({ [key]: value });
  },
  'PUT /flavors/:id/os-extra_specs/:key': call => {
    allow(call, 'os-flavor-extra-specs:update');
    const flavor = flavorIn(call);
    const { key = '' } = call.params;
    const value = textsOf(call.body)[key];
    if (value === undefined) throw new Refusal(400, 'Request body and URI mismatch');
    call.state.put(FLAVORS, { ...flavor, extra_specs: { ...flavor.extra_specs, [key]: value } });
    return ok({ [key]: value });
  },
  'DELETE /flavors/:id/os-extra_specs/:key': call => {
    allow(call, 'os-flavor-extra-specs:delete');
    const { flavor, key } = spec(call);
    const { [key]: _gone, ...rest } = flavor.extra_specs;
    call.state.put(FLAVORS, { ...flavor, extra_specs: rest });
    return { status: 200 };
  },
};
