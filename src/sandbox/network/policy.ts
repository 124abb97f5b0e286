/** Who may set what: rules for single fields, refused in the words of the policy engine (neutron/policy.py). */
import { isList, isObject, type JsonObject } from '../../clients/json.ts';
import type { Call } from '../service.ts';
import type { Fields } from './fields.ts';
import { disallowed } from './refusals.ts';

/**
 * `admin`: admins only; `owner`: those whose the network is, too; `device`: owners when the value is a device of the
 * network's; `any`: everybody, it is only named in refusals.
 * A key with a dot stands for a key inside a field's value, such as `fixed_ips.ip_address`.
 */
export type Rules = Readonly<Record<string, 'admin' | 'owner' | 'device' | 'any'>>;

/**
 * Checks what a body says against rules for its fields.
 * @param action such as `create_network`
 * @param own whether what the rules call owner is the caller
 * @param fields given for something new: fields with their default value are as good as left out
 * @throws Refusal 403 with all rules that were asked, in the order of the fields' names
 */
export function allow(
  call: Call,
  action: string,
  body: JsonObject,
  rules: Rules,
  own: boolean,
  fields: Fields = {},
): void {
  if (call.caller.isAdmin) return;
  let refused = rules[''] === 'admin';
  let sentence = `rule:${action}`;
  const fails = (key: string) => rules[key] === 'admin' || (rules[key] === 'owner' && !own);
  for (const key of Object.keys(body).sort()) {
    const value = body[key];
    const field = fields[key];
    const isUsual = field?.ruled !== true && isSame(value, field?.initial);
    if (rules[key] === undefined || value === undefined || isUsual) continue;
    const isDevice = rules[key] === 'device' && String(value).startsWith('network:');
    refused ||= fails(key) || (isDevice && !own);
    const parts = insides(value).filter(part => rules[`${key}.${part}`] !== undefined);
    refused ||= parts.some(part => fails(`${key}.${part}`));
    const inner = parts.map(part => `rule:${action}:${key}:${part}`).join(' and ');
    const all = isList(value) && inner !== '' ? `(${inner})` : parts.length > 1 ? `(${inner})` : inner;
    const whole = all === '' ? `rule:${action}:${key}` : `(rule:${action}:${key} and ${all})`;
    sentence = `(${sentence} and ${whole})`;
  }
  if (refused) throw disallowed(sentence);
}

function insides(value: JsonObject[string]): string[] {
  if (isObject(value)) return Object.keys(value);
  return isList(value) ? [...new Set(value.filter(isObject).flatMap(each => Object.keys(each)))] : [];
}

function isSame(value: JsonObject[string], initial: JsonObject[string]): boolean {
  return JSON.stringify(value) === JSON.stringify(initial);
}
