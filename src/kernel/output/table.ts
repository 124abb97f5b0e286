/** The table format: cliff 4.17's over prettytable 3.18, to the byte. */
import { Float } from '../../clients/json.ts';
import { visibleControls } from './control.ts';
import { str } from './python.ts';
import {
  type Cell,
  Formatted,
  type ListResult,
  type ShowResult,
  type TableResult,
  type Tone,
} from './result.ts';
import { width } from './width.ts';

/** How a table is to be drawn. */
export interface TableStyle {
  /** Cells that the whole table should take; undefined for no limit. */
  readonly maxWidth: number | undefined;
  /** Whether an empty list shows its header. */
  readonly printEmpty: boolean;
  /** Whether control characters are made visible. */
  readonly safe: boolean;
  /** Colours a text by its tone; undefined for no colours. */
  readonly paint: ((tone: Tone, text: string) => string) | undefined;
}

/** Columns are never made narrower than this to fit a width. */
const LEAST_LIST = 8;
const LEAST_SHOW = 16;

/** Printable ASCII, on one line. */
const PLAIN = /^[\x20-\x7e]*$/;

/** A cell of several lines, or of characters that must be measured. */
interface Block {
  readonly lines: readonly string[];
  readonly widths: readonly number[];
}

/**
 * Draws a list.
 * @returns the table with a newline at its end; one blank line for an empty list unless printEmpty is set
 */
export function listTable({ columns, rows }: ListResult, style: TableStyle): Promise<string> {
  return whole(drawList(columns, rows, rows[0], style));
}

/**
 * Draws a list in pieces.
 * @param rows gone through twice: to measure them, and to draw them
 * @param first the first of them as data, by which columns of numbers stand at the right
 */
export async function* drawList(
  columns: readonly string[],
  rows: Iterable<readonly Cell[]>,
  first: readonly Cell[] | undefined,
  style: TableStyle,
): AsyncGenerator<string> {
  if (first === undefined && !style.printEmpty) {
    yield '\n';
    return;
  }
  const align = columns.map((_, index): Align => (isNumber(first?.[index]) ? 'right' : 'left'));
  yield* draw({ headers: columns, align, rows, least: LEAST_LIST }, style);
}

/** All pieces as one text. */
async function whole(pieces: AsyncIterable<string>): Promise<string> {
  const texts: string[] = [];
  for await (const piece of pieces) texts.push(piece);
  return texts.join('');
}

/** Draws the fields of one thing. @returns the table; one blank line when there are none */
export function showTable(result: ShowResult, style: TableStyle): Promise<string> {
  if (result.fields.length === 0) return Promise.resolve('\n');
  return whole(
    draw({ headers: ['Field', 'Value'], align: [], rows: result.fields, least: LEAST_SHOW }, style),
  );
}

/**
 * Draws a table as prettytable does by itself: no width to fit into but the columns' own limits.
 * @param safe whether control characters are made visible
 */
export function plainTable(result: TableResult, safe: boolean): Promise<string> {
  const { columns, rows, most = [], centred = false } = result;
  const align = columns.map((): Align => (centred ? 'centre' : 'left'));
  const style = { maxWidth: undefined, printEmpty: true, safe, paint: undefined };
  return whole(draw({ headers: columns, align, rows, least: LEAST_LIST, most }, style));
}

type Align = 'left' | 'right' | 'centre';

function isNumber(cell: Cell): boolean {
  return typeof cell === 'number' || typeof cell === 'bigint' || cell instanceof Float;
}

interface Content {
  readonly headers: readonly string[];
  /** Where cells stand in their columns (default: left). */
  readonly align: readonly Align[];
  /** Gone through twice. */
  readonly rows: Iterable<readonly Cell[]>;
  /** The least width of a column that is made narrower. */
  readonly least: number;
  /** The widths that columns may have by themselves, whatever the table's. */
  readonly most?: readonly (number | undefined)[];
}

/** Lines that make one piece of a table. */
const PIECE = 1000;

