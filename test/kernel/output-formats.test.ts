/** Bytes that the peer's formatters print for the same data. */
import { describe, expect, test } from 'vitest';
import { Float } from '../../src/clients/json.ts';
import { dictCell, listCell } from '../../src/kernel/output/cells.ts';
import type { OutputOptions } from '../../src/kernel/output/options.ts';
import { OutputError, render } from '../../src/kernel/output/render.ts';
import type { ListResult, RowsResult, ShowResult } from '../../src/kernel/output/result.ts';

const pipe = { isTTY: false, columns: undefined, colour: false };

async function text(result: RowsResult, options: OutputOptions): Promise<string> {
  return (await render(result, options, pipe)).text;
}

const list: ListResult = {
  kind: 'list',
  columns: ['ID', 'Server Name', 'Tags'],
  rows: [
    [1, '日本', listCell(['z', 'a'])],
    [20, 'two\nlines\t.', listCell(null)],
    [null, `it's "x" \\`, listCell([])],
  ],
};

const show: ShowResult = {
  kind: 'show',
  fields: [
    ['name', 'é😀'],
    ['os-ext:host', null],
    ['props', dictCell({ b: 1, a: { c: 'x', d: null } })],
    ['size', new Float(1e20)],
    ['raw', { k: ['v', true] }],
  ],
};

describe('list', () => {
  test('table: aligned by the first row, measured in cells, tabs expanded', async () => {
    expect(await text(list, { formatter: 'table' })).toBe(
      [
        '+------+-------------+------+',
        '|   ID | Server Name | Tags |',
        '+------+-------------+------+',
        '|    1 | 日本        | a, z |',
        '|   20 | two         |      |',
        '|      | lines   .   |      |',
        `| None | it's "x" \\  |      |`,
        '+------+-------------+------+',
        '',
      ].join('\n'),
    );
  });

  test('json is ASCII, indented or on one line', async () => {
    const one = { ...list, rows: list.rows.slice(0, 1) };
    expect(await text(one, { formatter: 'json' })).toBe(
      '[\n  {\n    "ID": 1,\n    "Server Name": "\\u65e5\\u672c",\n    "Tags": [\n      "z",\n      "a"\n    ]\n  }\n]\n',
    );
    expect(await text(one, { formatter: 'json', noindent: true })).toBe(
      '[{"ID": 1, "Server Name": "\\u65e5\\u672c", "Tags": ["z", "a"]}]\n',
    );
  });

  test('yaml sorts keys and does not indent sequences', async () => {
    expect(await text(list, { formatter: 'yaml' })).toBe(
      [
        '- ID: 1',
        '  Server Name: "\\u65E5\\u672C"',
        '  Tags:',
        '  - z',
        '  - a',
        '- ID: 20',
        '  Server Name: "two\\nlines\\t."',
        '  Tags: []',
        '- ID: null',
        `  Server Name: it's "x" \\`,
        '  Tags: []',
        '',
      ].join('\n'),
    );
  });

  test('csv quotes by mode', async () => {
    const rows = { ...list, rows: list.rows.slice(2).concat([[true, 'a,b', listCell(['x'])]]) };
    expect(await text(rows, { formatter: 'csv' })).toBe(
      `"ID","Server Name","Tags"\n"","it's ""x"" \\\\","[]"\nTrue,"a,b","['x']"\n`,
    );
    expect(await text(rows, { formatter: 'csv', quote_mode: 'none' })).toBe(
      `ID,Server Name,Tags\n,it's \\"x\\" \\\\,[]\nTrue,a\\,b,['x']\n`,
    );
  });

  test('value has a row a line', async () => {
    expect(await text(list, { formatter: 'value', columns: ['server_NAME', 'nosuch', 'id'] })).toBe(
      `1 日本\n20 two\nlines\t.\nNone it's "x" \\\n`,
    );
  });

  test('empty lists', async () => {
    const empty = { ...list, rows: [] };
    expect(await text(empty, { formatter: 'table' })).toBe('\n');
    expect(await text(empty, { formatter: 'json' })).toBe('[]\n');
    expect(await text(empty, { formatter: 'yaml' })).toBe('[]\n');
    expect(await text(empty, { formatter: 'value' })).toBe('');
    expect(await text(empty, { formatter: 'csv' })).toBe('"ID","Server Name","Tags"\n');
    expect(await text(empty, { formatter: 'table', print_empty: true })).toBe(
      '+----+-------------+------+\n| ID | Server Name | Tags |\n+----+-------------+------+\n+----+-------------+------+\n',
    );
  });
});

