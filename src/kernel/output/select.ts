/** Which rows and columns are shown and in what order, by cliff 4.17's rules. */
import { Float, isList, isObject, type Json } from '../../clients/json.ts';
import { compareText, repr, reprTuple } from './python.ts';
import { type Cell, Formatted, type ListResult, type ShowResult } from './result.ts';

/** A wish about the output that cannot be met; the message is the peer's. */
export class OutputError extends Error {}

/** Thrown while sorting: values that have no order, as Python's TypeError. */
class Unsortable extends Error {}

/** Names are the same in any case, with blanks around, and with `_` for a blank. */
function normalize(name: string): string {
  return name.toLowerCase().trim().replaceAll(' ', '_');
}

/**
 * Chooses columns.
 * @param names the columns there are
 * @param wanted what the user asked for; none for all
 * @returns the indexes of the chosen ones in native order, undefined for all
 * @throws OutputError when no name is known
 */
function chooseColumns(names: readonly string[], wanted: readonly string[]): number[] | undefined {
  if (wanted.length === 0) return undefined;
  const asked = new Set(wanted.map(normalize));
  const chosen = [...names.keys()].filter(index => asked.has(normalize(names[index] ?? '')));
  if (chosen.length > 0) return chosen;
  throw new OutputError(
    `No recognized column names in ${repr(wanted)}. Recognized columns are ${reprTuple(names)}.`,
  );
}

/** Leaves the chosen columns of a list. @throws OutputError as chooseColumns */
export function pickColumns(result: ListResult, wanted: readonly string[]): ListResult {
  const chosen = chooseColumns(result.columns, wanted);
  if (!chosen) return result;
  const columns = chosen.map(index => result.columns[index] ?? '');
  return { kind: 'list', columns, rows: result.rows.map(row => chosen.map(index => row[index])) };
}

/** Leaves the chosen fields of one thing. @throws OutputError as chooseColumns */
export function pickFields(result: ShowResult, wanted: readonly string[]): ShowResult {
  const chosen = chooseColumns(
    result.fields.map(([name]) => name),
    wanted,
  );
  if (!chosen) return result;
  return { kind: 'show', fields: result.fields.filter((_, index) => chosen.includes(index)) };
}

/**
 * Sorts a list's rows: the first column asked for goes first, unknown ones are ignored, nulls come last
 * (first when descending).
 * @returns the sorted list, and a warning for each column whose values have no order (which is then skipped)
 */
export function sortRows(
  result: ListResult,
  wanted: readonly string[],
  descending: boolean,
): { result: ListResult; warnings: string[] } {
  const names = result.columns.map(normalize);
  const indexes = wanted
    .map(name =>
      result.columns.includes(name) ? result.columns.indexOf(name) : names.indexOf(normalize(name)),
    )
    .filter(index => index >= 0);
  const warnings: string[] = [];
  let rows = [...result.rows];
  for (const index of indexes.reverse()) {
    try {
      rows = sorted(rows, index, descending);
    } catch (error) {
      if (!(error instanceof Unsortable)) throw error;
      warnings.push(`Could not sort on field '${result.columns[index]}'; unsortable types`);
    }
  }
  return { result: { ...result, rows }, warnings };
}

type Row = readonly Cell[];

function sorted(rows: readonly Row[], index: number, descending: boolean): Row[] {
  const ascending = (left: Row, right: Row): number => order(left[index] ?? null, right[index] ?? null);
  if (!descending) return [...rows].sort(ascending);
  // Equal rows keep their order when descending, too.
  return [...rows].reverse().sort(ascending).reverse();
}

function order(left: Json | Formatted, right: Json | Formatted): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  if (left instanceof Formatted) {
    if (!(right instanceof Formatted)) return 1;
    return orderJson(left.raw, right.raw);
  }
  if (right instanceof Formatted) throw new Unsortable();
  return orderJson(left, right);
}

/** Python's `<` on two values. @throws Unsortable */
function orderJson(left: Json, right: Json): number {
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  const [a, b] = [toNumber(left), toNumber(right)];
  if (a !== undefined && b !== undefined) return a < b ? -1 : a > b ? 1 : 0;
  if (isSame(left, right)) return 0;
  if (!isList(left) || !isList(right)) throw new Unsortable();
  for (const [at, item] of left.entries()) {
    const other = right[at];
    if (other === undefined) return 1;
    if (!isSame(item, other)) return orderJson(item, other);
  }
  return -1;
}

function toNumber(value: Json): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return Number(value);
  return value instanceof Float ? value.value : undefined;
}

/** Python's `==` on two values. */
function isSame(left: Json | undefined, right: Json | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  const [a, b] = [toNumber(left), toNumber(right)];
  // A bigint and a number of the same value are the same, which === denies.
  if (a !== undefined && b !== undefined) return a <= b && a >= b;
  if (isList(left) && isList(right)) {
    return left.length === right.length && left.every((item, index) => isSame(item, right[index]));
  }
  if (isObject(left) && isObject(right)) {
    const keys = Object.keys(left);
    return keys.length === Object.keys(right).length && keys.every(key => isSame(left[key], right[key]));
  }
  return left === right;
}
