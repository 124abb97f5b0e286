/** Identity API (Keystone): resources and their fields. Names on the left are the SDK's, on the right the API's. */
import { pathPart } from '../query.ts';
import { bool, type ResourceType } from './resource.ts';

export const project: ResourceType = {
  service: 'identity',
  kind: 'Project',
  path: '/projects',
  key: 'projects',
  single: 'project',
  ids: 'any',
  nameFilter: 'name',
  attributes: {
    id: 'id',
    name: 'name',
    description: 'description',
    domain_id: 'domain_id',
    is_domain: bool('is_domain'),
    is_enabled: bool('enabled'),
    links: 'links',
    options: 'options',
    parent_id: 'parent_id',
    tags: { key: 'tags', initial: [] },
  },
};

export const user: ResourceType = {
  service: 'identity',
  kind: 'User',
  path: '/users',
  key: 'users',
  single: 'user',
  ids: 'any',
  nameFilter: 'name',
  attributes: {
    id: 'id',
    name: 'name',
    default_project_id: 'default_project_id',
    description: 'description',
    domain_id: 'domain_id',
    email: 'email',
    federated: 'federated',
    is_enabled: bool('enabled'),
    links: 'links',
    options: { key: 'options', initial: {} },
    password: 'password',
    password_expires_at: 'password_expires_at',
  },
};

export const domain: ResourceType = {
  service: 'identity',
  kind: 'Domain',
  path: '/domains',
  key: 'domains',
  single: 'domain',
  ids: 'any',
  nameFilter: 'name',
  attributes: {
    id: 'id',
    name: 'name',
    description: 'description',
    is_enabled: bool('enabled'),
    links: 'links',
    options: 'options',
  },
};

export const group: ResourceType = {
  service: 'identity',
  kind: 'Group',
  path: '/groups',
  key: 'groups',
  single: 'group',
  ids: 'any',
  nameFilter: 'name',
  attributes: {
    id: 'id',
    name: 'name',
    description: 'description',
    domain_id: 'domain_id',
  },
};

export const role: ResourceType = {
  service: 'identity',
  kind: 'Role',
  path: '/roles',
  key: 'roles',
  single: 'role',
  ids: 'any',
  nameFilter: 'name',
  attributes: {
    id: 'id',
    name: 'name',
    description: 'description',
    domain_id: 'domain_id',
    links: 'links',
    options: 'options',
  },
};

export const service: ResourceType = {
  service: 'identity',
  kind: 'Service',
  path: '/services',
  key: 'services',
  single: 'service',
  ids: 'any',
  nameFilter: 'name',
  attributes: {
    id: 'id',
    name: 'name',
    description: 'description',
    is_enabled: bool('enabled'),
    links: 'links',
    type: 'type',
  },
};

export const endpoint: ResourceType = {
  service: 'identity',
  kind: 'Endpoint',
  path: '/endpoints',
  key: 'endpoints',
  single: 'endpoint',
  ids: 'any',
  attributes: {
    id: 'id',
    name: 'name',
    interface: 'interface',
    is_enabled: bool('enabled'),
    links: 'links',
    region_id: 'region_id',
    service_id: 'service_id',
    url: 'url',
  },
};

export const endpointGroup: ResourceType = {
  service: 'identity',
  kind: 'EndpointGroup',
  path: '/OS-EP-FILTER/endpoint_groups',
  key: 'endpoint_groups',
  single: 'endpoint_group',
  ids: 'any',
  nameFilter: 'name',
  attributes: {
    id: 'id',
    name: 'name',
    description: 'description',
    filters: 'filters',
    links: 'links',
  },
};

export const region: ResourceType = {
  service: 'identity',
  kind: 'Region',
  path: '/regions',
  key: 'regions',
  single: 'region',
  ids: 'any',
  attributes: {
    id: 'id',
    name: 'name',
    description: 'description',
    links: 'links',
    parent_region_id: 'parent_region_id',
  },
};

