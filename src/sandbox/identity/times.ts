/** Times as the service reads and writes them. */
import { badTime, expired, invalid } from './refusals.ts';

/** A time as tokens have it: whole seconds, written with microseconds. */
export function tokenTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, '.000000Z');
}

/** ISO 8601, as far as it has a date and a time. */
const ISO = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?$/;

/** Milliseconds since the epoch. @throws Refusal 400 for what is no time; one without a zone is UTC's */
export function timeIn(text: string): number {
  const isZoned = /(?:Z|[+-]\d\d(?::?\d\d)?)$/.test(text.slice(10));
  const time = ISO.test(text)
    ? Date.parse(text.replace(' ', 'T').replace(',', '.') + (isZoned ? '' : 'Z'))
    : Number.NaN;
  if (Number.isNaN(time)) throw badTime();
  return time;
}

/** When something ends that was sent, to the microsecond. @throws Refusal 400 for what is no time, or has gone by */
export function endIn(text: string, now: number): string {
  const time = timeIn(text.endsWith('Z') ? text : `${text}Z`);
  if (time < now) throw expired();
  const [, fraction = ''] = /[.,](\d+)/.exec(text) ?? [];
  return new Date(time).toISOString().replace(/\.\d+Z$/, `.${fraction.slice(0, 6).padEnd(6, '0')}Z`);
}

/**
 * Looks at a filter such as `lt:2030-01-01T00:00:00Z`.
 * @returns whether there is one: no password of the sandbox expires, so that it fits none
 * @throws Refusal 400 for an operator or a time that is none
 */
export function checkExpiryFilter(filter: string | null): boolean {
  if (filter === null) return false;
  const [, operator = 'eq', time = ''] = /^(?:([^:]{2,3}):)?(.*)$/.exec(filter) ?? [];
  timeIn(time);
  if (!['eq', 'neq', 'lt', 'lte', 'gt', 'gte'].includes(operator))
    throw invalid(
      `The given operator ${operator} is not valid. It must be one of the following: 'eq', 'neq', 'lt', 'lte', 'gt', ` +
        "or 'gte'.",
    );
  return true;
}
