/** Command lines as they may be shown. */

/** Options whose values are secrets; abbreviations of them are meant, too. */
const SECRET = /^--?[a-z0-9_-]*(pass|secret|token|otp-key|auth-key)[a-z_-]*$/i;

/** Options that look so but take no secret, or no value at all. */
const PUBLIC = /(-prompt|-endpoint|-type|-cache|lock-password|no-password|-expiry|-use|_ref)$/i;

const MASK = '***';

/**
 * Masks the secrets in a command line: what follows `--os-password` and the like, with `=` or as the next word, and
 * known values wherever they stand.
 * @param secrets values that are known to be secret
 */
export function maskLine(argv: readonly string[], secrets: readonly string[] = []): string[] {
  const known = secrets.filter(secret => secret.length > 3);
  return argv.map((word, index) => {
    const [, option, value] = /^(--?[a-z][a-z0-9-]*)=(.*)$/is.exec(word) ?? [];
    if (option !== undefined && value !== undefined && isSecret(option)) return `${option}=${MASK}`;
    const before = argv[index - 1];
    if (before !== undefined && isSecret(before) && !word.startsWith('--')) return MASK;
    return known.reduce((shown, secret) => shown.replaceAll(secret, MASK), word);
  });
}

function isSecret(option: string): boolean {
  return SECRET.test(option) && !PUBLIC.test(option);
}
