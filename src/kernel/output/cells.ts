/** Cells whose text for people differs from their data: osc-lib 4.7's format columns, sizes and server statuses. */
import { isList, isObject, type Json, type JsonObject } from '../../clients/json.ts';
import { compareText, str } from './python.ts';
import { Formatted, type Tone } from './result.ts';

/**
 * A dictionary as `a='x', b='1'`, keys sorted; nested ones as `a.b='x'`, null as `a=`.
 * @param value an object; null becomes `None` for people and `{}` for machines
 */
export function dictCell(value: Json | undefined): Formatted {
  const data = value ?? null;
  return new Formatted(data, isObject(data) ? dictText(data) : str(data), data ?? {});
}

/**
 * A list as `a, z`, sorted; in its own order for machines.
 * @param value a list; null becomes empty
 */
export function listCell(value: Json | undefined): Formatted {
  const data = value ?? null;
  return new Formatted(data, listText(data), data ?? []);
}

/**
 * A dictionary of lists as `a=x, y; b=z`, keys and items sorted, null items left out.
 * @param value an object; null becomes empty
 */
export function dictListCell(value: Json | undefined): Formatted {
  const data = value ?? null;
  if (!isObject(data)) return new Formatted(data, data === null ? '' : str(data), data ?? {});
  const groups = entries(data).filter(([, item]) => item !== null);
  return new Formatted(data, groups.map(([key, item]) => `${key}=${listText(item)}`).join('; '), data);
}

/**
 * A list of dictionaries, one line each.
 * @param value a list of objects; null becomes empty
 */
export function listDictCell(value: Json | undefined): Formatted {
  const data = value ?? null;
  if (!isList(data)) return new Formatted(data, data === null ? '' : str(data), data ?? []);
  const lines = data.map(item => (isObject(item) ? dictText(item) : str(item)));
  return new Formatted(data, lines.join('\n'), data);
}

const SIZES = ['', 'K', 'M', 'G', 'T', 'P', 'E', 'Z'];

/**
 * A number of bytes as `1.5G`, by powers of 1000; the number itself for machines.
 * @param value a number; null counts as 0
 */
export function sizeCell(value: Json | undefined): Formatted {
  const data = value ?? null;
  let size = Number(data ?? 0);
  let unit = 0;
  for (; size >= 1000; unit++) size /= 1000;
  return new Formatted(data, `${oneDigit(size).replace(/\.0$/, '')}${SIZES[unit] ?? ''}`, data);
}

/** One digit after the point; a tie goes to the even digit, as in Python. */
function oneDigit(value: number): string {
  const isTie = Math.abs((value * 4) % 2) === 1;
  if (!isTie) return value.toFixed(1);
  const below = Math.floor(value * 10);
  return ((below % 2 === 0 ? below : below + 1) / 10).toFixed(1);
}

const TONES: Readonly<Record<string, Tone>> = {
  ACTIVE: 'good',
  BUILD: 'busy',
  DELETED: 'off',
  ERROR: 'bad',
  HARD_REBOOT: 'busy',
  MIGRATING: 'busy',
  PASSWORD: 'busy',
  PAUSED: 'off',
  REBOOT: 'busy',
  REBUILD: 'busy',
  RESCUE: 'off',
  RESIZE: 'busy',
  REVERT_RESIZE: 'busy',
  SHELVED: 'off',
  SHELVED_OFFLOADED: 'off',
  SHUTOFF: 'off',
  SOFT_DELETED: 'off',
  SUSPENDED: 'off',
  UNKNOWN: 'bad',
  VERIFY_RESIZE: 'busy',
};

/**
 * A server's status with its colour; the text is the same everywhere.
 * @param status one of Nova's statuses; others get no colour, what is no text stays as it is
 */
export function statusCell(status: Json | undefined): Formatted | Json {
  if (typeof status !== 'string') return status ?? null;
  return new Formatted(status, status, status, Object.hasOwn(TONES, status) ? TONES[status] : undefined);
}

function entries(object: JsonObject): [string, Json][] {
  const found: [string, Json][] = [];
  for (const [key, item] of Object.entries(object)) if (item !== undefined) found.push([key, item]);
  return found.sort(([left], [right]) => compareText(left, right));
}

function dictText(object: JsonObject, prefix = ''): string {
  const parts = entries(object).map(([key, item]) => {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (isObject(item)) return dictText(item, name);
    return item === null ? `${name}=` : `${name}='${str(item)}'`;
  });
  return parts.join(', ');
}

function listText(value: Json): string {
  if (value === null) return '';
  return isList(value) ? value.map(str).sort(compareText).join(', ') : str(value);
}
