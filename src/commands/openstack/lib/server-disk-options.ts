/** `--block-device-mapping` and `--block-device` of new servers. */
import { existsSync, readFileSync } from 'node:fs';
import { isObject, type Json, parseJson as readJson } from '../../../clients/json.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { ArgumentError, checkKeys, type Param, records, text } from '../../../kernel/params.ts';
import { JsonError, parseJson } from '../../../kernel/parse/json.ts';

/** A mapping as it is sent; a name may stand where an ID has to. */
export type Mapping = Record<string, Json>;

const KINDS = ['volume', 'snapshot', 'image'];

/** `--block-device-mapping`, the old form. */
export const legacyMapping: Param<readonly Mapping[], string> = {
  ...text(
    '--block-device-mapping <dev-name=mapping>',
    'Old form of --block-device: DEVICE=ID[:TYPE[:SIZE[:DELETE]]], TYPE volume (default), snapshot or image, SIZE in ' +
      'GB, DELETE true where it is to go with the server',
  ),
  initial: [],
  apply: (old, [word = '']) => [...old, parseLegacy(word)],
};

/** @throws ArgumentError with the peer's sentences */
function parseLegacy(word: string): Mapping {
  const invalid = (reason: string): ArgumentError => new ArgumentError(`Invalid argument ${word}; ${reason}`);
  const [device_name = '', ...others] = word.split('=');
  const rest = others.join('=');
  const parts = rest.split(':');
  if (device_name === '' || rest === '' || parts.length > 4)
    throw invalid("argument must be of form 'dev-name=id[:type[:size[:delete-on-terminate]]]'");
  const [uuid = '', kind = '', size = '', remove = ''] = parts;
  if (kind !== '' && !KINDS.includes(kind)) throw invalid("'type' must be one of: volume, snapshot, image");
  return {
    device_name,
    uuid,
    source_type: kind || 'volume',
    destination_type: 'volume',
    ...(size ? { volume_size: size } : {}),
    ...(remove ? { delete_on_termination: remove } : {}),
  };
}

const DEVICE_KEYS = [
  'uuid',
  'source_type',
  'destination_type',
  'disk_bus',
  'device_type',
  'device_name',
  'volume_size',
  'guest_format',
  'boot_index',
  'delete_on_termination',
  'tag',
  'volume_type',
];

const spelled = records('--block-device', { optional: DEVICE_KEYS }, '');

/** `--block-device`: keys and values, or a file of JSON. */
export const blockDevice: Param<readonly Mapping[], string> = {
  ...text(
    '--block-device <block-device>',
    'A block device, KEY=VALUE[,KEY=VALUE] or a file with the same as JSON; may be repeated. Keys: uuid (of the ' +
      'source), source_type (image, snapshot, volume or blank), destination_type (volume or local), disk_bus, ' +
      'device_type, device_name, volume_size (GiB; swap in MiB), guest_format, boot_index (0 boots), ' +
      'delete_on_termination, tag, volume_type',
  ),
  keys: {
    ...spelled.keys,
    source_type: ['image', 'snapshot', 'volume', 'blank'],
    destination_type: ['volume', 'local'],
    delete_on_termination: ['true', 'false'],
  },
  initial: [],
  apply: (old, values, typed) => {
    const [word = ''] = values;
    // Whether there is such a file decides what the word is, so the line cannot be read without looking.
    if (existsSync(word)) return [...old, fromFile(word)];
    const [record = {}] = spelled.apply(undefined, values, typed) ?? [];
    return [...old, record];
  },
};

/** @throws CommandError with Python's sentence for what is no JSON, ArgumentError for unknown keys */
function fromFile(path: string): Mapping {
  const source = readFileSync(path, 'utf8');
  try {
    parseJson(source);
  } catch (error) {
    if (error instanceof JsonError) throw new CommandError(error.message, 1, { cause: error });
    throw error;
  }
  const data = readJson(source);
  if (!isObject(data)) throw new CommandError(`${path}: not a JSON object`);
  const mapping: Mapping = {};
  for (const [key, value] of Object.entries(data)) mapping[key] = value ?? null;
  checkKeys(Object.fromEntries(Object.keys(mapping).map(key => [key, ''])), [], DEVICE_KEYS);
  return mapping;
}
