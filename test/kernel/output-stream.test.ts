/** Rows that come one after the other look as the same rows in a list. */
import { expect, it } from 'vitest';
import { outputOptions } from '../../src/kernel/output/options.ts';
import { render } from '../../src/kernel/output/render.ts';
import { type Cell, Formatted, type StreamResult } from '../../src/kernel/output/result.ts';
import { renderStream } from '../../src/kernel/output/stream.ts';

const COLUMNS = ['ID', 'Name', 'Size'];
const PIPE = { isTTY: false, columns: undefined, colour: false };

/** More than two batches, with what is hard: wide characters, several lines, quotes, nothing. */
function rows(count: number): Cell[][] {
  const names: Cell[] = [
    'web',
    '云主机',
    'two\nlines',
    'a "quoted", one',
    null,
    new Formatted(1, 'one', { n: 1 }),
  ];
  return Array.from({ length: count }, (_, n) => [
    n,
    names[n % names.length],
    n % 3 === 0 ? n * 1000 : 'x'.repeat(n % 40),
  ]);
}

function stream(all: readonly Cell[][]): StreamResult {
  return {
    kind: 'stream',
    columns: COLUMNS,
    rows: (async function* () {
      yield* all;
    })(),
  };
}

const FORMATS = [
  { formatter: 'table' },
  { formatter: 'table', max_width: 40 },
  { formatter: 'table', print_empty: true },
  { formatter: 'table', columns: ['name'] },
  { formatter: 'json' },
  { formatter: 'json', noindent: true },
  { formatter: 'yaml' },
  { formatter: 'value' },
  { formatter: 'csv' },
  { formatter: 'csv', quote_mode: 'minimal', columns: ['Size', 'ID'] },
];

it.each(FORMATS.flatMap(format => [0, 1, 1203].map(count => [JSON.stringify(format), count] as const)))(
  '%s of %i rows',
  async (format, count) => {
    const options = outputOptions(JSON.parse(format));
    const { text } = await render({ kind: 'list', columns: COLUMNS, rows: rows(count) }, options, PIPE);
    const pieces: string[] = [];
    for await (const piece of renderStream(stream(rows(count)), options)) pieces.push(piece);
    expect(pieces.join('')).toBe(text);
    if (count > 1000) expect(pieces.length).toBeGreaterThan(1);
  },
);

it('an unknown column is told before a row is read', async () => {
  let read = false;
  const untouched: StreamResult = {
    kind: 'stream',
    columns: COLUMNS,
    rows: (async function* () {
      read = true;
      yield [];
    })(),
  };
  await expect(
    renderStream(untouched, outputOptions({ formatter: 'csv', columns: ['Colour'] })).next(),
  ).rejects.toThrow('No recognized column names');
  expect(read).toBe(false);
});
