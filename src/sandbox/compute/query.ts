/** Checks of queries, in the words of Nova's JSON schemas. */
import { type Call, Refusal } from '../service.ts';

/** The refusal of a query's value. */
export function invalidQuery(key: string, value: string, problem: string): Refusal {
  return new Refusal(
    400,
    `Invalid input for query parameters ${key}. Value: ${value}. '${value}' ${problem}`,
  );
}

/** @throws Refusal 400 for a limit that is no number */
export function limitCheck(call: Call): void {
  const limit = call.query.get('limit');
  if (limit !== null && !/^[0-9]*$/.test(limit))
    throw invalidQuery('limit', limit, "does not match '^[0-9]*$'");
}
