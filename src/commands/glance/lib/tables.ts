/** The tables of glanceclient (common/utils.py: print_list, print_dict, print_dict_list). */
import { Float, isList, isObject, type Json, type JsonObject } from '../../../clients/json.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { jsonText } from '../../../kernel/output/json.ts';
import { compareText } from '../../../kernel/output/python.ts';
import type { Cell, TableResult } from '../../../kernel/output/result.ts';

/** How wide a column of properties may be where nobody says otherwise. */
export const USUAL_WIDTH = 80;

/** The field that a column shows: its header in small letters, `_` for blanks. */
function fieldOf(column: string): string {
  return column.toLowerCase().replaceAll(' ', '_');
}

/**
 * A list of things, one a row; what Python takes for false is left empty.
 * @param columns headers, which name the fields
 * @param most the widths that some columns may have
 */
export function listTable(
  columns: readonly string[],
  items: readonly JsonObject[],
  most: readonly (number | undefined)[] = [],
): TableResult {
  const rows = items.map(item => columns.map(column => filled(item[fieldOf(column)])));
  return { kind: 'table', columns, rows, most };
}

function filled(value: Json | undefined): Cell {
  return isFalse(value) ? '' : value;
}

/** What Python takes for false. */
function isFalse(value: Json | undefined): boolean {
  if (value instanceof Float) return value.value === 0;
  if (isList(value)) return value.length === 0;
  return isObject(value) ? Object.keys(value).length === 0 : !value;
}

/** As listTable, but values are shown whatever they are; a field that is missing is empty. */
export function recordTable(columns: readonly string[], items: readonly JsonObject[]): TableResult {
  const rows = items.map(item => {
    return columns.map(column => {
      const field = fieldOf(column);
      const value = item[field === 'task_id' ? 'id' : field];
      return value === undefined ? '' : value;
    });
  });
  return { kind: 'table', columns, rows };
}

/**
 * One thing as properties and values, sorted by property; lists and objects as JSON.
 * @param width the most cells of each column
 * @throws CommandError for a width below zero
 */
export function propertyTable(item: JsonObject, width: number = USUAL_WIDTH): TableResult {
  if (width < 0) throw new CommandError(`Invalid value for max_width: ${width}`);
  const rows = Object.entries(item)
    .sort(([left], [right]) => compareText(left, right))
    .map(([name, value]) => [name, isList(value) || isObject(value) ? jsonText(value) : value]);
  return { kind: 'table', columns: ['Property', 'Value'], rows, most: [width, width] };
}
