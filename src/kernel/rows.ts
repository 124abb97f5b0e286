/** From resources to results: which columns, under which headers. */
import type { Json, JsonObject } from '../clients/json.ts';
import { attributes, type ResourceType } from '../clients/resources/resource.ts';
import { type Cell, Formatted, type ListResult, type ShowResult } from './output/result.ts';

/** A column: its header, and the field it shows or a function that makes the cell. */
export type Column<T extends object = JsonObject> = readonly [
  header: string,
  value: keyof T | ((item: T) => Cell),
];

function cell(item: JsonObject, value: string | number | ((item: JsonObject) => Cell)): Cell {
  return typeof value === 'function' ? value(item) : item[value];
}

/**
 * Makes a list result.
 * @param columns headers with the fields or functions that fill them
 * @param items the rows' resources, in the order in which they are to appear
 */
export function rows(columns: readonly Column[], items: readonly JsonObject[]): ListResult {
  return {
    kind: 'list',
    columns: columns.map(([header]) => header),
    rows: items.map(item => columns.map(([, value]) => cell(item, value))),
  };
}

/**
 * Makes a show result from chosen fields, in the given order.
 * @param columns field names with the keys or functions that fill them
 */
export function fields(columns: readonly Column[], item: JsonObject): ShowResult {
  return { kind: 'show', fields: columns.map(([header, value]) => [header, cell(item, value)] as const) };
}

/** How a resource's attributes become the fields of a show. */
export interface ShowOptions {
  /** Attributes shown under another name. */
  readonly rename?: Readonly<Record<string, string>>;
  /** Attributes left out. */
  readonly hide?: readonly string[];
  /** Cells by attribute name. */
  readonly format?: Readonly<Record<string, (value: Json | undefined) => Cell>>;
}

/**
 * Makes a show result from every attribute of an SDK resource, sorted by display name, as osc-lib's
 * get_osc_show_columns_for_sdk_resource does.
 * @param item the resource as the service sent it
 */
export function showResource(type: ResourceType, item: JsonObject, options: ShowOptions = {}): ShowResult {
  return showAttributes(attributes(type, item), options);
}

/** As showResource, from attributes that are named already. */
export function showAttributes(named: Readonly<Record<string, Cell>>, options: ShowOptions = {}): ShowResult {
  const hidden = new Set(options.hide);
  const shown = Object.entries(named)
    .filter(([name]) => !hidden.has(name))
    .map(
      ([name, value]) => [options.rename?.[name] ?? name, formatted(value, options.format?.[name])] as const,
    );
  return { kind: 'show', fields: shown.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)) };
}

function formatted(value: Cell, format: ((value: Json | undefined) => Cell) | undefined): Cell {
  return format === undefined || value instanceof Formatted ? value : format(value);
}
