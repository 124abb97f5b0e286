/** Reads YAML and JSON as PyYAML's safe loader and Python's json do. Imported only when there is a file. */
import { LineCounter, parseDocument, type ScalarTag, type Tags } from 'yaml';
import type { Problem } from './errors.ts';

/** Words of YAML 1.1; PyYAML leaves `y` and `n` alone. */
const TRUE = /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const FALSE = /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/;

const MAX = BigInt(Number.MAX_SAFE_INTEGER);

/** Floats become the text that Python makes of them, since all settings end as text: `2.0` stays `2.0`. */
function floatText(source: string): string {
  const value = Number.parseFloat(source.replaceAll('_', ''));
  return Number.isInteger(value) && Math.abs(value) < 1e16 ? `${value}.0` : String(value);
}

/** YAML 1.1 as PyYAML has it: no exponents without a point, dates stay text. */
function pythonTags(tags: Tags): Tags {
  return tags.flatMap((tag): Tags => {
    if (typeof tag === 'string' || !('test' in tag)) return [tag];
    if (tag.tag.endsWith(':timestamp')) return [];
    if (tag.tag.endsWith(':bool') && tag.test)
      return [{ ...tag, default: true, test: tag.test.test('true') ? TRUE : FALSE }];
    if (
      !tag.tag.endsWith(':float') ||
      tag.format === 'TIME' ||
      tag.test?.test('.inf') ||
      tag.test?.test('.nan')
    )
      return [tag];
    if (tag.format === 'EXP') return [];
    const float: ScalarTag = {
      tag: tag.tag,
      default: true,
      resolve: floatText,
      ...(tag.test ? { test: tag.test } : {}),
    };
    return [float];
  });
}

/**
 * Reads a document.
 * @param path its file; `.json` is held to JSON
 * @returns its data, or the first problem with its line and column
 */
export function parse(path: string, source: string): { data?: unknown; problem?: Problem } {
  const lines = new LineCounter();
  const problem = (message: string, offset: number | undefined): { problem: Problem } => {
    const place = offset === undefined ? undefined : lines.linePos(offset);
    return { problem: { path, line: place?.line, column: place?.col, message } };
  };
  const document = parseDocument(source, {
    version: '1.1',
    prettyErrors: false,
    uniqueKeys: false,
    strict: false,
    intAsBigInt: true,
    lineCounter: lines,
    customTags: pythonTags,
  });
  if (path.endsWith('json')) {
    try {
      JSON.parse(source);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const at = / at position (\d+)/.exec(message)?.[1];
      return problem(message.replace(/ in JSON at position.*| \(line.*/, ''), at ? Number(at) : undefined);
    }
  }
  const [first] = document.errors;
  if (first) return problem(first.message, first.pos[0]);
  try {
    const data: unknown = document.toJS({
      reviver: (_, value) =>
        typeof value === 'bigint' && -MAX <= value && value <= MAX ? Number(value) : value,
    });
    return { data };
  } catch (error) {
    // an alias without its anchor, or too many of them
    return problem(error instanceof Error ? error.message : String(error), undefined);
  }
}

/** As the SDK says that it goes on without a file. */
export function skipped({ path, line, column, message }: Problem): string {
  const place = line === undefined ? '' : `\n  in "${path}", line ${line}, column ${column}`;
  return `Skipping config file ${path}: while parsing, ${message}${place}`;
}
