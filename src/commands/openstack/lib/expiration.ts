/** `--expiration` of what the identity service lets expire. */
import { CommandError } from '../../../kernel/errors.ts';
import { quoted } from '../../../kernel/params.ts';

const FORMAT = '%Y-%m-%dT%H:%M:%S';
const SHAPE =
  /^(\d{4})-(1[0-2]|0[1-9]|[1-9])-(3[01]|[12]\d|0[1-9]|[1-9]| [1-9])T(2[0-3]|[01]\d|\d):([0-5]\d|\d):(6[01]|[0-5]\d|\d)/i;

/**
 * Reads a time as Python's `strptime` does for `%Y-%m-%dT%H:%M:%S`.
 * @returns it with leading zeros; it has no zone, and the service takes it for UTC
 * @throws CommandError with Python's sentence
 */
export function expiration(word: string): string {
  const match = SHAPE.exec(word);
  if (!match) throw new CommandError(`time data ${quoted(word)} does not match format '${FORMAT}'`);
  const rest = word.slice(match[0].length);
  if (rest !== '') throw new CommandError(`unconverted data remains: ${rest}`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  if (year === 0) throw new CommandError('year 0 is out of range');
  if (second > 59) throw new CommandError('second must be in 0..59');
  if (day > daysOf(year, month)) throw new CommandError('day is out of range for month');
  const two = (n: number): string => String(n).padStart(2, '0');
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  return `${date}T${two(hour)}:${two(minute)}:${two(second)}`;
}

function daysOf(year: number, month: number): number {
  const end = new Date(0);
  end.setUTCFullYear(year, month, 0);
  return end.getUTCDate();
}
