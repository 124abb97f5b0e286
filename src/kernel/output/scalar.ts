/** Which style YAML text needs, by the rules of PyYAML 6's emitter and resolver (YAML 1.1), without allow_unicode. */

/** Words that YAML 1.1 would read as something else than text. */
const RESOLVED = new RegExp(
  `^(?:${[
    'yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF',
    String.raw`[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?`,
    String.raw`\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?`,
    String.raw`[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*`,
    String.raw`[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)`,
    '[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+',
    '[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+',
    '<<|=|~|null|Null|NULL|',
    '[0-9]{4}-[0-9]{2}-[0-9]{2}',
    String.raw`[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?` +
      String.raw`(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?`,
  ].join('|')})$`,
);
/** Text that would be read as structure: a mark at the beginning, `: ` or ` #` inside, blanks at an end. */
const STRUCTURE = /^(?:---|\.\.\.|[ #,[\]{}&*!|>'"%@`])|^[?:-](?: |$)|:(?: |$)| #| $/;
const PRINTABLE = /^[\x20-\x7e]*$/;
const SINGLE = /^[\n\x20-\x7e]*$/;

export type ScalarStyle = 'plain' | 'single' | 'double';

/**
 * Chooses how text is written.
 * @returns `plain` where it reads back as the same text, `single` for printable ASCII whose line breaks have no blank
 * beside them, else `double`
 */
export function scalarStyle(text: string): ScalarStyle {
  if (PRINTABLE.test(text) && !STRUCTURE.test(text) && !RESOLVED.test(text)) return 'plain';
  return SINGLE.test(text) && !/ \n|\n /.test(text) ? 'single' : 'double';
}

const SHORT: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\x85': '\\N',
  '\xa0': '\\_',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

/**
 * Writes a character inside double quotes.
 * @returns its escape, or undefined for one that stands for itself
 */
export function escaped(character: string): string | undefined {
  const short = SHORT[character];
  if (short !== undefined || PRINTABLE.test(character)) return short;
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${digits.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}
