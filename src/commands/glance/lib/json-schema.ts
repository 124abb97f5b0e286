/** Values held against a JSON schema (draft 2020-12, as far as services' schemas go), told as Python's jsonschema tells it. */
import { Float, isList, isObject, type Json, type JsonObject } from '../../../clients/json.ts';
import { pprint } from '../../../kernel/output/pprint.ts';
import { repr } from '../../../kernel/output/python.ts';

/** What is wrong with a value. */
export interface Violation {
  /** One sentence, such as `'foo' is not one of ['a', 'b']`. */
  readonly message: string;
  readonly keyword: string;
  /** The part of the schema that has the keyword, and the value that it is about. */
  readonly schema: JsonObject;
  readonly value: Json;
  /** Where these two are, from the whole schema and the whole value. */
  readonly schemaPath: readonly (string | number)[];
  readonly path: readonly (string | number)[];
}

/** A value with the place that it has. */
interface Place {
  readonly root: JsonObject;
  readonly schemaPath: readonly (string | number)[];
  readonly path: readonly (string | number)[];
}

/** Columns of what is shown of schema and value. */
const WIDTH = 72;

/** The first violation in the order of the schema's keywords; undefined when there is none. */
export function violation(schema: JsonObject, value: Json): Violation | undefined {
  for (const found of violations(schema, value, { root: schema, schemaPath: [], path: [] })) return found;
  return undefined;
}

/** As `str()` of the peer's ValidationError: the sentence, then the parts of schema and value. */
export function violationText({ message, keyword, schema, value, schemaPath, path }: Violation): string {
  const at = (name: string, indexes: readonly (string | number)[]): string =>
    name + indexes.map(index => `[${repr(index)}]`).join('');
  const shown = (part: Json): string => pprint(part, WIDTH).replaceAll('\n', '\n    ');
  return (
    `${message}\n\nFailed validating ${repr(keyword)} in ${at('schema', schemaPath)}:\n    ${shown(schema)}\n\n` +
    `On ${at('instance', path)}:\n    ${shown(value)}`
  );
}

function* violations(schema: JsonObject, value: Json, place: Place): Generator<Violation> {
  for (const [keyword, rule] of Object.entries(schema)) {
    if (rule === undefined) continue;
    // With a schema for a rule, a keyword is about the parts of a value.
    const check = !isObject(rule) && Object.hasOwn(CHECKS, keyword) ? CHECKS[keyword] : undefined;
    if (check) {
      for (const message of check(value, rule, schema)) {
        yield { message, keyword, schema, value, schemaPath: place.schemaPath, path: place.path };
      }
    } else yield* deeper(keyword, rule, value, schema, place);
  }
}

/** The keywords that apply other schemas to parts of a value, or to the same one. */
function* deeper(
  keyword: string,
  rule: Json,
  value: Json,
  schema: JsonObject,
  place: Place,
): Generator<Violation> {
  const { root } = place;
  const descend = (part: Json, sub: JsonObject, index: string | number, ...schemaPath: (string | number)[]) =>
    violations(sub, part, {
      root,
      schemaPath: [...place.schemaPath, ...schemaPath],
      path: [...place.path, index],
    });
  if (keyword === 'properties' && isObject(rule) && isObject(value)) {
    for (const [name, sub] of Object.entries(rule)) {
      const part = value[name];
      if (part !== undefined && isObject(sub)) yield* descend(part, sub, name, keyword, name);
    }
  } else if (keyword === 'additionalProperties' && isObject(rule) && isObject(value)) {
    for (const name of additional(value, schema)) {
      yield* descend(value[name] ?? null, rule, name, keyword);
    }
  } else if (keyword === 'items' && isObject(rule) && isList(value)) {
    for (const [index, part] of value.entries()) yield* descend(part, rule, index, keyword);
  } else if (keyword === '$ref' && typeof rule === 'string') {
    yield* violations(resolved(root, rule), value, place);
  } else if (keyword === 'allOf' && isList(rule)) {
    for (const [index, sub] of rule.entries()) {
      const schemaPath = [...place.schemaPath, keyword, index];
      if (isObject(sub)) yield* violations(sub, value, { ...place, schemaPath });
    }
  }
}

