/** Python's spelling of values, widths of text, format columns and the options. */
import { describe, expect, test } from 'vitest';
import { Float } from '../../src/clients/json.ts';
import {
  dictCell,
  dictListCell,
  listCell,
  listDictCell,
  sizeCell,
  statusCell,
} from '../../src/kernel/output/cells.ts';
import {
  outputExclusive,
  outputGroups,
  outputOptions,
  outputParams,
} from '../../src/kernel/output/options.ts';
import { repr, str } from '../../src/kernel/output/python.ts';
import { Formatted } from '../../src/kernel/output/result.ts';
import { wcwidth, width } from '../../src/kernel/output/width.ts';

describe('repr', () => {
  test.each([
    [null, 'None'],
    [true, 'True'],
    [12, '12'],
    [12345678901234567890n, '12345678901234567890'],
    [0.1, '0.1'],
    [1e-5, '1e-05'],
    [0.0001, '0.0001'],
    [new Float(1), '1.0'],
    [new Float(-0), '-0.0'],
    [new Float(1e16), '1e+16'],
    [new Float(1e15), '1000000000000000.0'],
    [2 ** 70, '1180591620717411303424'],
    [new Float(Number.POSITIVE_INFINITY), 'inf'],
    ["it's", `"it's"`],
    [`both ' and "`, `'both \\' and "'`],
    ['\n\t\x00\x7f\xa0é\u200b\u{10ffff}', `'\\n\\t\\x00\\x7f\\xa0é\\u200b\\U0010ffff'`],
    [{ b: [1, null], a: {} }, "{'b': [1, None], 'a': {}}"],
  ])('number %#', (value, expected) => {
    expect(repr(value)).toBe(expected);
  });

  test('str leaves text alone', () => {
    expect(str("it's")).toBe("it's");
    expect(str(undefined)).toBe('None');
  });
});

test('width of one character', () => {
  expect([0x41, 0x4e2d, 0x301, 0x0a, 0x1f600].map(wcwidth)).toEqual([1, 2, 0, -1, 2]);
});

test.each([
  ['plain', 5],
  ['日本', 4],
  ['e\u0301', 1],
  ['👨‍👩‍👧‍👦', 2],
  ['🇩🇪🇫', 4],
  ['👩🏽', 2],
  ['❤️', 2],
  ['⌚︎', 1],
  ['क्षि', 2],
  ['\x1b[31mred\x1b[0m', 3],
  ['ab\b\bc', 2],
  ['\x1b[5Cx', 6],
])('width of %j', (value, cells) => {
  expect(width(value)).toBe(cells);
});

describe('cells', () => {
  test.each([
    ['dict', dictCell({ b: 1, a: 'x', c: { d: null } }), "a='x', b='1', c.d="],
    ['dict null', dictCell(null), 'None'],
    ['dict empty', dictCell({}), ''],
    ['list', listCell(['z', 'a']), 'a, z'],
    ['list null', listCell(null), ''],
    ['dict of lists', dictListCell({ p: ['b', 'a'], n: null, a: ['x'] }), 'a=x; p=a, b'],
    ['list of dicts', listDictCell([{ b: 1, a: 2 }, {}]), "a='2', b='1'\n"],
    ['size', sizeCell(1250), '1.2K'],
    ['size', sizeCell(1_350_000_000), '1.4G'],
    ['size', sizeCell(10_000), '10K'],
    ['size null', sizeCell(null), '0'],
  ])('%s', (_, cell, human) => {
    expect(cell.human).toBe(human);
  });

  test('data for machines', () => {
    expect(dictCell(null).machine).toEqual({});
    expect(listCell(null).machine).toEqual([]);
    expect(listCell(['z', 'a']).machine).toEqual(['z', 'a']);
  });

  test('every status has a tone, others none', () => {
    const tone = (status: string) => {
      const cell = statusCell(status);
      return cell instanceof Formatted ? cell.tone : undefined;
    };
    expect(['ACTIVE', 'VERIFY_RESIZE', 'ERROR', 'SHELVED_OFFLOADED', 'x', 'constructor'].map(tone)).toEqual([
      'good',
      'busy',
      'bad',
      'off',
      undefined,
      undefined,
    ]);
    expect(statusCell(undefined)).toBeNull();
  });
});

describe('options', () => {
  test('are in the order of the usage', () => {
    const flags = (kind: 'list' | 'show') =>
      Object.values(outputParams(kind))
        .flat()
        .map(param => ('flags' in param ? param.flags.at(-1) : ''));
    expect(flags('list')).toEqual([
      ...['--format', '--column', '--quote', '--noindent', '--max-width', '--fit-width', '--print-empty'],
      ...['--sort-column', '--sort-ascending', '--sort-descending'],
    ]);
    expect(flags('show')).toEqual([
      ...['--format', '--column', '--noindent', '--variable', '--prefix'],
      ...['--max-width', '--fit-width', '--print-empty'],
    ]);
    expect(outputExclusive('show')).toEqual([]);
  });

  test('every option is in one group', () => {
    for (const kind of ['list', 'show'] as const) {
      const dests = outputGroups(kind).flatMap(group => group.dests);
      expect([...dests].sort()).toEqual(Object.keys(outputParams(kind)).sort());
    }
  });

  test('the environment gives defaults', () => {
    const { max_width } = outputParams('list', { CLIFF_MAX_TERM_WIDTH: '60' });
    expect(max_width).toMatchObject({ initial: 60 });
    expect(() => outputParams('list', { CLIFF_FIT_WIDTH: 'x' })).toThrow(
      "invalid literal for int() with base 10: 'x'",
    );
  });

  test('values become options', () => {
    expect(outputOptions({ formatter: 'csv', max_width: 60, columns: ['a'] })).toMatchObject({
      formatter: 'csv',
      max_width: 60,
      columns: ['a'],
      noindent: false,
    });
  });
});
