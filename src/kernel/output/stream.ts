/** Lists whose rows come one after the other: written as they come, or kept as small as they can be. */
import { listJsonParts } from './json.ts';
import { csvHeader, csvRows, listValue } from './lines.ts';
import type { OutputOptions } from './options.ts';
import type { Cell, ListResult, StreamResult } from './result.ts';
import { pickColumns } from './select.ts';
import { drawList, textOf } from './table.ts';

/** Rows that are rendered, and written, at once. */
const BATCH = 500;

/**
 * Renders a stream of rows as `render` would render a list of them, for anything but a terminal. A table's rows are all
 * read before its first line, since they decide how wide it is; their texts alone are kept.
 * @param options no column to sort by: that needs a list
 * @returns the text in pieces
 * @throws OutputError as `render`; what the rows throw
 */
export async function* renderStream(result: StreamResult, options: OutputOptions): AsyncGenerator<string> {
  const wanted = options.columns ?? [];
  const { columns } = pickColumns({ kind: 'list', columns: result.columns, rows: [] }, wanted);
  const lists = batches(result, wanted);
  switch (options.formatter) {
    case 'json': {
      const parts = listJsonParts(columns, !options.noindent);
      let before = parts.open;
      for await (const { rows } of lists) {
        yield before + rows.map(parts.item).join(parts.between);
        before = parts.between;
      }
      yield before === parts.open ? parts.empty : parts.close;
      return;
    }
    case 'yaml': {
      const { listYaml } = await import('./yaml.ts');
      let empty = true;
      for await (const list of lists) {
        empty = false;
        yield listYaml(list);
      }
      if (empty) yield listYaml({ kind: 'list', columns, rows: [] });
      return;
    }
    case 'csv': {
      const quoting = options.quote_mode ?? 'nonnumeric';
      // Not before the rows: where there are none to be had, an empty list would look like the truth.
      let head = csvHeader(columns, quoting);
      for await (const { rows } of lists) {
        yield head + csvRows(rows, quoting);
        head = '';
      }
      if (head !== '') yield head;
      return;
    }
    case 'table': {
      const { rows, first } = await packed(lists);
      const maxWidth = options.max_width ? options.max_width : undefined;
      const style = { maxWidth, printEmpty: options.print_empty ?? false, safe: false, paint: undefined };
      yield* drawList(columns, rows, first, style);
      return;
    }
    default:
      for await (const list of lists) yield listValue(list);
  }
}

/** The chosen columns of the rows, some rows at a time. */
async function* batches(
  { columns, rows }: StreamResult,
  wanted: readonly string[],
): AsyncGenerator<ListResult> {
  let batch: (readonly Cell[])[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield pickColumns({ kind: 'list', columns, rows: batch }, wanted);
    batch = [];
  }
  if (batch.length > 0) yield pickColumns({ kind: 'list', columns, rows: batch }, wanted);
}

/** Reads all rows and keeps their texts, a batch in one string; `first` is the first row as it came. */
async function packed(
  lists: AsyncIterable<ListResult>,
): Promise<{ rows: Iterable<readonly string[]>; first: readonly Cell[] | undefined }> {
  const kept: string[] = [];
  let first: readonly Cell[] | undefined;
  for await (const { rows } of lists) {
    first ??= rows[0];
    kept.push(JSON.stringify(rows.map(row => row.map(textOf))));
  }
  return { rows: { [Symbol.iterator]: () => unpacked(kept) }, first };
}

function* unpacked(kept: readonly string[]): Generator<readonly string[]> {
  for (const text of kept) {
    const rows: string[][] = JSON.parse(text);
    yield* rows;
  }
}
