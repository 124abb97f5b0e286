/** Takes out of two outputs what is bound to differ, and nothing else. */
import { renderTables } from './table.ts';

/** What may be masked. */
export type Kind = 'ids' | 'times' | 'addresses' | 'secrets';

/** What is masked, and how the two sides call their twins. */
export interface Masking {
  readonly kinds: readonly Kind[];
  /** Fields or columns whose whole value is masked (`id` of an aggregate, `updated_at` …). */
  readonly fields?: readonly string[];
  /** This side's own names, to be replaced by a name of the same length. */
  readonly own?: (text: string) => string;
}

const PATTERNS: Readonly<Record<Kind, readonly RegExp[]>> = {
  ids: [
    /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g,
    /\b[0-9a-f]{32}\b/g,
    /\binstance-[0-9a-f]{8}\b/g,
    /\b(?:tap|qvo|qbr|brq)[0-9a-f]{8}-[0-9a-f]{2}\b/g,
    /\br-[0-9a-z]{8}\b/g,
  ],
  times: [/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?/g],
  addresses: [
    /\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b(?!:)/g,
    /\b\d{1,3}(?:\.\d{1,3}){3}\b/g,
    /\b(?:[0-9a-f]{1,4}:){2,6}(?::[0-9a-f]{1,4}){1,5}\b|\b(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}\b/g,
  ],
  secrets: [
    /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----/g,
    /\b(?:[0-9a-f]{2}:){15}[0-9a-f]{2}\b/g,
    /\bgAAAA[\w-]{80,}=*/g,
  ],
};

/** Differ from run to run whatever the command. */
const ALWAYS = [/\breq-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, / at 0x[0-9a-f]+/g];

/**
 * Masks one side's output.
 * An identifier or address that the other side shows too is a thing that both mean, and stays as it is; the others
 * are numbered in the order in which they appear, so that equal numbers still mean equal things.
 * @param texts stdout and stderr, numbered through
 * @param other the other side's streams as they came
 * @returns the texts masked; tables whose cells changed width are measured and drawn anew
 */
export function mask(texts: readonly string[], other: readonly string[], masking: Masking): string[] {
  const shared = tokens(other.join('\n'));
  const seen = new Map<string, number>();
  const numbered = (kind: string, found: string, fixed: boolean): string => {
    if (shared.has(found)) return found;
    const number = seen.get(found) ?? seen.size + 1;
    seen.set(found, number);
    const name = `<${kind}-${number}>`;
    return fixed ? name.padEnd(found.length, '.') : name;
  };
  const plain = (text: string): string => {
    let result = masking.own ? masking.own(text) : text;
    for (const pattern of ALWAYS)
      result = result.replace(pattern, found => `<run>${'.'.repeat(Math.max(0, found.length - 5))}`);
    if (masking.kinds.includes('secrets')) {
      for (const pattern of PATTERNS.secrets) result = result.replace(pattern, '<secret>');
    }
    if (masking.kinds.includes('times')) {
      for (const pattern of PATTERNS.times)
        result = result.replace(pattern, found => found.replace(/\d/g, '0'));
    }
    if (masking.kinds.includes('ids')) {
      for (const pattern of PATTERNS.ids)
        result = result.replace(pattern, found => numbered('id', found, true));
    }
    if (masking.kinds.includes('addresses')) {
      for (const pattern of PATTERNS.addresses)
        result = result.replace(pattern, found => numbered('address', found, false));
    }
    return result;
  };
  const fields = new Set(masking.fields ?? []);
  return texts.map(text => renderTables(maskFields(text, fields), plain, fields));
}

/** Every identifier and address in a text. */
function tokens(text: string): Set<string> {
  return new Set([...PATTERNS.ids, ...PATTERNS.addresses].flatMap(pattern => text.match(pattern) ?? []));
}

/** Masks the values of named fields in json, yaml and shell output; tables are renderTables' part. */
function maskFields(text: string, fields: ReadonlySet<string>): string {
  let result = text;
  for (const field of fields) {
    const name = field.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    result = result
      .replace(new RegExp(`^(\\s*"${name}": )(?:"(?:[^"\\\\]|\\\\.)*"|[^,\\n]*)`, 'gm'), `$1"<${field}>"`)
      .replace(new RegExp(`^((?:- |  )?'?${name}'?: ).*$`, 'gm'), `$1<${field}>`)
      .replace(
        new RegExp(`^(${name.toLowerCase().replace(/[ :-]/g, '_')}=)"(?:[^"\\\\]|\\\\.)*"$`, 'gm'),
        `$1"<${field}>"`,
      );
  }
  return result;
}
