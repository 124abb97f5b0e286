/** The yaml format: PyYAML 6's `safe_dump(…, default_flow_style=False)`, to the byte. */
import { Float, isList, type Json } from '../../clients/json.ts';
import { compareText, integer, reprFloat } from './python.ts';
import { type Cell, Formatted, type ListResult, type ShowResult } from './result.ts';
import { escaped, scalarStyle } from './scalar.ts';

/** Lines are broken at the first blank after this column. */
const WIDTH = 80;
/** A longer key is written with `? `; the peer counts the five characters of the tag `!!str` in. */
const LONGEST_KEY = 128 - 5;

/** Writes a list as a sequence of mappings, keys sorted. */
export function listYaml(result: ListResult): string {
  const items = result.rows.map(row =>
    Object.fromEntries(result.columns.map((name, at) => [name, data(row[at])])),
  );
  return new Emitter().document(items);
}

/** Writes one thing: one mapping of one key after the other, so that the fields keep their order. */
export function showYaml(result: ShowResult): string {
  return result.fields.map(([name, cell]) => new Emitter().document({ [name]: data(cell) })).join('');
}

function data(cell: Cell): Json {
  return cell instanceof Formatted ? cell.machine : (cell ?? null);
}

/** Where a node stands. */
type Place = 'item' | 'value' | 'key';

/** Writes nodes and keeps track of the column, as line breaks and indentation depend on what was written last. */
class Emitter {
  private readonly out: string[] = [];
  private column = 0;
  private indent: number | undefined;
  /** Whether the last thing written was a blank or line break. */
  private blank = true;
  /** Whether nothing but indentation and `-`, `?`, `:` is on the line. */
  private indenting = true;

  document(root: Json): string {
    this.node(root, 'item');
    this.newLine();
    return this.out.join('');
  }

  private node(value: Json, place: Place): void {
    const plain = scalar(value);
    if (typeof value === 'string') this.nested(true, false, () => this.text(value, place !== 'key'));
    else if (plain !== undefined) this.nested(true, false, () => this.plain(plain, true));
    else if (isList(value)) this.sequence(value, place);
    else this.mapping(entriesOf(value));
  }

  private sequence(items: readonly Json[], place: Place): void {
    if (items.length === 0) this.mark('[]', true);
    this.nested(false, place === 'value' && !this.indenting, () => {
      for (const item of items) this.item(item);
    });
  }

  private mapping(entries: readonly (readonly [string, Json])[]): void {
    if (entries.length === 0) this.mark('{}', true);
    this.nested(false, false, () => {
      for (const [key, item] of entries) this.entry(key, item);
    });
  }

  private item(item: Json): void {
    this.newLine();
    this.mark('-', true, true);
    this.node(item, 'item');
  }

  private entry(key: string, value: Json): void {
    this.newLine();
    if (key !== '' && !key.includes('\n') && [...key].length < LONGEST_KEY) {
      this.node(key, 'key');
      this.mark(':', false);
    } else {
      this.mark('?', true, true);
      this.node(key, 'value');
      this.newLine();
      this.mark(':', true, true);
    }
    this.node(value, 'value');
  }

  /** Runs with the indentation of a node's inside; a sequence that is a key's value is not indented. */
  private nested(isScalar: boolean, same: boolean, write: () => void): void {
    const outer = this.indent;
    if (outer === undefined) this.indent = isScalar ? 2 : 0;
    else if (!same) this.indent = outer + 2;
    write();
    this.indent = outer;
  }

  private text(text: string, split: boolean): void {
    const style = scalarStyle(text);
    if (style === 'plain') this.plain(text, split);
    else if (style === 'single') this.single(text, split);
    else this.double(text, split);
  }

  private plain(text: string, split: boolean): void {
    if (!this.blank) this.put(' ');
    this.blank = this.indenting = false;
    for (const [run] of text.matchAll(/ +|[^ ]+/g)) {
      if (run === ' ' && this.column > WIDTH && split) {
        this.newLine();
        this.blank = this.indenting = false;
      } else this.put(run);
    }
  }

  private single(text: string, split: boolean): void {
    this.mark("'", true);
    for (const { 0: run, index } of text.matchAll(/ +|\n+|'|[^ \n']+/g)) {
      const inside = index > 0 && index + 1 < text.length;
      if (run === ' ' && this.column > WIDTH && split && inside) this.newLine();
      else if (run.startsWith('\n')) {
        for (let count = 0; count <= run.length; count++) this.lineBreak();
        this.newLine();
      } else this.put(run === "'" ? "''" : run);
    }
    this.mark("'", false);
  }

  private double(text: string, split: boolean): void {
    this.mark('"', true);
    const characters = [...text];
    let start = 0;
    for (const [end, character] of characters.entries()) {
      const code = escaped(character);
      if (code !== undefined) {
        this.put(characters.slice(start, end).join('') + code);
        start = end + 1;
      }
      const inside = end > 0 && end < characters.length - 1;
      if (!inside || !split || !(character === ' ' || start >= end)) continue;
      if (this.column + end - start <= WIDTH) continue;
      this.put(`${characters.slice(start, end).join('')}\\`);
      start = Math.max(start, end);
      this.newLine();
      this.blank = this.indenting = false;
      if (characters[start] === ' ') this.put('\\');
    }
    this.put(characters.slice(start).join(''));
    this.mark('"', false);
  }

  private put(text: string): void {
    this.column += text.length;
    this.out.push(text);
  }

  private mark(mark: string, apart: boolean, indenting = false): void {
    this.put(this.blank || !apart ? mark : ` ${mark}`);
    this.blank = false;
    this.indenting = this.indenting && indenting;
  }

  private lineBreak(): void {
    this.out.push('\n');
    this.column = 0;
    this.blank = this.indenting = true;
  }

  /** Goes to the node's indentation, on a new line unless only indentation is on this one. */
  private newLine(): void {
    const indent = this.indent ?? 0;
    if (!this.indenting || this.column > indent || (this.column === indent && !this.blank)) this.lineBreak();
    if (this.column < indent) {
      this.put(' '.repeat(indent - this.column));
      this.blank = true;
    }
  }
}

/** The plain form of what is neither text nor a collection. */
function scalar(value: Json): string | undefined {
  if (value === null) return 'null';
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isInteger(value) ? integer(value) : float(value);
  return value instanceof Float ? float(value.value) : undefined;
}

function float(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '.nan' : value < 0 ? '-.inf' : '.inf';
  const text = reprFloat(value);
  return text.includes('.') ? text : text.replace('e', '.0e');
}

function entriesOf(value: Json): [string, Json][] {
  if (typeof value !== 'object' || value === null) return [];
  const entries: [string, Json][] = [];
  for (const [key, item] of Object.entries(value)) if (item !== undefined) entries.push([key, item]);
  return entries.sort(([left], [right]) => compareText(left, right));
}