async function* draw(
  { headers, align, rows, least, most }: Content,
  style: TableStyle,
): AsyncGenerator<string> {
  const titles = style.safe ? headers.map(visibleControls) : headers;
  const headings = titles.map(width);
  const natural = titles.map(() => 0);
  for (const row of rows) {
    for (const index of titles.keys()) {
      const size = widest(measured(row[index], style.safe));
      if (size > (natural[index] ?? 0)) natural[index] = size;
    }
  }
  const limits =
    most ??
    shareWidth(
      headings.map((size, index) => Math.max(size, natural[index] ?? 0)),
      least,
      style.maxWidth,
    );
  const widths = headings.map((size, index) =>
    Math.max(size, Math.min(natural[index] ?? 0, limits[index] ?? Number.POSITIVE_INFINITY)),
  );
  const tooWide = natural.some((size, index) => size > (widths[index] ?? 0));
  const narrow = tooWide ? narrower((await import('./wrap.ts')).wrap) : (cell: string | Block) => cell;

  const rule = `+${widths.map(size => '-'.repeat(size + 2)).join('+')}+`;
  let lines = [rule];
  const addRow = (
    row: readonly (string | Block)[],
    paint?: (text: string, column: number) => string,
  ): void => {
    const height = Math.max(...row.map(cell => (typeof cell === 'string' ? 1 : cell.lines.length)));
    for (let at = 0; at < height; at++) {
      let line = '|';
      for (const [column, cell] of row.entries()) {
        const [text, size] = lineOf(cell, at);
        const room = Math.max(0, (widths[column] ?? 0) - size);
        const before = blanksBefore(align[column], room, size);
        const shown = paint && text !== '' ? paint(text, column) : text;
        line += ` ${' '.repeat(before)}${shown}${' '.repeat(room - before)} |`;
      }
      lines.push(line);
    }
  };
  addRow(titles.map(title => block([title])));
  lines.push(rule);
  for (const row of rows) {
    addRow(
      titles.map((_, column) => narrow(measured(row[column], style.safe), widths[column] ?? 0)),
      painter(row, style),
    );
    if (lines.length < PIECE) continue;
    yield `${lines.join('\n')}\n`;
    lines = [];
  }
  lines.push(rule, '');
  yield lines.join('\n');
}

/** How many of the blanks that are left stand before a text; an odd one before a text of even length. */
function blanksBefore(align: Align | undefined, room: number, size: number): number {
  if (align === 'right') return room;
  if (align !== 'centre') return 0;
  return room % 2 === 1 && size % 2 === 0 ? (room + 1) / 2 : Math.floor(room / 2);
}

function lineOf(cell: string | Block, at: number): readonly [text: string, size: number] {
  if (typeof cell === 'string') return at === 0 ? [cell, cell.length] : ['', 0];
  return [cell.lines[at] ?? '', cell.widths[at] ?? 0];
}

function painter(
  row: readonly Cell[],
  { paint }: TableStyle,
): ((text: string, column: number) => string) | undefined {
  if (!paint) return undefined;
  return (text, column) => {
    const cell = row[column];
    return cell instanceof Formatted && cell.tone ? paint(cell.tone, text) : text;
  };
}

/** A cell's text for people. */
export function textOf(cell: Cell): string {
  return cell instanceof Formatted ? cell.human : str(cell);
}

/** A cell's text by lines. Carriage returns do not survive in text, tabs become blanks up to the next eighth column. */
function measured(cell: Cell, safe: boolean): string | Block {
  let text = textOf(cell);
  if (PLAIN.test(text)) return text;
  if (text.includes('\r')) text = text.replaceAll('\r\n', '\n').replaceAll('\r', ' ');
  if (safe) text = visibleControls(text);
  return block((text.includes('\t') ? expandTabs(text) : text).split('\n'));
}

function block(lines: readonly string[]): Block {
  return { lines, widths: lines.map(width) };
}

function widest(cell: string | Block | undefined): number {
  if (cell === undefined) return 0;
  return typeof cell === 'string' ? cell.length : Math.max(...cell.widths);
}

/** Python's str.expandtabs(), which counts characters, not cells. */
function expandTabs(text: string): string {
  let column = 0;
  let result = '';
  for (const character of text) {
    if (character === '\t') {
      const size = 8 - (column % 8);
      result += ' '.repeat(size);
      column += size;
    } else {
      result += character;
      column = character === '\n' ? 0 : column + 1;
    }
  }
  return result;
}

/** Wraps the lines of a cell that are wider than its column. */
function narrower(wrap: (text: string, columns: number) => string[]) {
  return (cell: string | Block, size: number): string | Block => {
    if (widest(cell) <= size) return cell;
    const { lines, widths } = typeof cell === 'string' ? block([cell]) : cell;
    return block(
      lines.flatMap((line, index) => {
        if ((widths[index] ?? 0) <= size) return [line];
        const wrapped = wrap(line, size);
        return wrapped.length > 0 ? wrapped : [''];
      }),
    );
  };
}

/**
 * Shares a width among columns: those below an equal share keep theirs, the others share what is left, and the last
 * of them takes the remainder.
 * @param widths the columns' own widths
 * @param least no column becomes narrower than this
 * @param total the cells for the whole table, undefined for no limit
 * @returns the most that each column may take, undefined for a column that stays
 */
function shareWidth(
  widths: readonly number[],
  least: number,
  total: number | undefined,
): (number | undefined)[] {
  const frame = 1 + 3 * widths.length;
  if (total === undefined || frame + widths.reduce((sum, size) => sum + size, 0) <= total) return [];
  const usable = Math.max(0, total - frame);
  const share = Math.floor(usable / widths.length);
  const wide = [...widths.keys()].filter(index => (widths[index] ?? 0) > share);
  let left = usable - widths.reduce((sum, size) => sum + (size <= share ? size : 0), 0);
  const each = Math.floor(left / wide.length);
  const limits: (number | undefined)[] = [];
  for (const index of wide.slice(0, -1)) {
    limits[index] = Math.max(least, each);
    left -= each;
  }
  for (const index of wide.slice(-1)) limits[index] = Math.max(least, left);
  return limits;
}
