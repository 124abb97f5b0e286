/** What projects and domains look like (keystone/resource/schema.py). */
import type { Schema } from './schema.ts';
import {
  boolean,
  description,
  idString,
  nullable,
  nullableString,
  open,
  options,
  SOME,
} from './schema-types.ts';

const name: Schema = { type: 'string', minLength: 1, maxLength: 64, pattern: '[\\S]+' };

/** One tag. */
export const tag: Schema = { type: 'string', minLength: 1, maxLength: 255, pattern: '^[^,/]*$' };

/** All tags of a project. */
export const tags: Schema = { type: 'array', items: tag, required: [], maxItems: 80, uniqueItems: true };

const project = {
  description: nullableString,
  domain_id: nullable(idString),
  enabled: boolean,
  is_domain: boolean,
  parent_id: nullable(idString),
  name,
  tags,
  options: options('immutable'),
};

const domain = { description: nullable(description), enabled: boolean, name, tags };

const NAMED = { required: ['name'] };

export const projectSchema = { create: open(project, NAMED), update: open(project, SOME) };
export const domainSchema = { create: open(domain, NAMED), update: open(domain, SOME) };