describe('show', () => {
  test('table', async () => {
    expect(await text(show, { formatter: 'table' })).toBe(
      [
        '+-------------+----------------------+',
        '| Field       | Value                |',
        '+-------------+----------------------+',
        '| name        | é😀                  |',
        '| os-ext:host | None                 |',
        "| props       | a.c='x', a.d=, b='1' |",
        '| size        | 1e+20                |',
        "| raw         | {'k': ['v', True]}   |",
        '+-------------+----------------------+',
        '',
      ].join('\n'),
    );
  });

  test('yaml keeps the order of fields', async () => {
    expect(await text(show, { formatter: 'yaml' })).toBe(
      [
        'name: "\\xE9\\U0001F600"',
        'os-ext:host: null',
        'props:',
        '  a:',
        '    c: x',
        '    d: null',
        '  b: 1',
        'size: 1.0e+20',
        'raw:',
        '  k:',
        '  - v',
        '  - true',
        '',
      ].join('\n'),
    );
  });

  test('shell', async () => {
    expect(await text(show, { formatter: 'shell', prefix: 'p_' })).toBe(
      `p_name="é😀"\np_os_ext_host="None"\np_props="{'b': 1, 'a': {'c': 'x', 'd': None}}"\n` +
        `p_size="1e+20"\np_raw="{'k': ['v', True]}"\n`,
    );
    expect(await text(show, { formatter: 'shell', variables: ['name'] })).toBe('name="é😀"\n');
  });

  test('nothing to show', async () => {
    const nothing: ShowResult = { kind: 'show', fields: [] };
    expect(await text(nothing, { formatter: 'table' })).toBe('\n');
    expect(await text(nothing, { formatter: 'json' })).toBe('{}\n');
    expect(await text(nothing, { formatter: 'yaml' })).toBe('');
  });
});

describe('yaml styles', () => {
  test.each([
    ['', "''"],
    ['yes', "'yes'"],
    ['1_000', "'1_000'"],
    ['2024-01-01', "'2024-01-01'"],
    ['1e5', '1e5'],
    ['a: b', "'a: b'"],
    ['a #b', "'a #b'"],
    ['- x', "'- x'"],
    ['-x', '-x'],
    ["it's: ", "'it''s: '"],
    ['l1\nl2', "'l1\n\n  l2'"],
    ['l1 \nl2', '"l1 \\nl2"'],
    [`${'word '.repeat(18)}end`, `${'word '.repeat(15)}word\n  word word end`],
    [`${'é'.repeat(30)} end`, `"${'\\xE9'.repeat(20)}\\\n  ${'\\xE9'.repeat(10)} end"`],
  ])('%j', async (value, expected) => {
    expect(await text({ kind: 'show', fields: [['k', value]] }, { formatter: 'yaml' })).toBe(
      `k: ${expected}\n`,
    );
  });
});

describe('sorting and choosing', () => {
  const mixed: ListResult = {
    kind: 'list',
    columns: ['Name', 'b c'],
    rows: [
      ['b', 1],
      [null, 'x'],
      ['\u{1f600}', 2],
      ['\ufffd', 2],
    ],
  };

  test('null goes last, first when descending; by code points', async () => {
    const options = { formatter: 'value', columns: ['Name'], sort_columns: ['NAME', 'nosuch'] } as const;
    expect(await text(mixed, options)).toBe('b\n\ufffd\n\u{1f600}\nNone\n');
    expect(await text(mixed, { ...options, sort_direction: 'desc' })).toBe('None\n\u{1f600}\n\ufffd\nb\n');
  });

  test('values without an order are left as they are, with a warning', async () => {
    const options = { formatter: 'value', sort_columns: ['B_C'] } as const;
    const { text: shown, warnings } = await render(mixed, options, pipe);
    expect(warnings).toEqual(["Could not sort on field 'b c'; unsortable types"]);
    expect(shown).toBe('b 1\nNone x\n\u{1f600} 2\n\ufffd 2\n');
  });

  test('no column known', async () => {
    await expect(text(mixed, { formatter: 'value', columns: ['nosuch'] })).rejects.toThrow(
      new OutputError("No recognized column names in ['nosuch']. Recognized columns are ('Name', 'b c')."),
    );
  });
});
