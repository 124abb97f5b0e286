/** The json format: Python's `json.dump`, ASCII only, by two blanks or on one line. */
import { Float, isList, type Json } from '../../clients/json.ts';
import { integer, reprFloat } from './python.ts';
import { type Cell, Formatted, type ListResult, type ShowResult } from './result.ts';

/**
 * Writes a list as an array of objects.
 * @param indented false for one line with `", "` and `": "`
 */
export function listJson(result: ListResult, indented: boolean): string {
  const { open, item, between, close, empty } = listJsonParts(result.columns, indented);
  return result.rows.length === 0 ? empty : open + result.rows.map(item).join(between) + close;
}

/** What a list is made of: `open`, the items with something `between` them, `close`; or `empty`. */
export interface ListParts {
  readonly open: string;
  item(row: readonly Cell[]): string;
  readonly between: string;
  readonly close: string;
  readonly empty: string;
}

/** The parts of `listJson`, for rows that come one after the other. */
export function listJsonParts(columns: readonly string[], indented: boolean): ListParts {
  const writer = new Writer(indented);
  return {
    open: indented ? '[\n  ' : '[',
    item: row => writer.mapping(unique(columns.map((name, index) => [name, row[index]])), '  '),
    between: indented ? ',\n  ' : ', ',
    close: indented ? '\n]\n' : ']\n',
    empty: '[]\n',
  };
}

/** Writes one thing as an object; fields keep their order. */
export function showJson(result: ShowResult, indented: boolean): string {
  return `${new Writer(indented).mapping(unique(result.fields), '')}\n`;
}

/** One value on one line, as Python's `json.dumps` writes it. */
export function jsonText(value: Json): string {
  return new Writer(false).value(value, '');
}

type Entry = readonly [name: string, value: Cell];

/** As a Python dict: of entries with the same name the last value wins, in the first one's place. */
function unique(entries: readonly Entry[]): readonly Entry[] {
  const found = new Map(entries);
  return found.size === entries.length ? entries : [...found];
}

const PLAIN = /^[ !#-[\]-~]*$/;
const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\f': '\\f',
  '\b': '\\b',
};

function quote(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  // By UTF-16 units, so that characters above U+FFFF become surrogate pairs.
  const escaped = text.replace(
    /[^ !#-[\]-~]/g,
    unit => SHORT[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${escaped}"`;
}

class Writer {
  constructor(private readonly indented: boolean) {}

  mapping(entries: readonly Entry[], indent: string): string {
    return this.group(
      '{',
      '}',
      entries,
      indent,
      ([name, value], inner) => `${quote(name)}: ${this.cell(value, inner)}`,
    );
  }

  sequence<T>(items: readonly T[], indent: string, write: (item: T, indent: string) => string): string {
    return this.group('[', ']', items, indent, write);
  }

  private group<T>(
    open: string,
    close: string,
    items: readonly T[],
    indent: string,
    write: (item: T, indent: string) => string,
  ): string {
    if (items.length === 0) return open + close;
    const inner = `${indent}  `;
    const texts = items.map(item => write(item, inner));
    if (!this.indented) return open + texts.join(', ') + close;
    return `${open}\n${inner}${texts.join(`,\n${inner}`)}\n${indent}${close}`;
  }

  private cell(cell: Cell, indent: string): string {
    return this.value(cell instanceof Formatted ? cell.machine : (cell ?? null), indent);
  }

  value(value: Json, indent: string): string {
    if (value === null) return 'null';
    if (typeof value === 'string') return quote(value);
    if (typeof value === 'number') return Number.isInteger(value) ? integer(value) : float(value);
    if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
    if (value instanceof Float) return float(value.value);
    if (isList(value)) return this.sequence(value, indent, (item, inner) => this.value(item, inner));
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return this.mapping(entries, indent);
  }
}

function float(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value < 0 ? '-Infinity' : 'Infinity';
  return reprFloat(value);
}
