/** Truth values in words. */

const TRUE = ['1', 't', 'true', 'on', 'y', 'yes'];
const FALSE = ['0', 'f', 'false', 'off', 'n', 'no'];

/**
 * Reads a variable of the environment as a truth value (python-openstackclient, common/envvars.py).
 * @returns false when it is not set or no word for yes
 */
export function truth(word: string | undefined): boolean {
  return word !== undefined && TRUE.includes(word.trim().toLowerCase());
}

/** As `truth`, but undefined for a word that is neither yes nor no (bool_from_str with strict). */
export function strictTruth(word: string): boolean | undefined {
  const known = FALSE.includes(word.trim().toLowerCase());
  return truth(word) || (known ? false : undefined);
}