/** The part of a schema that `#/definitions/name` means; an empty one, which allows everything, when there is none. */
function resolved(root: JsonObject, pointer: string): JsonObject {
  let found: Json | undefined = root;
  for (const part of pointer.split('/').slice(1)) found = isObject(found) ? found[part] : undefined;
  return isObject(found) ? found : {};
}

/** The members of a value that `properties` does not name. */
function additional(value: JsonObject, { properties }: JsonObject): string[] {
  const named = isObject(properties) ? properties : {};
  return Object.keys(value).filter(name => value[name] !== undefined && !Object.hasOwn(named, name));
}

/** What a keyword has to say of a value: nothing when all is well. */
type Check = (value: Json, rule: Json, schema: JsonObject) => readonly string[];

const CHECKS: Readonly<Record<string, Check>> = {
  type(value, rule) {
    const types = isList(rule) ? rule : [rule];
    if (types.some(type => isType(value, String(type)))) return [];
    return [`${repr(value)} is not of type ${types.map(repr).join(', ')}`];
  },
  enum(value, rule) {
    const known = isList(rule) && rule.some(each => isEqual(each, value));
    return known ? [] : [`${repr(value)} is not one of ${repr(rule)}`];
  },
  pattern(value, rule) {
    if (typeof value !== 'string' || new RegExp(String(rule)).test(value)) return [];
    return [`${repr(value)} does not match ${repr(rule)}`];
  },
  minLength(value, rule) {
    if (typeof value !== 'string' || [...value].length >= Number(rule)) return [];
    return [`${repr(value)} ${rule === 1 ? 'should be non-empty' : 'is too short'}`];
  },
  maxLength(value, rule) {
    if (typeof value !== 'string' || [...value].length <= Number(rule)) return [];
    return [`${repr(value)} ${rule === 0 ? 'is expected to be empty' : 'is too long'}`];
  },
  minimum(value, rule) {
    if (!isType(value, 'number') || numeric(value) >= numeric(rule)) return [];
    return [`${repr(value)} is less than the minimum of ${repr(rule)}`];
  },
  maximum(value, rule) {
    if (!isType(value, 'number') || numeric(value) <= numeric(rule)) return [];
    return [`${repr(value)} is greater than the maximum of ${repr(rule)}`];
  },
  minItems(value, rule) {
    if (!isList(value) || value.length >= Number(rule)) return [];
    return [`${repr(value)} ${rule === 1 ? 'should be non-empty' : 'is too short'}`];
  },
  maxItems(value, rule) {
    if (!isList(value) || value.length <= Number(rule)) return [];
    return [`${repr(value)} ${rule === 0 ? 'is expected to be empty' : 'is too long'}`];
  },
  uniqueItems(value, rule) {
    if (rule !== true || !isList(value) || new Set(value.map(repr)).size === value.length) return [];
    return [`${repr(value)} has non-unique elements`];
  },
  required(value, rule) {
    if (!isObject(value) || !isList(rule)) return [];
    const missing = rule.filter(name => value[String(name)] === undefined);
    return missing.map(name => `${repr(name)} is a required property`);
  },
  additionalProperties(value, rule, schema) {
    if (rule !== false || !isObject(value)) return [];
    const extras = additional(value, schema).sort();
    if (extras.length === 0) return [];
    const verb = extras.length === 1 ? 'was' : 'were';
    return [`Additional properties are not allowed (${extras.map(repr).join(', ')} ${verb} unexpected)`];
  },
};

function isType(value: Json, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return isList(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return isType(value, 'number') && Number.isInteger(numeric(value));
    case 'number':
      return typeof value === 'number' || typeof value === 'bigint' || value instanceof Float;
    default:
      return typeof value === type;
  }
}

function numeric(value: Json): number {
  return value instanceof Float ? value.value : Number(value);
}

function isEqual(left: Json, right: Json): boolean {
  return repr(left) === repr(right);
}
