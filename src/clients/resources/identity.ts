/** Identity API (Keystone): resources and their fields. Names on the left are the SDK's, on the right the API's. */
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
