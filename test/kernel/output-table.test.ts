/** Tables that must fit a width, and what only a terminal gets. */
import { describe, expect, test } from 'vitest';
import { statusCell } from '../../src/kernel/output/cells.ts';
import { render } from '../../src/kernel/output/render.ts';
import type { ListResult } from '../../src/kernel/output/result.ts';

const pipe = { isTTY: false, columns: undefined, colour: false };
const wide: ListResult = {
  kind: 'list',
  columns: ['ID', 'Name', 'Description'],
  rows: [['d41d8cd9-8f00-b204', 'short', '中文字符测试 with state-of-the-art words']],
};

describe('width', () => {
  test('wide columns share what the small ones leave', async () => {
    expect((await render(wide, { formatter: 'table', max_width: 40 }, pipe)).text).toBe(
      [
        '+--------------+-------+---------------+',
        '| ID           | Name  | Description   |',
        '+--------------+-------+---------------+',
        '| d41d8cd9-    | short | 中文字符测试  |',
        '| 8f00-b204    |       | with state-   |',
        '|              |       | of-the-art    |',
        '|              |       | words         |',
        '+--------------+-------+---------------+',
        '',
      ].join('\n'),
    );
  });

  test('a terminal gives its width, --max-width goes before', async () => {
    const narrow = await render(wide, { formatter: 'table' }, { ...pipe, isTTY: true, columns: 40 });
    const asked = await render(
      wide,
      { formatter: 'table', max_width: 40 },
      { ...pipe, isTTY: true, columns: 200 },
    );
    const piped = await render(wide, { formatter: 'table', fit_width: true }, pipe);
    expect(narrow.text.indexOf('\n')).toBe(40);
    expect(asked.text).toBe(narrow.text);
    expect(piped.text.indexOf('\n')).toBeGreaterThan(40);
  });
});

describe('terminal', () => {
  const nasty: ListResult = {
    kind: 'list',
    columns: ['Name', 'Status'],
    rows: [['a\x1b[2J\u202eb', statusCell('ERROR')]],
  };

  test('controls are shown, not sent; a pipe gets them as they came', async () => {
    const tty = { isTTY: true, columns: 80, colour: false };
    const table = await render(nasty, { formatter: 'table' }, tty);
    expect(table.text).toContain('| a\\x1b[2J\\u202eb | ERROR  |\n');
    expect((await render(nasty, { formatter: 'value' }, tty)).text).toBe('a\\x1b[2J\\u202eb ERROR\n');
    expect((await render(nasty, { formatter: 'value' }, pipe)).text).toBe('a\x1b[2J\u202eb ERROR\n');
  });

  test('colours do not change widths, and stay out of pipes', async () => {
    const colour = { isTTY: true, columns: 80, colour: true };
    const plain = await render(nasty, { formatter: 'table' }, { ...colour, colour: false });
    const painted = await render(nasty, { formatter: 'table' }, colour);
    expect(painted.text).toContain('| \x1b[31mERROR\x1b[39m  |');
    expect(painted.text.replace(/\x1b\[\d+m/g, '')).toBe(plain.text);
    expect((await render(nasty, { formatter: 'table' }, { ...colour, isTTY: false })).text).not.toContain(
      '\x1b[31m',
    );
  });
});
