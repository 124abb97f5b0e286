/** Options that do not go together, and those that need each other. */
import { Failure } from '../../../kernel/vsh/failure.ts';

/** Values by option, dashes as underscores. */
type Values = Readonly<Record<string, unknown>>;

function isGiven(values: Values, option: string): boolean {
  const value = values[option.replaceAll('-', '_')];
  return value !== undefined && value !== false;
}

/**
 * Refuses two options of a pair (VSH_EXCLUSIVE_OPTIONS).
 * @throws Failure that names the first pair that was given
 */
export function exclude(values: Values, ...pairs: readonly (readonly [one: string, other: string])[]): void {
  for (const [one, other] of pairs) {
    if (isGiven(values, one) && isGiven(values, other))
      throw new Failure(`Options --${one} and --${other} are mutually exclusive`);
  }
}

/**
 * Refuses an option without another one (VSH_REQUIRE_OPTION).
 * @throws Failure that names the first that is missing
 */
export function needs(
  values: Values,
  ...pairs: readonly (readonly [option: string, needed: string])[]
): void {
  for (const [option, needed] of pairs) {
    if (isGiven(values, option) && !isGiven(values, needed))
      throw new Failure(`Option --${needed} is required by option --${option}`);
  }
}
