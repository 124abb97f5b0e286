/** Identity API (Keystone), OS-FEDERATION: resources and their fields, as in identity.ts. */
import { pathPart } from '../query.ts';
import { bool, type ResourceType } from './resource.ts';

export const identityProvider: ResourceType = {
  service: 'identity',
  kind: 'IdentityProvider',
  path: '/OS-FEDERATION/identity_providers',
  key: 'identity_providers',
  single: 'identity_provider',
  ids: 'any',
  nameFilter: 'id',
  attributes: {
    id: 'id',
    name: 'id',
    authorization_ttl: 'authorization_ttl',
    description: 'description',
    domain_id: 'domain_id',
    is_enabled: bool('enabled'),
    remote_ids: 'remote_ids',
  },
};

export const mapping: ResourceType = {
  service: 'identity',
  kind: 'Mapping',
  path: '/OS-FEDERATION/mappings',
  key: 'mappings',
  single: 'mapping',
  ids: 'any',
  attributes: {
    id: 'id',
    name: 'id',
    rules: 'rules',
    schema_version: 'schema_version',
  },
};

export const serviceProvider: ResourceType = {
  service: 'identity',
  kind: 'ServiceProvider',
  path: '/OS-FEDERATION/service_providers',
  key: 'service_providers',
  single: 'service_provider',
  ids: 'any',
  attributes: {
    id: 'id',
    name: 'id',
    auth_url: 'auth_url',
    description: 'description',
    is_enabled: bool('enabled'),
    relay_state_prefix: 'relay_state_prefix',
    sp_url: 'sp_url',
  },
};

/** The protocols of an identity provider. @param providerId whose they are */
export function federationProtocol(providerId: string): ResourceType {
  return {
    service: 'identity',
    kind: 'FederationProtocol',
    path: `/OS-FEDERATION/identity_providers/${pathPart(providerId)}/protocols`,
    key: 'protocols',
    single: 'protocol',
    ids: 'any',
    attributes: {
      id: 'id',
      name: 'id',
      idp_id: 'idp_id',
      mapping_id: 'mapping_id',
    },
  };
}