export const policy: ResourceType = {
  service: 'identity',
  kind: 'Policy',
  path: '/policies',
  key: 'policies',
  single: 'policy',
  ids: 'any',
  attributes: {
    id: 'id',
    name: 'name',
    blob: 'blob',
    links: 'links',
    project_id: 'project_id',
    type: 'type',
    user_id: 'user_id',
  },
};

export const credential: ResourceType = {
  service: 'identity',
  kind: 'Credential',
  path: '/credentials',
  key: 'credentials',
  single: 'credential',
  ids: 'any',
  attributes: {
    id: 'id',
    name: 'name',
    blob: 'blob',
    project_id: 'project_id',
    type: 'type',
    user_id: 'user_id',
  },
};

export const limit: ResourceType = {
  service: 'identity',
  kind: 'Limit',
  path: '/limits',
  key: 'limits',
  single: 'limit',
  ids: 'any',
  attributes: {
    id: 'id',
    name: 'name',
    description: 'description',
    domain_id: 'domain_id',
    links: 'links',
    project_id: 'project_id',
    region_id: 'region_id',
    resource_limit: 'resource_limit',
    resource_name: 'resource_name',
    service_id: 'service_id',
  },
};

export const registeredLimit: ResourceType = {
  service: 'identity',
  kind: 'RegisteredLimit',
  path: '/registered_limits',
  key: 'registered_limits',
  single: 'registered_limit',
  ids: 'any',
  attributes: {
    id: 'id',
    name: 'name',
    default_limit: 'default_limit',
    description: 'description',
    links: 'links',
    region_id: 'region_id',
    resource_name: 'resource_name',
    service_id: 'service_id',
  },
};

export const trust: ResourceType = {
  service: 'identity',
  kind: 'Trust',
  path: '/OS-TRUST/trusts',
  key: 'trusts',
  single: 'trust',
  ids: 'any',
  attributes: {
    id: 'id',
    name: 'name',
    allow_redelegation: bool('allow_redelegation'),
    expires_at: 'expires_at',
    is_impersonation: bool('impersonation'),
    links: 'links',
    project_id: 'project_id',
    redelegated_trust_id: 'redelegated_trust_id',
    redelegation_count: 'redelegation_count',
    remaining_uses: 'remaining_uses',
    role_links: 'role_links',
    roles: 'roles',
    trustee_user_id: 'trustee_user_id',
    trustor_user_id: 'trustor_user_id',
  },
};

/** OAuth consumers have no names, and the service does not filter by what they have. */
export const consumer: ResourceType = {
  service: 'identity',
  kind: 'Consumer',
  path: '/OS-OAUTH1/consumers',
  key: 'consumers',
  single: 'consumer',
  ids: 'any',
  attributes: {
    id: 'id',
    description: 'description',
  },
};

/** A user's application credentials. @param userId whose they are */
export function applicationCredential(userId: string): ResourceType {
  return {
    service: 'identity',
    kind: 'ApplicationCredential',
    path: `/users/${pathPart(userId)}/application_credentials`,
    key: 'application_credentials',
    single: 'application_credential',
    ids: 'any',
    nameFilter: 'name',
    attributes: {
      id: 'id',
      name: 'name',
      access_rules: 'access_rules',
      description: 'description',
      expires_at: 'expires_at',
      links: 'links',
      project_id: 'project_id',
      roles: 'roles',
      secret: 'secret',
      unrestricted: bool('unrestricted'),
      user: 'user',
      user_id: 'user_id',
    },
  };
}

/** A user's access rules. @param userId whose they are */
export function accessRule(userId: string): ResourceType {
  return {
    service: 'identity',
    kind: 'AccessRule',
    path: `/users/${pathPart(userId)}/access_rules`,
    key: 'access_rules',
    single: 'access_rule',
    ids: 'any',
    attributes: {
      id: 'id',
      name: 'name',
      links: 'links',
      method: 'method',
      path: 'path',
      service: 'service',
      user_id: 'user_id',
    },
  };
}
