/** Types that the schemas of many resources share (keystone/common/validation/parameter_types.py). */
import type { Schema } from './schema.ts';

/** Keystone's own, down to the None that is no boolean. */
export const boolean: Schema = { type: 'boolean', enum: [true, false, null] };

export const name: Schema = { type: 'string', minLength: 1, maxLength: 255, pattern: '[\\S]+' };

export const string: Schema = { type: 'string' };

export const description: Schema = { ...string };

export const nullableString: Schema = { type: ['string', 'null'] };

export const idString: Schema = { type: 'string', minLength: 1, maxLength: 64, pattern: '^[a-zA-Z0-9-]+$' };

export const url: Schema = {
  type: 'string',
  minLength: 0,
  maxLength: 225,
  pattern: '^[a-zA-Z0-9+.-]+:.+',
};

/** The same, or null. */
export function nullable(schema: Schema): Schema {
  return { ...schema, type: [schema.type ?? 'string', 'null'] };
}

/** An object with some properties that may have others too. @param more such as `required` */
export function open(properties: Schema, more: Schema = {}): Schema {
  return { type: 'object', properties, ...more, additionalProperties: true };
}

/** An object with these properties and no others. */
export function closed(properties: Schema, more: Schema = {}): Schema {
  return { type: 'object', properties, ...more, additionalProperties: false };
}

/** What is sent to change something: at least one property. */
export const SOME: Schema = { minProperties: 1 };

/** Options that a resource may have: each a boolean, or null to take it away. */
export function options(...names: readonly string[]): Schema {
  return {
    type: 'object',
    properties: Object.fromEntries(names.map(each => [each, nullable(boolean)])),
    additionalProperties: false,
  };
}

/** Roles by ID or by name. */
export const roleList: Schema = {
  type: 'array',
  items: {
    type: 'object',
    properties: { id: idString, name },
    minProperties: 1,
    maxProperties: 1,
    additionalProperties: false,
  },
};
