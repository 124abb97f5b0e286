/** Flavors, their extra specs and who may use them (Compute API, "Flavors"). */

import { Float, type JsonObject, text } from '../../clients/json.ts';
import { empty, ok, paged } from '../http.ts';
import { bodyOf, type Check, invalid, repr } from '../schema.ts';
import {
  booleanCheck,
  integerCheck,
  MOST,
  nameCheck,
  nullable,
  patternCheck,
  textCheck,
  truth,
} from '../schema-values.ts';
import { type Call, Refusal, type Routes } from '../service.ts';
import { uuid } from '../state.ts';
import { allow, since } from './access.ts';
import { findFlavor, visible } from './flavor-access.ts';
import { invalidQuery, limitCheck } from './query.ts';
import { flavorOf } from './seed.ts';
import { allFlavors, FLAVORS, type Flavor, getFlavor } from './types.ts';
import { linksOf } from './views.ts';

function view(call: Call, flavor: Flavor): JsonObject {
  const { version } = call;
  const specs = version >= 61 && (call.caller.isAdmin || call.caller.roles.includes('reader'));
  return {
    id: flavor.id,
    name: flavor.name,
    ram: flavor.ram,
    disk: flavor.disk,
    swap: flavor.swap === 0 && version < 75 ? '' : flavor.swap,
    'OS-FLV-EXT-DATA:ephemeral': flavor.ephemeral,
    'OS-FLV-DISABLED:disabled': false,
    vcpus: flavor.vcpus,
    'os-flavor-access:is_public': flavor.is_public,
    rxtx_factor: Number.isInteger(flavor.rxtx) ? new Float(flavor.rxtx) : flavor.rxtx,
    links: linksOf(call, 'flavors', flavor.id),
    ...(version >= 55 ? { description: flavor.description } : {}),
    ...(specs ? { extra_specs: flavor.extra_specs } : {}),
  };
}

/** The flavor in the path. @throws Refusal 404 */
export function flavorIn(call: Call): Flavor {
  const { id = '' } = call.params;
  const flavor = findFlavor(call, id);
  if (!flavor) throw new Refusal(404, `Flavor ${id} could not be found.`);
  return flavor;
}

const SORT: Readonly<Record<string, (flavor: Flavor) => string | number>> = {
  flavorid: flavor => flavor.id,
  id: flavor => flavor.id,
  name: flavor => flavor.name,
  memory_mb: flavor => flavor.ram,
  root_gb: flavor => flavor.disk,
  vcpus: flavor => flavor.vcpus,
  swap: flavor => flavor.swap,
  created_at: () => 0,
  updated_at: () => 0,
  description: flavor => flavor.description ?? '',
  disabled: () => 0,
  ephemeral_gb: flavor => flavor.ephemeral,
  is_public: flavor => String(flavor.is_public),
  rxtx_factor: flavor => flavor.rxtx,
  vcpu_weight: () => 0,
};

function listed(call: Call): { items: readonly Flavor[]; links: JsonObject } {
  const { query, caller } = call;
  const wanted = query.get('is_public');
  const least = (key: string) => {
    const value = query.get(key);
    if (value !== null && !/^\d+$/.test(value)) throw new Refusal(400, `Invalid ${key} filter [${value}]`);
    return Number(value ?? 0);
  };
  const [ram, disk] = [least('minRam'), least('minDisk')];
  limitCheck(call);
  const key = SORT[query.get('sort_key') ?? 'flavorid'];
  if (!key)
    throw invalidQuery('sort_key', query.get('sort_key') ?? '', `is not one of ${repr(Object.keys(SORT))}`);
  if (caller.isAdmin && wanted !== null && !/^(none|1|0|t|f|true|false|on|off|y|n|yes|no)$/i.test(wanted))
    throw new Refusal(400, `Invalid is_public filter [${wanted}]`);
  const sign = query.get('sort_dir') === 'desc' ? -1 : 1;
  const found = allFlavors(call.state)
    .filter(flavor => {
      if (!caller.isAdmin || wanted === null) {
        if (!flavor.is_public && !flavor.access.includes(caller.projectId)) return false;
      } else if (wanted.toLowerCase() !== 'none' && flavor.is_public !== truth(wanted)) return false;
      return visible(call, flavor) && flavor.ram >= ram && flavor.disk >= disk;
    })
    .sort((a, b) => (key(a) < key(b) ? -sign : key(a) > key(b) ? sign : 0));
  const { items, next } = paged(call, found, marker => new Refusal(400, `marker [${marker}] not found`));
  const href = `${call.origin}${call.path}?${next}`;
  return { items, links: next === undefined ? {} : { flavors_links: [{ rel: 'next', href }] } };
}

