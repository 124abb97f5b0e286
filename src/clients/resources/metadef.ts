/** Metadata definitions (Image API v2): resources and their fields. Names on the left are the SDK's. */
import { bool, int, type ResourceType } from './resource.ts';

/** What definitions belong to: a namespace's name is its ID. */
export const metadefNamespace: ResourceType = {
  service: 'image',
  kind: 'MetadefNamespace',
  path: '/metadefs/namespaces',
  key: 'namespaces',
  ids: 'any',
  attributes: {
    created_at: 'created_at',
    description: 'description',
    display_name: 'display_name',
    is_protected: bool('protected'),
    namespace: 'namespace',
    owner: 'owner',
    resource_type_associations: 'resource_type_associations',
    updated_at: 'updated_at',
    visibility: 'visibility',
    tags: { key: 'tags', initial: [] },
  },
};

/** Properties of a namespace that belong together. */
export const metadefObject: ResourceType = {
  service: 'image',
  kind: 'MetadefObject',
  path: '/metadefs/namespaces/:namespace/objects',
  key: 'objects',
  ids: 'any',
  attributes: {
    created_at: 'created_at',
    description: 'description',
    name: 'name',
    properties: 'properties',
    required: 'required',
    updated_at: 'updated_at',
  },
};

/** A property that images, servers or volumes may have. Lists of it are an object, by name. */
export const metadefProperty: ResourceType = {
  service: 'image',
  kind: 'MetadefProperty',
  path: '/metadefs/namespaces/:namespace/properties',
  key: 'properties',
  ids: 'any',
  attributes: {
    name: 'name',
    type: 'type',
    title: 'title',
    description: 'description',
    operators: 'operators',
    default: 'default',
    is_readonly: bool('readonly'),
    minimum: int('minimum'),
    maximum: int('maximum'),
    enum: 'enum',
    pattern: 'pattern',
    min_length: int('minLength', 0),
    max_length: int('maxLength'),
    items: 'items',
    require_unique_items: bool('uniqueItems', false),
    min_items: int('minItems', 0),
    max_items: int('maxItems'),
    allow_additional_items: bool('additionalItems'),
  },
};

/** A kind of resource that definitions are for. */
export const metadefResourceType: ResourceType = {
  service: 'image',
  kind: 'MetadefResourceType',
  path: '/metadefs/resource_types',
  key: 'resource_types',
  ids: 'any',
  attributes: { name: 'name', created_at: 'created_at', updated_at: 'updated_at' },
};

/** A kind of resource that a namespace is for. */
export const metadefAssociation: ResourceType = {
  service: 'image',
  kind: 'MetadefResourceTypeAssociation',
  path: '/metadefs/namespaces/:namespace/resource_types',
  key: 'resource_type_associations',
  ids: 'any',
  attributes: {
    name: 'name',
    created_at: 'created_at',
    updated_at: 'updated_at',
    prefix: 'prefix',
    properties_target: 'properties_target',
  },
};
