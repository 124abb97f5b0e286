/** Policies that services may keep here (Identity API v3, "Policies"). */
import type { Routes } from '../service.ts';
import { fresh, type Kind, routesOf } from './kind.ts';
import { invalid } from './refusals.ts';
import { open, SOME, string } from './schema-types.ts';

const properties = { blob: string, type: { type: 'string', maxLength: 255 } };

const policy: Kind = {
  plural: 'policies',
  single: 'policy',
  collection: 'identity_policies',
  attributes: ['id', 'blob', 'type'],
  filters: ['type'],
  schema: { create: open(properties, { required: ['blob', 'type'] }), update: open(properties, SOME) },
  ignoresId: true,
  create: (_call, given) => fresh(given),
  update: (_call, old, given) => {
    if (given.id !== undefined && given.id !== old.id) throw invalid('Cannot change policy ID');
    return { ...old, ...given, id: old.id };
  },
};

export const routes: Routes = routesOf(policy);
