/** Options that do not go together. */
import { Failure } from '../../../kernel/vsh/failure.ts';

/**
 * Refuses two options of a pair (VSH_EXCLUSIVE_OPTIONS).
 * @param values by option, dashes as underscores
 * @throws Failure that names the first pair that was given
 */
export function exclude(
  values: Readonly<Record<string, unknown>>,
  ...pairs: readonly (readonly [one: string, other: string])[]
): void {
  const isGiven = (option: string): boolean => {
    const value = values[option.replaceAll('-', '_')];
    return value !== undefined && value !== false;
  };
  for (const [one, other] of pairs) {
    if (isGiven(one) && isGiven(other))
      throw new Failure(`Options --${one} and --${other} are mutually exclusive`);
  }
}
