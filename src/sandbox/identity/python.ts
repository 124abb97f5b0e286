/** Values as Python writes them: the service quotes what it was sent, and the rules that it broke, in that way. */
import { Float, isList, isObject, type Json } from '../../clients/json.ts';

/** How wide Python's pprint makes a text (jsonschema asks for 72). */
const WIDTH = 72;

/** A value as `repr()` writes it. */
export function repr(value: Json | undefined): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return quoted(value);
  if (value instanceof Float) return value.value.toFixed(1);
  if (isList(value)) return `[${value.map(repr).join(', ')}]`;
  if (!isObject(value)) return String(value);
  const entries = Object.entries(value).map(([key, item]) => `${quoted(key)}: ${repr(item)}`);
  return `{${entries.join(', ')}}`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function quoted(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inner = text.replace(/[\\\p{Cc}]/gu, each => {
    const code = each.charCodeAt(0).toString(16).padStart(2, '0');
    return ESCAPES[each] ?? `\\x${code}`;
  });
  return mark + (mark === "'" ? inner.replaceAll("'", "\\'") : inner) + mark;
}

/** A value as `pprint.pformat(value, width=72)` lays it out: on one line where it fits, keys in their order. */
export function pformat(value: Json | undefined): string {
  return laidOut(value, 0, 0, 1);
}

/**
 * One value of a layout (CPython, Lib/pprint.py, `_format`).
 * @param indent where it begins
 * @param allowance how much has to fit behind it
 */
function laidOut(value: Json | undefined, indent: number, allowance: number, level: number): string {
  const plain = repr(isObject(value) ? sorted(value) : value);
  if (plain.length <= WIDTH - indent - allowance) return plain;
  if (typeof value === 'string') return pieces(value, indent, allowance, level);
  const space = `,\n${' '.repeat(indent + 1)}`;
  const item = (each: Json | undefined, prefix: string, isLast: boolean): string =>
    prefix + laidOut(each, indent + 1 + prefix.length, isLast ? allowance + 1 : 1, level + 1);
  if (isList(value))
    return `[${value.map((each, at) => item(each, '', at === value.length - 1)).join(space)}]`;
  if (!isObject(value)) return plain;
  const entries = Object.entries(sorted(value));
  const lines = entries.map(([key, each], at) => item(each, `${quoted(key)}: `, at === entries.length - 1));
  return `{${lines.join(space)}}`;
}

function sorted(value: { readonly [key: string]: Json | undefined }) {
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** A long text in pieces, which Python joins again (`_pprint_str`). */
function pieces(text: string, indent: number, allowance: number, level: number): string {
  const isTop = level === 1;
  const from = isTop ? indent + 1 : indent;
  const behind = isTop ? allowance + 1 : allowance;
  const lines = text.match(/[^\n]*\n|[^\n]+/g) ?? [];
  const chunks = lines.flatMap((line, at) => {
    const room = WIDTH - from;
    const isLast = at === lines.length - 1;
    if (quoted(line).length <= (isLast ? room - behind : room)) return [quoted(line)];
    const words = (line.match(/\S*\s*/g) ?? []).filter(word => word !== '');
    const found: string[] = [];
    let current = '';
    for (const [number, word] of words.entries()) {
      const fits = isLast && number === words.length - 1 ? room - behind : room;
      if (quoted(current + word).length <= fits) current += word;
      else {
        if (current !== '') found.push(quoted(current));
        current = word;
      }
    }
    return current === '' ? found : [...found, quoted(current)];
  });
  if (chunks.length === 1) return chunks.join('');
  const joined = chunks.join(`\n${' '.repeat(from)}`);
  return isTop ? `(${joined})` : joined;
}
