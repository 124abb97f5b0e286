/** `configuration show`: the settings in use, as files, environment and options together make them. */
import { isList, type Json } from '../../clients/json.ts';
import { isSecret, REDACTED } from '../../config/mask.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Manners } from '../../kernel/context.ts';
import { Tuple } from '../../kernel/output/python.ts';
import type { Cell } from '../../kernel/output/result.ts';
import { constant } from '../../kernel/params.ts';

/** All that the peer takes for a secret: the command does not authenticate, so no plugin has told it of others. */
const PEER_SECRETS = ['password', 'token'];

/** A setting as data. */
function toJson(value: unknown): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'boolean' || typeof value === 'bigint') return value;
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== 'object') return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]));
}

/** The pairs of names and versions that the peer's library keeps as tuples. */
function agentsCell(value: Json): Json {
  return isList(value) ? value.map(agent => (isList(agent) ? Tuple.from(agent) : agent)) : value;
}

/** Under ostk's own name every secret is masked, such as that of an application credential. */
function hides(manners: Manners, key: string): boolean {
  return PEER_SECRETS.includes(key) || (manners === 'ostk' && isSecret(key));
}

const show = command({
  summary: 'Show the settings in use',
  params: {
    mask: [
      constant('--mask', true, true, 'Hide secrets (default)'),
      constant('--unmask', false, true, 'Show secrets as they are'),
    ],
  },
  exclusive: [{ members: ['--mask', '--unmask'] }],
  output: 'show',
  auth: false,
  async run(context, values) {
    const { auth, ...config } = (await context.settings()).config;
    const fields: [string, Cell][] = [];
    for (const [key, value] of Object.entries(auth instanceof Object ? auth : {})) {
      const hidden = values.mask && hides(context.manners, key.toLowerCase());
      fields.push([`auth.${key}`, hidden ? REDACTED : toJson(value)]);
    }
    for (const [key, value] of Object.entries(config)) {
      const shown = key === 'additional_user_agent' ? agentsCell(toJson(value)) : toJson(value);
      fields.push([key, values.mask && hides(context.manners, key) ? REDACTED : shown]);
    }
    return { kind: 'show', fields: fields.sort(([a], [b]) => (a < b ? -1 : 1)) };
  },
});

export default { show } satisfies Verbs;
