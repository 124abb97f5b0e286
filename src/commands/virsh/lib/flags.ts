/** Numbers of flags from the options that stand for them. */

/**
 * Adds up the bits of options that were given.
 * @param bits by option, dashes as underscores
 */
export function flagsOf(
  values: Readonly<Record<string, unknown>>,
  bits: Readonly<Record<string, number>>,
): number {
  let flags = 0;
  for (const [option, bit] of Object.entries(bits)) if (values[option] === true) flags |= bit;
  // Operators on bits make a signed number of the highest one.
  return flags >>> 0;
}
