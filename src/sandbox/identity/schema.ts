/** JSON Schema, draft 4, as far as the service uses it; what is wrong is said in the words of Python's jsonschema. */
import { isList, isObject, type Json, type JsonObject } from '../../clients/json.ts';
import { pformat, repr } from './python.ts';
import { invalid } from './refusals.ts';

export type Schema = JsonObject;

type Path = readonly (string | number)[];

/** A rule that is broken. */
interface Fault {
  readonly message: string;
  /** The rule's name, such as `required`. */
  readonly rule: string;
  /** The schema that has the rule, and where in the whole one it is. */
  readonly schema: Schema;
  readonly schemaPath: Path;
  /** What breaks it, and where that is. */
  readonly instance: Json;
  readonly path: Path;
}

/**
 * Checks a value.
 * @throws Refusal 400 that tells the first rule that is broken, in the schema's order
 */
export function validate(schema: Schema, instance: Json): void {
  const [fault] = faults(schema, instance);
  if (!fault) return;
  const said = describe(fault);
  throw invalid(fault.path.length > 0 ? `Invalid input for field '${fault.path.join('/')}': ${said}` : said);
}

/** What is wrong with a value: a sentence for each rule that is broken. */
export function complaints(schema: Schema, instance: Json): string[] {
  return [...faults(schema, instance)]
    .map(fault => ({ message: fault.message, key: describe(fault) }))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ message }) => message);
}

/** A fault as Python's exception prints it (jsonschema/exceptions.py, `_Error.__str__`). */
function describe({ message, rule, schema, schemaPath, instance, path }: Fault): string {
  const index = (parts: Path) => parts.map(part => `[${repr(part)}]`).join('');
  const block = (value: Json) => pformat(value).replaceAll('\n', '\n    ');
  return (
    `${message}\n\nFailed validating ${repr(rule)} in schema${index(schemaPath)}:\n    ${block(schema)}` +
    `\n\nOn instance${index(path)}:\n    ${block(instance)}`
  );
}

function* faults(schema: Schema, instance: Json, path: Path = [], schemaPath: Path = []): Generator<Fault> {
  for (const [rule, wanted] of Object.entries(schema)) {
    if (wanted === undefined) continue;
    if (rule === 'properties' && isObject(wanted) && isObject(instance)) {
      for (const [key, part] of Object.entries(wanted)) {
        const value = instance[key];
        if (isObject(part) && value !== undefined)
          yield* faults(part, value, [...path, key], [...schemaPath, rule, key]);
      }
    } else if (rule === 'items' && isObject(wanted) && isList(instance)) {
      for (const [at, item] of instance.entries())
        yield* faults(wanted, item, [...path, at], [...schemaPath, rule]);
    } else {
      for (const message of CHECKS[rule]?.(wanted, instance, schema) ?? [])
        yield { message, rule, schema, schemaPath, instance, path };
    }
  }
}

function isValid(schema: Json, instance: Json): boolean {
  return isObject(schema) && faults(schema, instance).next().done === true;
}

const TYPES: Readonly<Record<string, (value: Json) => boolean>> = {
  object: isObject,
  array: isList,
  string: value => typeof value === 'string',
  integer: value => typeof value === 'number' && Number.isInteger(value),
  boolean: value => typeof value === 'boolean',
  null: value => value === null,
};

type Check = (wanted: Json, instance: Json, schema: Schema) => readonly string[];

/** A check of how large something is. */
function size(measure: (value: Json) => number | undefined, isTooMuch: boolean, words: string): Check {
  return (wanted, instance) => {
    const found = measure(instance);
    if (found === undefined || typeof wanted !== 'number') return [];
    const isWrong = isTooMuch ? found > wanted : found < wanted;
    return isWrong ? [`${repr(instance)} ${words.replace('%r', repr(wanted))}`] : [];
  };
}

const characters = (value: Json) => (typeof value === 'string' ? [...value].length : undefined);
const items = (value: Json) => (isList(value) ? value.length : undefined);
const keys = (value: Json) => (isObject(value) ? Object.keys(value).length : undefined);
const amount = (value: Json) => (typeof value === 'number' ? value : undefined);

const listed = (value: Json): readonly Json[] => (isList(value) ? value : []);

const CHECKS: Readonly<Record<string, Check>> = {
  type: (wanted, instance) => {
    const types = [wanted].flat().map(String);
    if (types.some(type => TYPES[type]?.(instance))) return [];
    return [`${repr(instance)} is not of type ${types.map(repr).join(', ')}`];
  },
  required: (wanted, instance) =>
    isObject(instance)
      ? listed(wanted)
          .filter(key => instance[String(key)] === undefined)
          .map(key => `${repr(key)} is a required property`)
      : [],
  additionalProperties: (wanted, instance, schema) => {
    if (wanted !== false || !isObject(instance)) return [];
    const known = isObject(schema.properties) ? schema.properties : {};
    const extra = Object.keys(instance).filter(key => known[key] === undefined);
    if (extra.length === 0) return [];
    const verb = extra.length === 1 ? 'was' : 'were';
    return [`Additional properties are not allowed (${extra.map(repr).join(', ')} ${verb} unexpected)`];
  },
  enum: (wanted, instance) =>
    listed(wanted).includes(instance) ? [] : [`${repr(instance)} is not one of ${repr(wanted)}`],
  pattern: (wanted, instance) =>
    typeof instance !== 'string' || new RegExp(String(wanted), 'u').test(instance)
      ? []
      : [`${repr(instance)} does not match ${repr(wanted)}`],
  uniqueItems: (_wanted, instance) =>
    isList(instance) && new Set(instance.map(repr)).size < instance.length
      ? [`${repr(instance)} has non-unique elements`]
      : [],
  minLength: size(characters, false, 'is too short'),
  maxLength: size(characters, true, 'is too long'),
  minItems: size(items, false, 'is too short'),
  maxItems: size(items, true, 'is too long'),
  minProperties: size(keys, false, 'does not have enough properties'),
  maxProperties: size(keys, true, 'has too many properties'),
  minimum: size(amount, false, 'is less than the minimum of %r'),
  maximum: size(amount, true, 'is greater than the maximum of %r'),
  oneOf: (wanted, instance) => {
    const fitting = listed(wanted).filter(each => isValid(each, instance));
    if (fitting.length === 1) return [];
    if (fitting.length === 0) return [`${repr(instance)} is not valid under any of the given schemas`];
    const [first = null, ...more] = fitting;
    return [`${repr(instance)} is valid under each of ${[...more, first].map(repr).join(', ')}`];
  },
  not: (wanted, instance) =>
    isValid(wanted, instance) ? [`${repr(instance)} should not be valid under ${repr(wanted)}`] : [],
};
