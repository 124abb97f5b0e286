/** `--extra-property`: attributes that only the network service knows (openstackclient/network/common.py, utils.py). */
import type { Json } from '../../../clients/json.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { bareInteger } from '../../../kernel/keyed.ts';
import { records } from '../../../kernel/params.ts';

/** The option, for commands that create or set. */
export const extraProperty = records(
  '--extra-property type=<property_type>,name=<property_name>,value=<property_value>',
  { required: ['name', 'value'], optional: ['type'] },
  'Another attribute to send (may be repeated); type is str (default), int, bool, list (items separated by ;) ' +
    'or dict (key:value pairs separated by ;)',
);

/**
 * The attributes that `--extra-property` asks to be sent.
 * @throws CommandError for an unknown type, and for a value that is not of its type
 */
export function extraAttributes(
  properties: readonly Record<string, string>[] | undefined,
): Record<string, Json> {
  const result: Record<string, Json> = {};
  for (const { name = '', value = '', type = 'str' } of properties ?? []) {
    const convert = Object.hasOwn(CONVERTERS, type) ? CONVERTERS[type] : undefined;
    if (!convert) throw new CommandError(`Type ${type} of property ${name} is not supported`);
    result[name] = convert(value);
  }
  return result;
}

const CONVERTERS: Readonly<Record<string, (value: string) => Json>> = {
  bool: value => value.toLowerCase() === 'true',
  dict: dictionary,
  list: value => (value === '' ? [] : value.split(';')),
  int: bareInteger,
  str: value => value,
};

/** `a:1;b:2` as an object; a part without a colon belongs to the value before it. */
function dictionary(value: string): Json {
  const result: Record<string, string> = {};
  let last: string | undefined;
  for (const part of value === '' ? [] : value.split(';')) {
    const at = part.indexOf(':');
    if (at < 0 && last === undefined) throw new CommandError(`missing value for key '${part}'`);
    if (at >= 0) {
      last = part.slice(0, at);
      result[last] = part.slice(at + 1);
    } else if (last !== undefined) result[last] += `;${part}`;
  }
  return result;
}
