/** Lines pasted from web pages: typographic dashes, quotes and blanks, and values glued to what stands beside them. */

/** Hyphens, dashes and minus signs that word processors put in place of `-`. */
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;
/** A dash of any kind at a word's beginning; one long dash stands for two hyphens. */
const LEADING_DASHES = /^[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]+/;
const QUOTES = /[\u2018-\u201f\u00ab\u00bb\u2039\u203a\u2032\u2033]/g;
const BLANKS = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/;
/** Takes no room: zero-width blanks, joiners, soft hyphens, byte order marks. */
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

/**
 * Corrects a line that bears the marks of a web page.
 * @param argv the words as typed
 * @param known the options of the command and the program, as spelled in full; they tell where a glued word is cut
 * @returns the corrected words, or undefined when nothing was suspicious
 */
export function repair(argv: readonly string[], known: readonly string[]): string[] | undefined {
  const options = known.filter(flag => flag.startsWith('--')).sort((a, b) => b.length - a.length);
  const repaired = argv.flatMap(word => repairWord(word, options));
  const changed = repaired.length !== argv.length || repaired.some((word, i) => word !== argv[i]);
  return changed ? repaired : undefined;
}

/** A word may turn out to be several. */
function repairWord(word: string, options: readonly string[]): string[] {
  return word
    .replace(INVISIBLE, '')
    .split(BLANKS)
    .filter((part, _, parts) => part !== '' || parts.length === 1)
    .flatMap(part => cut(part, options))
    .map(part => unquoted(part));
}

/** Cuts a word before a dash that begins a known option, and behind an option whose value is glued to it. */
function cut(word: string, options: readonly string[]): string[] {
  const parts: string[] = [];
  let rest = word;
  for (;;) {
    const at = gluedOption(rest, options);
    if (at < 0) break;
    parts.push(...cutValue(rest.slice(0, at), options));
    rest = rest.slice(at);
  }
  return [...parts, ...cutValue(rest, options)];
}

/** Where inside of a word a known option begins: behind a letter, after a typographic dash or two hyphens. */
function gluedOption(word: string, options: readonly string[]): number {
  // The hyphens of a known option that the word begins with are none that part it.
  const body = word.replace(LEADING_DASHES, '');
  const name = /^[a-z0-9-]*/i.exec(body.replace(DASHES, '-'))?.[0] ?? '';
  const from = options.includes(`--${name}`) ? word.length - body.length + name.length : 1;
  for (const match of word.matchAll(/[\u2012-\u2015\u2212]+-*|--+/g)) {
    const { index } = match;
    if (index < from) continue;
    const tail = `--${word.slice(index + match[0].length).replace(DASHES, '-')}`;
    if (
      options.some(
        flag => tail === flag || (tail.startsWith(flag) && /^[^a-z0-9-]/i.test(tail.slice(flag.length))),
      )
    ) {
      return index;
    }
  }
  return -1;
}

/** Spells an option with hyphens, and parts it from `<value>` or a quote that follows without a blank. */
function cutValue(word: string, options: readonly string[]): string[] {
  const leading = LEADING_DASHES.exec(word)?.[0];
  if (leading === undefined) return [word];
  const body = word.slice(leading.length);
  const name = /^[^\s=<"'\u2018-\u201f\u00ab\u2039]*/.exec(body)?.[0] ?? '';
  if (name === '') return [leading === '-' ? word : leading.replace(DASHES, '-') + body];
  // A lone letter is a short option whatever the dash was; a number is one below zero.
  const short = [...name].length === 1 || /^[\d.]+$/.test(name);
  const typographic = /[^-]/.test(leading);
  const dashes = typographic ? (short ? '-' : '--') : leading;
  const flag = dashes + name.replace(DASHES, '-');
  const value = body.slice(name.length);
  const dash = name.search(DASHES);
  const front = dashes + name.slice(0, dash);
  // `--name−x`: a typographic dash behind a known option parts it from its value.
  if (dash > 0 && !options.some(each => each.startsWith(flag)) && options.includes(front))
    return [front, body.slice(dash + 1)];
  if (value === '' || value.startsWith('=')) return [flag + value];
  const bracketed = /^<([^<>]*)>$/.exec(value)?.[1];
  const glued = bracketed !== undefined && (options.includes(flag) || typographic || options.length === 0);
  if (glued) return [flag, bracketed];
  return options.includes(flag) ? [flag, value] : [flag + value];
}

/** Puts plain quotes for typographic ones, and takes away a pair around the whole word. */
function unquoted(word: string): string {
  if (word.search(QUOTES) < 0) return word;
  const plain = word.replace(/[\u2018-\u201b\u2039\u203a\u2032]/g, "'").replace(QUOTES, '"');
  const [, inner] = /^"([^"]*)"$/.exec(plain) ?? /^'([^']*)'$/.exec(plain) ?? [];
  return inner ?? plain.replace(/^(--[a-z0-9-]+=)(["'])(.*)\2$/s, '$1$3');
}
