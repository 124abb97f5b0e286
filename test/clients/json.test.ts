import { describe, expect, test } from 'vitest';
import { Float, parseJson, writeJson } from '../../src/clients/json.ts';

describe('numbers keep their kind', () => {
  test.each([
    ['1.0', new Float(1)],
    ['-0.0', new Float(-0)],
    [' 2.00 ', new Float(2)],
    ['1e3', new Float(1000)],
    ['12E+2', new Float(1200)],
    ['9007199254740993', 9007199254740993n],
    ['-18446744073709551615', -18446744073709551615n],
    ['12345678901234567.5', new Float(12345678901234568)],
    ['1.5', 1.5],
    ['1e-3', 0.001],
    ['10', 10],
  ])('%s', (source, value) => {
    expect(parseJson(source)).toEqual(value);
    expect(parseJson(`[${source}]`)).toEqual([value]);
    expect(parseJson(`{"a":${source},"b":"x"}`)).toEqual({ a: value, b: 'x' });
    expect(parseJson(`{"a": ${source}\n}`)).toEqual({ a: value });
  });
});

test.each(['2026-01-31T10:00:00.000000', 'a:1.0,b', '[1e5]', ':1234567890123456789', '1.0', '\\":1.0,"'])(
  'the text %j stays one',
  said => {
    const source = JSON.stringify({ said, other: 1 });
    expect(parseJson(source)).toEqual({ said, other: 1 });
    expect(writeJson(parseJson(source))).toBe(source);
  },
);

test.each(['', '{', '{"a":1.0', '[1.0,]', '1.0 2', '{"a":1.0 "b"}'])('%j is refused', source => {
  expect(() => parseJson(source)).toThrow(SyntaxError);
});