const flavorId: Check = (field, value) => {
  if (value === null || typeof value === 'number') return;
  textCheck(1)(field, value, ", 'number', 'null'");
  patternCheck('^(?! )[a-zA-Z0-9. _-]+(?<! )$')(field, value);
};

const factorCheck: Check = (field, value) => {
  if (typeof value !== 'number' && typeof value !== 'string')
    throw invalid(field, value, `${repr(value)} is not of type 'number', 'string'`);
  patternCheck('^[0-9]+(\\.[0-9]+)?$')(field, value);
  if (typeof value === 'number' && value <= 0)
    throw invalid(field, value, `${value} is less than or equal to the minimum of 0`);
};

const CHECKS = {
  name: nameCheck,
  id: flavorId,
  ram: integerCheck(1, MOST, '^[0-9]+$'),
  vcpus: integerCheck(1, MOST, '^[0-9]+$'),
  disk: integerCheck(0, MOST, '^[0-9]+$'),
  'OS-FLV-EXT-DATA:ephemeral': integerCheck(0, MOST, '^[0-9]+$'),
  swap: integerCheck(0, MOST, '^[0-9]+$'),
  rxtx_factor: factorCheck,
  'os-flavor-access:is_public': booleanCheck,
};

function create(call: Call): Flavor {
  allow(call, 'os-flavor-manage:create');
  const checks = call.version >= 55 ? { ...CHECKS, description: nullable(textCheck(0, 65535)) } : CHECKS;
  const body = bodyOf(call, 'flavor', ['name', 'ram', 'vcpus', 'disk'], checks);
  const given = body.id === undefined || body.id === null || body.id === 'auto' ? '' : String(body.id);
  const name = text(body, 'name');
  if (given !== '' && getFlavor(call.state, given))
    throw new Refusal(409, `Flavor with ID ${given} already exists.`);
  if (allFlavors(call.state).some(flavor => flavor.name === name))
    throw new Refusal(409, `Flavor with name ${name} already exists.`);
  const isPublic = body['os-flavor-access:is_public'];
  const flavor = flavorOf({
    id: given || uuid(),
    name,
    ram: Number(body.ram),
    vcpus: Number(body.vcpus),
    disk: Number(body.disk),
    ephemeral: Number(body['OS-FLV-EXT-DATA:ephemeral'] ?? 0),
    swap: Number(body.swap ?? 0),
    rxtx: Number(body.rxtx_factor ?? 1),
    is_public: isPublic === undefined || truth(isPublic),
    description: text(body, 'description') || null,
  });
  call.state.put(FLAVORS, flavor);
  return flavor;
}

export const flavorRoutes: Routes = {
  'GET /flavors': call => {
    const { items, links } = listed(call);
    const flavors = items.map(flavor => ({
      id: flavor.id,
      name: flavor.name,
      links: linksOf(call, 'flavors', flavor.id),
      ...(call.version >= 55 ? { description: flavor.description } : {}),
    }));
    return ok({ flavors, ...links });
  },
  'GET /flavors/detail': call => {
    const { items, links } = listed(call);
    return ok({ flavors: items.map(flavor => view(call, flavor)), ...links });
  },
  'GET /flavors/:id': call => ok({ flavor: view(call, flavorIn(call)) }),
  'POST /flavors': call => ok({ flavor: view(call, create(call)) }),
  'PUT /flavors/:id': call => {
    since(call, 55);
    allow(call, 'os-flavor-manage:update');
    const body = bodyOf(call, 'flavor', ['description'], { description: nullable(textCheck(0, 65535)) });
    const next = { ...flavorIn(call), description: text(body, 'description') || null };
    call.state.put(FLAVORS, next);
    return ok({ flavor: view(call, next) });
  },
  'DELETE /flavors/:id': call => {
    allow(call, 'os-flavor-manage:delete');
    call.state.remove(FLAVORS, flavorIn(call).id);
    return empty(202);
  },
};
