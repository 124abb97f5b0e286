/** What users and groups look like (keystone/identity/schema.py). */
import type { Schema } from './schema.ts';
import {
  boolean,
  description,
  idString,
  name,
  nullable,
  open,
  options,
  SOME,
  string,
} from './schema-types.ts';

const federated: Schema = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      idp_id: string,
      protocols: {
        type: 'array',
        items: {
          type: 'object',
          properties: { protocol_id: string, unique_id: string },
          required: ['protocol_id', 'unique_id'],
        },
        minItems: 1,
      },
    },
    required: ['idp_id', 'protocols'],
  },
};

const flags = options(
  'ignore_change_password_upon_first_use',
  'ignore_password_expiry',
  'ignore_lockout_failure_attempts',
  'lock_password',
  'ignore_user_inactivity',
);

/** Rules are lists of methods, each at least one and none twice. */
const rules: Schema = {
  type: ['array', 'null'],
  items: { type: 'array', items: string, minItems: 1, uniqueItems: true },
  uniqueItems: true,
};

const user = {
  default_project_id: nullable(idString),
  description: nullable(description),
  domain_id: idString,
  enabled: boolean,
  federated,
  name,
  password: { type: ['string', 'null'] },
  options: {
    ...flags,
    properties: {
      ...(typeof flags.properties === 'object' ? flags.properties : {}),
      multi_factor_auth_rules: rules,
      multi_factor_auth_enabled: nullable(boolean),
    },
  },
} satisfies Schema;

const group = { description: nullable(description), domain_id: idString, name };

const more = (rest: Schema): Schema => ({ ...rest, options: { type: 'object' } });
const NAMED = { required: ['name'] };

export const userSchema = { create: open(user, more(NAMED)), update: open(user, more(SOME)) };
export const groupSchema = { create: open(group, NAMED), update: open(group, SOME) };

/** What is sent to change one's own password. */
export const passwordChange: Schema = {
  type: 'object',
  properties: { original_password: string, password: string },
  required: ['original_password', 'password'],
  additionalProperties: false,
};
