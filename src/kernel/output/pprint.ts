/** Values over several lines, as Python's `pprint.pformat(…, sort_dicts=False)` lays them out. */
import { isList, isObject, type Json } from '../../clients/json.ts';
import { repr } from './python.ts';

/** Ends of lines, as str.splitlines() knows them. */
const LINE = /[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]|$)/g;

/**
 * Lays a value out.
 * @param width the columns that lines should take; what cannot be broken may take more
 */
export function pprint(value: Json, width: number): string {
  return new Layout(width).format(value, 0, 0, 0);
}

class Layout {
  constructor(private readonly width: number) {}

  /** @param allowance columns to leave free behind the value, for what closes the things around it */
  format(value: Json, indent: number, allowance: number, level: number): string {
    const whole = repr(value);
    if ([...whole].length <= this.width - indent - allowance) return whole;
    if (typeof value === 'string') return this.text(value, indent, allowance, level + 1);
    if (isList(value)) return `[${this.items(value, indent, allowance + 1, level + 1)}]`;
    if (!isObject(value)) return whole;
    const entries = Object.entries(value).flatMap(([key, item]) =>
      item === undefined ? [] : [[key, item] as const],
    );
    const lines = entries.map(([key, item], index) => {
      const name = `${repr(key)}: `;
      const free = index === entries.length - 1 ? allowance + 1 : 1;
      return name + this.format(item, indent + 1 + name.length, free, level + 1);
    });
    return `{${lines.join(`,\n${' '.repeat(indent + 1)}`)}}`;
  }

  private items(items: readonly Json[], indent: number, allowance: number, level: number): string {
    const inner = indent + 1;
    const lines = items.map((item, index) =>
      this.format(item, inner, index === items.length - 1 ? allowance : 1, level),
    );
    return lines.join(`,\n${' '.repeat(inner)}`);
  }

  /** A text cut behind its blanks; in parentheses where nothing else is around it. */
  private text(value: string, outer: number, beyond: number, level: number): string {
    const alone = level === 1;
    const indent = alone ? outer + 1 : outer;
    const allowance = alone ? beyond + 1 : beyond;
    const lines = (value.match(LINE) ?? []).filter(line => line !== '');
    const pieces = lines.flatMap((line, index) => {
      const last = index === lines.length - 1;
      return this.pieces(line, this.width - indent, last ? allowance : 0);
    });
    const body = pieces.join(`\n${' '.repeat(indent)}`);
    return alone && pieces.length > 1 ? `(${body})` : body;
  }

  /** @param allowance columns to leave free behind the last piece */
  private pieces(line: string, width: number, allowance: number): string[] {
    if (length(repr(line)) <= width - allowance) return [repr(line)];
    const parts = (line.match(/\S*\s*/g) ?? []).filter(part => part !== '');
    const made: string[] = [];
    let current = '';
    for (const [index, part] of parts.entries()) {
      const most = index === parts.length - 1 ? width - allowance : width;
      if (length(repr(current + part)) > most) {
        if (current !== '') made.push(repr(current));
        current = part;
      } else current += part;
    }
    if (current !== '') made.push(repr(current));
    return made;
  }
}

function length(text: string): number {
  return [...text].length;
}
