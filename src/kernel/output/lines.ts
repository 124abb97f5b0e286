/** The formats of one line a thing: value, shell and csv. */
import { Float } from '../../clients/json.ts';
import { repr, str } from './python.ts';
import { type Cell, Formatted, type ListResult, type ShowResult } from './result.ts';
import { OutputError } from './select.ts';

/** A cell's data as Python's str() writes it. */
function plain(cell: Cell): string {
  return cell instanceof Formatted ? (cell.plain ?? str(cell.machine)) : str(cell);
}

/** Writes a list's rows, cells parted by a blank. */
export function listValue(result: ListResult): string {
  return result.rows.map(row => `${row.map(plain).join(' ')}\n`).join('');
}

/** Writes the values of one thing, one a line. */
export function showValue(result: ShowResult): string {
  return result.fields.map(([, value]) => `${plain(value)}\n`).join('');
}

/**
 * Writes one thing as assignments that a shell can read. Only `"` is escaped, as the peer does.
 * @param prefix goes before each name
 * @param wanted the variables to write; none for all
 */
export function shell(result: ShowResult, prefix: string, wanted: readonly string[]): string {
  let text = '';
  for (const [field, cell] of result.fields) {
    const name = field.toLowerCase().replaceAll(' ', '_');
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const isText = typeof cell === 'string' || cell instanceof Formatted;
    const value = isText ? plain(cell).replaceAll('"', '\\"') : plain(cell);
    text += `${prefix}${name.replace(/[:-]/g, '_')}="${value}"\n`;
  }
  return text;
}

/** When csv fields are quoted. */
export type Quoting = 'all' | 'minimal' | 'none' | 'nonnumeric';

/**
 * Writes a list as Python's csv writer does with `\` as its escape character.
 * @throws OutputError when a row is a single empty field and nothing may be quoted
 */
export function csv(result: ListResult, quoting: Quoting): string {
  return csvHeader(result.columns, quoting) + csvRows(result.rows, quoting);
}

/** The first line of `csv`. */
export function csvHeader(columns: readonly string[], quoting: Quoting): string {
  return csvRow(columns, quoting);
}

/** The lines of `csv` behind its first. */
export function csvRows(rows: readonly (readonly Cell[])[], quoting: Quoting): string {
  return rows.map(row => csvRow(row, quoting)).join('');
}

function csvRow(row: readonly Cell[], quoting: Quoting): string {
  const line = row.map(cell => field(cell, quoting)).join(',');
  if (line !== '' || row.length === 0) return `${line}\n`;
  if (quoting === 'none') throw new OutputError('single empty field record must be quoted');
  return '""\n';
}

function field(cell: Cell, quoting: Quoting): string {
  const text = csvText(cell);
  if (quoting === 'none') return text.replace(/[,\\"\n]/g, '\\$&');
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"', '""');
  return isQuoted(cell, text, quoting) ? `"${escaped}"` : escaped;
}

function csvText(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  return cell instanceof Formatted ? plain(cell) : typeof cell === 'string' ? cell : repr(cell);
}

function isQuoted(cell: Cell, text: string, quoting: Quoting): boolean {
  if (quoting === 'all' || (quoting === 'nonnumeric' && !isNumber(cell))) return true;
  return /[,"\n]/.test(text);
}

/** Python counts booleans among the numbers. */
function isNumber(cell: Cell): boolean {
  return ['number', 'bigint', 'boolean'].includes(typeof cell) || cell instanceof Float;
}
