/** What is wrong with a body, in the words of Python's jsonschema. */
import { describe, expect, it } from 'vitest';
import { Float, type Json, type JsonObject } from '../../src/clients/json.ts';
import { pformat, repr } from '../../src/sandbox/identity/python.ts';
import { validate } from '../../src/sandbox/identity/schema.ts';

describe('values as Python writes them', () => {
  it.each<[Json, string]>([
    [null, 'None'],
    [true, 'True'],
    [1, '1'],
    [new Float(1), '1.0'],
    ["it's", `"it's"`],
    [`it's "so"`, `'it\\'s "so"'`],
    ['a\n\t\u0001\\', "'a\\n\\t\\x01\\\\'"],
    [['a', null], "['a', None]"],
    [{ b: 1, a: [] }, "{'b': 1, 'a': []}"],
  ])('%j: %s', (value, written) => {
    expect(repr(value)).toBe(written);
  });

  it('are laid out in 72 columns, keys in order', () => {
    const word = 'x'.repeat(30);
    expect(pformat({ b: word, a: [word, word] })).toBe(
      `{'a': ['${word}',\n       '${word}'],\n 'b': '${word}'}`,
    );
    expect(pformat({ b: 1, a: 2 })).toBe("{'a': 2, 'b': 1}");
    expect(pformat(`${word} ${word} ${word}`)).toBe(`('${word} ${word} '\n '${word}')`);
  });
});

describe('what is refused', () => {
  const schema = (properties: JsonObject, more: JsonObject = {}) => ({
    type: 'object',
    properties,
    ...more,
  });
  it.each<[JsonObject, Json, string]>([
    [schema({}, { required: ['name'] }), {}, "'name' is a required property"],
    [
      schema({ name: { type: 'string' } }),
      { name: 1 },
      "Invalid input for field 'name': 1 is not of type 'string'",
    ],
    [
      schema({ name: { type: ['string', 'null'] } }),
      { name: 1 },
      "Invalid input for field 'name': 1 is not of type 'string', 'null'",
    ],
    [schema({ name: { minLength: 1 } }), { name: '' }, "Invalid input for field 'name': '' is too short"],
    [schema({ name: { maxLength: 1 } }), { name: 'ab' }, "Invalid input for field 'name': 'ab' is too long"],
    [
      schema({ kind: { enum: ['a'] } }),
      { kind: 'b' },
      "Invalid input for field 'kind': 'b' is not one of ['a']",
    ],
    [
      schema({}, { additionalProperties: false }),
      { x: 1 },
      "Additional properties are not allowed ('x' was unexpected)",
    ],
    [
      schema({ n: { minimum: 0 } }),
      { n: -1 },
      "Invalid input for field 'n': -1 is less than the minimum of 0",
    ],
  ])('%#', (rules, value, sentence) => {
    expect(() => validate(rules, value)).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(new RegExp(`^${escaped(sentence)}\\n\\nFailed`)),
      }),
    );
  });

  function escaped(text: string): string {
    return text.replace(/[()[\]]/g, '\\$&');
  }

  it('is quoted with the rule and the value', () => {
    const rules = { type: 'object', properties: { name: { type: 'string' } } };
    expect(() => validate(rules, { name: 1 })).toThrow(
      "Failed validating 'type' in schema['properties']['name']:\n    {'type': 'string'}\n\nOn instance['name']:\n    1",
    );
  });

  it('is nothing that fits', () => {
    const rules = { type: 'object', properties: { name: { type: 'string', pattern: '[\\S]+' } } };
    expect(() => validate(rules, { name: 'a', more: 1 })).not.toThrow();
  });
});
