/** What a command returns: data, before anything is printed. */
import type { Json } from '../../clients/json.ts';

/** How a status looks on a terminal; never used in a pipe or under a peer's name. */
export type Tone = 'good' | 'busy' | 'bad' | 'off';

/** A cell whose text for people (table, value, csv …) differs from its data for machines (json, yaml). */
export class Formatted {
  /**
   * @param raw the value as it came, by which rows are sorted
   * @param human the text for table, csv, value and shell
   * @param machine the data for json and yaml
   * @param tone the colour on a terminal
   * @param plain the text for value, csv and shell, where it is not what Python's str() makes of `machine`
   */
  constructor(
    readonly raw: Json,
    readonly human: string,
    readonly machine: Json,
    readonly tone?: Tone,
    readonly plain?: string,
  ) {}
}

/** One cell: plain data, or data with a text of its own. undefined (a key the service left out) counts as null. */
export type Cell = Json | Formatted | undefined;

/** Many rows under common headers. */
export interface ListResult {
  readonly kind: 'list';
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Rows that come one after the other: of a list that may be too long to be held. */
export interface StreamResult {
  readonly kind: 'stream';
  readonly columns: readonly string[];
  /** Read once. */
  readonly rows: AsyncIterable<readonly Cell[]>;
}

/** The fields of one thing, in order. */
export interface ShowResult {
  readonly kind: 'show';
  readonly fields: readonly (readonly [name: string, value: Cell])[];
}

/** A table that is printed in this one form, whatever the options: the older clients know no other. */
export interface TableResult {
  readonly kind: 'table';
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** The most cells that the text of a column may take, by column; a header may be wider (default: no limit). */
  readonly most?: readonly (number | undefined)[];
  /** Whether cells stand in the middle of their columns (default: at the left). */
  readonly centred?: boolean;
}

/** Text in the form of the peer's, with data for ostk's own formats. */
export interface TextResult {
  readonly kind: 'text';
  /** @param quiet whether the run was asked to say only what is needed */
  text(quiet: boolean): string;
  readonly data: ListResult | ShowResult;
}

/** What the renderer turns into text. */
export type RowsResult = ListResult | ShowResult | TableResult;

export type Result = RowsResult | StreamResult | TextResult;
