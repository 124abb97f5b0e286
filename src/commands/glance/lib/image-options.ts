/** What an image is made of: options that the peer knows by heart, and those that only the service's schema has. */
import {
  child,
  isList,
  isObject,
  type Json,
  type JsonObject,
  text as textOf,
} from '../../../clients/json.ts';
import type { Context } from '../../../kernel/context.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { int, type Param, type Params, text, texts } from '../../../kernel/params.ts';
import { strictTruthOption, truthOption } from './options.ts';
import { type Fields, knownFields, schemaOf } from './schema.ts';

/** An option whose value is the words that follow it. */
function words(declared: string, help: string): Param<string[] | undefined, string> {
  return { ...texts(declared, help), nargs: '+', apply: (_, values) => [...values] };
}

const front = {
  architecture: text('--architecture <ARCHITECTURE>', 'Processor architecture, such as x86_64'),
  protected: strictTruthOption('--protected', 'Whether it cannot be deleted'),
  name: text('--name <NAME>', 'Name of the image'),
  instance_uuid: text('--instance-uuid <INSTANCE_UUID>', 'ID of the server that it was made of'),
  min_disk: int('--min-disk <MIN_DISK>', 'Gigabytes that a disk needs to boot it'),
  visibility: text('--visibility <VISIBILITY>', 'Who may use it: public, private, community or shared'),
  kernel_id: text('--kernel-id <KERNEL_ID>', 'ID of the image with its kernel'),
};

const back = {
  os_version: text('--os-version <OS_VERSION>', 'Version of the operating system'),
  disk_format: text('--disk-format <DISK_FORMAT>', 'Format of the disk, such as raw or qcow2'),
  os_distro: text('--os-distro <OS_DISTRO>', 'Name of the operating system, such as debian'),
};

const end = {
  owner: text('--owner <OWNER>', 'ID of the project that owns it'),
  ramdisk_id: text('--ramdisk-id <RAMDISK_ID>', 'ID of the image with its ramdisk'),
  min_ram: int('--min-ram <MIN_RAM>', 'Megabytes of memory that it needs to boot'),
  container_format: text('--container-format <CONTAINER_FORMAT>', 'Format of the container, such as bare'),
  os_hidden: truthOption('--hidden', 'Whether lists leave it out'),
  property: texts('--property <key=value>', 'Any property; repeatable'),
};

/** The options of a new image, in the peer's order. */
export const createOptions = {
  ...front,
  tags: words('--tags <TAGS>', 'Tags'),
  ...back,
  id: text('--id <ID>', 'ID that it gets'),
  ...end,
};

/** The options of a change, in the peer's order. */
export const updateOptions = { ...front, ...back, ...end };

/** Properties of the schema that have no option. */
const NO_OPTION = new Set(['locations', 'os_hidden', 'id', 'tags']);

/** Options for what the service's schema has besides (`--hw-disk-bus` …); they count where they are spelled out. */
export async function schemaOptions(context: Context): Promise<Params> {
  const properties = child(await schemaOf(context, 'image'), 'properties');
  const options = Object.entries(properties).flatMap(([name, property]) => {
    const known = NO_OPTION.has(name) || Object.hasOwn(createOptions, name);
    if (known || !isObject(property) || property.readOnly === true) return [];
    return [[name, { ...schemaOption(name, property), own: true }] as const];
  });
  return Object.fromEntries(options);
}

function schemaOption(name: string, property: JsonObject): Param<unknown> {
  const flag = `--${name.replaceAll('_', '-')}`;
  const declared = `${flag} <${name.toUpperCase()}>`;
  const help = textOf(property, 'description') || `The property ${name}`;
  switch (typeOf(property.type)) {
    case 'integer':
      return int(declared, help);
    case 'boolean':
      return strictTruthOption(flag, help);
    case 'array':
      return words(declared, help);
    default:
      return text(declared, help);
  }
}

/** A property's type, the first one but null where there are several. */
function typeOf(type: Json | undefined): Json | undefined {
  return isList(type) ? type.find(each => each !== 'null') : type;
}

/**
 * The fields that a line gives an image: typed options first, then `--property`.
 * @throws CommandError for a property without `=`, in Python's words
 */
export function imageFields(
  schema: JsonObject,
  { property = [], ...values }: { readonly property?: readonly string[] | undefined },
): Fields {
  const fields = knownFields(schema, values);
  for (const word of property) {
    const at = word.indexOf('=');
    if (at < 0) throw new CommandError('not enough values to unpack (expected 2, got 1)');
    fields[word.slice(0, at)] = word.slice(at + 1);
  }
  return fields;
}
