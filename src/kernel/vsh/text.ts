/** Text as libvirt's shell prints it, with the data for other formats beside it. */
import type { Cell, TextResult } from '../output/result.ts';
import { width } from '../output/width.ts';

/** Controls, and the backslash that an escape begins with. */
const UNPRINTABLE = /[\0-\x1f\x7f]|\\(?=x)/g;

/** As vshTableSafeEncode writes a cell. */
function safe(cell: string): string {
  return cell.replace(
    UNPRINTABLE,
    character => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

/** The text of a cell. */
function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return '-';
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}

/**
 * A table (tools/vsh-table.c).
 * @param header whether it has its header (quiet runs have none)
 */
export function vshTable(
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  header: boolean,
): string {
  const body = rows.map(row => row.map(cell => safe(textOf(cell))));
  const all = header ? [[...columns], ...body] : body;
  const widths = columns.map((_, at) => Math.max(0, ...all.map(row => width(row[at] ?? ''))));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => {
        const last = at === cells.length - 1;
        return ` ${cell}${last ? '' : ' '.repeat((widths[at] ?? 0) - width(cell) + 2)}`;
      })
      .join('');
  const rule = '-'.repeat(widths.reduce((sum, each) => sum + each + 3, 0));
  const lines = header ? [line(columns), rule, ...body.map(line)] : body.map(line);
  return lines.map(each => `${each}\n`).join('');
}

/** A list as a table; a quiet run has no header. */
export function listed(columns: readonly string[], rows: readonly (readonly Cell[])[]): TextResult {
  return {
    kind: 'text',
    text: quiet => vshTable(columns, rows, !quiet),
    data: { kind: 'list', columns, rows },
  };
}

/** Fields of one thing, each on a line: `Name:           test`. @param wide cells that the name takes */
export function fields(pairs: readonly (readonly [name: string, value: Cell])[], wide = 15): TextResult {
  const line = ([name, value]: readonly [string, Cell]): string =>
    `${(name === '' ? '' : `${name}:`).padEnd(wide)} ${textOf(value)}\n`;
  return { kind: 'text', text: () => pairs.map(line).join(''), data: { kind: 'show', fields: pairs } };
}

/** One value, alone on its line. @param name what other formats call it */
export function value(name: string, cell: Cell, text = `${textOf(cell)}\n`): TextResult {
  return { kind: 'text', text: () => text, data: { kind: 'show', fields: [[name, cell]] } };
}

/** A sentence that says what was done; quiet runs leave it out. @param end what the peer has behind it */
export function done(sentence: string, end = '\n'): TextResult {
  return {
    kind: 'text',
    text: quiet => (quiet ? '' : `${sentence}${end}`),
    data: { kind: 'show', fields: [['result', sentence]] },
  };
}

/** Text that stands for itself, such as XML. */
export function plain(name: string, text: string): TextResult {
  return { kind: 'text', text: () => text, data: { kind: 'show', fields: [[name, text]] } };
}
