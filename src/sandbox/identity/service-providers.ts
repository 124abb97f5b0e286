/** Clouds that this one is an identity provider for (Identity API v3, OS-FEDERATION). */
import type { Routes } from '../service.ts';
import { type Kind, routesOf } from './kind.ts';
import { conflict } from './refusals.ts';
import { boolean, closed, nullableString, SOME, url } from './schema-types.ts';
import { SERVICE_PROVIDERS } from './token-body.ts';

const properties = {
  auth_url: url,
  sp_url: url,
  description: nullableString,
  enabled: boolean,
  relay_state_prefix: nullableString,
};

const provider: Kind = {
  plural: 'service_providers',
  single: 'service_provider',
  noun: 'Service Provider',
  prefix: '/OS-FEDERATION',
  collection: SERVICE_PROVIDERS,
  isNamed: true,
  isSorted: true,
  attributes: ['auth_url', 'id', 'enabled', 'description', 'relay_state_prefix', 'sp_url'],
  filters: ['id', 'enabled'],
  schema: {
    create: closed(properties, { required: ['auth_url', 'sp_url'] }),
    update: closed(properties, SOME),
  },
  create: ({ state, params: { id = '' } }, given) => {
    if (state.get(SERVICE_PROVIDERS, id))
      throw conflict('service_provider', `Duplicate entry found with ID ${id}`);
    return { enabled: false, relay_state_prefix: 'ss:mem:', ...given, id };
  },
};

export const routes: Routes = routesOf(provider);
