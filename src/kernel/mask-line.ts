/** Command lines as they may be shown. */

/** Options whose values are secrets; abbreviations of them are meant, too. */
const SECRET = /^--?[a-z0-9_-]*(pass|secret|token|otp-key|auth-key)[a-z_-]*$/i;

/** Options that look so but take no secret, or no value at all. */
const PUBLIC = /(-prompt|-endpoint|-type|-cache|lock-password|no-password|-expiry|-use|_ref)$/i;

/** Options with a secret, or the key to one, that do not say so in each of their abbreviations. */
const NAMED = [
  '--secret',
  '--consumer-key',
  '--consumer-secret',
  '--request-key',
  '--request-secret',
  '--verifier',
  '--data',
];

const MASK = '***';

/**
 * Masks the secrets in a command line: what follows `--os-password` and the like, with `=` or as the next word, the data
 * of `credential create`, and known values wherever they stand.
 * @param secrets values that are known to be secret
 */
export function maskLine(argv: readonly string[], secrets: readonly string[] = []): string[] {
  const known = secrets.filter(secret => secret.length > 3);
  const data = credentialData(argv);
  return argv.map((word, index) => {
    const [, option, value] = /^(--?[a-z][a-z0-9-]*)=(.*)$/is.exec(word) ?? [];
    if (option !== undefined && value !== undefined && isSecret(option)) return `${option}=${MASK}`;
    const before = argv[index - 1];
    if (before !== undefined && isSecret(before) && !word.startsWith('--')) return MASK;
    if (data.has(index)) return MASK;
    return known.reduce((shown, secret) => shown.replaceAll(secret, MASK), word);
  });
}

function isSecret(option: string): boolean {
  if (NAMED.some(name => option.length > 2 && name.startsWith(option))) return true;
  return SECRET.test(option) && !PUBLIC.test(option);
}

/** Options of `credential create` whose next word is their value. */
const VALUED = /^(-[fc]|--(format|column|type|project|prefix|max-width|os-[a-z-]+))$/;

/** Where the data of `credential create` may stand: the words behind the user's name; rather one too many. */
function credentialData(argv: readonly string[]): ReadonlySet<number> {
  const start = argv.findIndex(
    (word, index) =>
      /^cred/.test(word) &&
      /^cr?e?a?t?e?$/.test(argv[index + 1] ?? '') &&
      !/^app/.test(argv[index - 1] ?? ''),
  );
  if (start < 0) return new Set();
  const plain = argv.flatMap((word, index) => {
    const isOption = word.startsWith('-') || VALUED.test(argv[index - 1] ?? '');
    return index < start + 2 || isOption ? [] : [index];
  });
  return new Set(plain.slice(1));
}
