/** JSON as the services send it: the numbers of Python's json module keep their kind. */

/**
 * A float whose value is a whole number (`1.0` in the text). JavaScript would forget the point, and the peers print it.
 * Fractional floats stay plain numbers; whole plain numbers are integers.
 */
export class Float {
  constructor(readonly value: number) {}
  toJSON(): number {
    return this.value;
  }
}

/** What JSON text can hold. Integers beyond 2^53 are bigints. */
export type Json = null | boolean | number | bigint | Float | string | readonly Json[] | JsonObject;

/** A JSON object; a key that is missing reads as undefined. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/**
 * Tells objects from the other kinds of JSON.
 * @param value any JSON value, or undefined for a key that was missing
 * @returns true for a plain object: not null, not a list, not a Float
 */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Float);
}

/**
 * Tells lists from the other kinds of JSON.
 * @param value any JSON value, or undefined for a key that was missing
 */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/**
 * Reads a text field.
 * @returns the string at `key`, or '' when it is missing or of another kind
 */
export function text(object: JsonObject, key: string): string {
  const value = object[key];
  return typeof value === 'string' ? value : '';
}

/**
 * Reads a nested object.
 * @returns the object at `key`, or an empty one when it is missing or of another kind
 */
export function child(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isObject(value) ? value : {};
}

/**
 * Reads a list of objects.
 * @returns the objects in the list at `key`; entries of another kind are left out
 */
export function children(object: JsonObject, key: string): JsonObject[] {
  const value = object[key];
  return isList(value) ? value.filter(isObject) : [];
}

/**
 * A number that JSON.parse would not keep: a whole float, one with an exponent, one of 16 digits and more. Numbers stand
 * between marks or at the ends; a text in quotes may hold the same, which only costs time, and a time of day does not
 * (`"2026-01-31T10:00:00.000000"`).
 */
const SUSPECT = /(?:^|[:,[])\s*-?(?:\d+\.0+|[\d.]+[eE][-+]?\d+|\d{16}[\d.]*)\s*(?:[,}\]]|$)/;

/**
 * Parses JSON text. Native parsing is used unless the text may hold a number that JavaScript would change.
 * @param source JSON text
 * @returns the value, whole floats as Float, integers beyond 2^53 as bigint
 * @throws SyntaxError when the text is not JSON
 */
export function parseJson(source: string): Json {
  return SUSPECT.test(source) ? new Reader(source).document() : JSON.parse(source);
}

/**
 * Writes JSON text: what came as a float goes as one, and integers of any size to the digit.
 * @param value any JSON value; keys whose value is undefined are left out
 */
export function writeJson(value: Json): string {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Float) {
    const { value: number } = value;
    return Math.abs(number) < 1e21 ? `${number}.0` : String(number);
  }
  if (isList(value)) return `[${value.map(writeJson).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).flatMap(([key, item]) =>
    item === undefined ? [] : `${JSON.stringify(key)}:${writeJson(item)}`,
  );
  return `{${entries.join(',')}}`;
}

/** A JSON reader that looks at each number's text; strings and literals are left to JSON.parse. */
class Reader {
  private at = 0;
  constructor(private readonly source: string) {}

  document(): Json {
    const value = this.value();
    this.space();
    if (this.at < this.source.length) this.fail();
    return value;
  }

  private value(): Json {
    this.space();
    switch (this.source[this.at]) {
      case '{':
        return this.object();
      case '[':
        return this.list();
      case '"':
        return this.string();
      default:
        return this.scalar();
    }
  }

  private object(): JsonObject {
    const entries: [string, Json][] = [];
    this.items('}', () => {
      this.space();
      const key = this.string();
      this.expect(':');
      entries.push([key, this.value()]);
    });
    return Object.fromEntries(entries);
  }

  private list(): Json[] {
    const items: Json[] = [];
    this.items(']', () => items.push(this.value()));
    return items;
  }

  private items(close: string, item: () => void): void {
    this.at++;
    this.space();
    if (this.source[this.at] === close) {
      this.at++;
      return;
    }
    for (;;) {
      item();
      this.space();
      const mark = this.source[this.at++];
      if (mark === close) return;
      if (mark !== ',') this.fail();
    }
  }

  private string(): string {
    const match = this.take(/"(?:[^"\\]|\\.)*"/y);
    const value: unknown = JSON.parse(match);
    return typeof value === 'string' ? value : this.fail();
  }

  private scalar(): Json {
    const word = this.take(/[-+.\w]+/y);
    const value: unknown = JSON.parse(word);
    if (typeof value !== 'number') return value === true || value === false ? value : null;
    if (/[.eE]/.test(word)) return Number.isInteger(value) ? new Float(value) : value;
    return Number.isSafeInteger(value) ? value : BigInt(word);
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.source);
    if (!match) return this.fail();
    this.at = pattern.lastIndex;
    return match[0];
  }

  private expect(mark: string): void {
    this.space();
    if (this.source[this.at++] !== mark) this.fail();
  }

  private space(): void {
    while (' \t\n\r'.includes(this.source[this.at] ?? 'x')) this.at++;
  }

  private fail(): never {
    throw new SyntaxError(`Unexpected text in JSON at position ${this.at}`);
  }
}
