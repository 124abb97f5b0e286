import { describe, expect, test } from 'vitest';
import { mask } from '../live/harness/mask.ts';
import { parseTable, renderTables } from '../live/harness/table.ts';

const A = '11111111-2222-3333-4444-555555555555';
const B = '99999999-2222-3333-4444-555555555555';
const kinds = ['ids', 'times', 'addresses', 'secrets'] as const;

describe('mask', () => {
  test('numbers what one side alone shows, keeps what both show', () => {
    const [masked] = mask([`${A} ${B} ${A}`], [B], { kinds });
    expect(masked).toBe(`${'<id-1>'.padEnd(36, '.')} ${B} ${'<id-1>'.padEnd(36, '.')}`);
  });

  test('an address is not kept for being the beginning of another', () => {
    expect(mask(['10.0.0.1'], ['10.0.0.12'], { kinds })).toEqual(['<address-1>']);
  });

  test('keeps the format of times', () => {
    expect(mask(['2026-01-02T03:04:05Z'], [], { kinds })).toEqual(['0000-00-00T00:00:00Z']);
  });

  test('masks nothing that was not asked for but request IDs', () => {
    expect(mask([`${A} (Request-ID: req-${A})`], [], { kinds: [] })[0]).toMatch(`${A} (Request-ID: <run>...`);
  });

  test('masks fields in every format that names them', () => {
    const table =
      '+-------+-------+\n| Field | Value |\n+-------+-------+\n| id    | 17    |\n+-------+-------+';
    expect(mask([table], [], { kinds: [], fields: ['id'] })[0]).toContain('| id    | <id>  |');
    expect(mask(['  "id": 17,\n'], [], { kinds: [], fields: ['id'] })).toEqual(['  "id": "<id>",\n']);
    expect(mask(['- id: 17\n'], [], { kinds: [], fields: ['id'] })).toEqual(['- id: <id>\n']);
    expect(mask(['id="17"'], [], { kinds: [], fields: ['id'] })).toEqual(['id="<id>"']);
  });
});

describe('tables', () => {
  const table = [
    '+----+------+',
    '| N  | Size |',
    '+----+------+',
    '| ab |    1 |',
    '| c  |   22 |',
    '+----+------+',
  ];

  test('are drawn anew when cells change width', () => {
    expect(renderTables(table.join('\n'), text => text.replace('ab', 'abcd'))).toBe(
      [
        '+------+------+',
        '| N    | Size |',
        '+------+------+',
        '| abcd |    1 |',
        '| c    |   22 |',
        '+------+------+',
      ].join('\n'),
    );
  });

  test('with wrong padding stay wrong', () => {
    const loose = table.map(line => line.replace('| ab |', '| ab  |'));
    expect(renderTables(loose.join('\n'), text => text)).toBe(loose.join('\n'));
  });

  test('know the width of wide characters and bars inside of cells', () => {
    const wide = ['+------+', '| 名字 |', '+------+', '| a|b  |', '+------+'];
    expect(parseTable(wide)?.lines[3]).toEqual(['a|b']);
    expect(renderTables(wide.join('\n'), text => text)).toBe(wide.join('\n'));
  });
});
