/** JSON text in the two forms that libvirt writes; numbers, and the order of members, stay as they came. */

/** A string, a mark, or any other scalar. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
const OPEN = /^[{[]$/;
const CLOSE = /^[}\]]$/;

/**
 * Takes JSON text apart.
 * @returns its tokens, strings escaped as libvirt does; undefined for what is not JSON
 */
export function jsonTokens(source: string): readonly string[] | undefined {
  try {
    JSON.parse(source);
  } catch {
    return undefined;
  }
  return (source.match(TOKEN) ?? []).map(token => (token.startsWith('"') ? escaped(token) : token));
}

function escaped(token: string): string {
  return JSON.stringify(JSON.parse(token)).replace(
    /\\u([0-9a-f]{4})|\\./g,
    (sequence, hex: string | undefined) => (hex === undefined ? sequence : `\\u${hex.toUpperCase()}`),
  );
}

/** Whether tokens are an object's. */
export const isObjectText = (tokens: readonly string[] | undefined): tokens is readonly string[] =>
  tokens?.[0] === '{';

/** The tokens of a member's value. @returns undefined where the object has none of the name, or it is no object */
export function memberOf(tokens: readonly string[], name: string): readonly string[] | undefined {
  if (!isObjectText(tokens)) return undefined;
  let depth = 0;
  let start: number | undefined;
  for (const [at, token] of tokens.entries()) {
    const ends = depth === 1 && (token === ',' || CLOSE.test(token));
    if (start !== undefined && ends) return tokens.slice(start, at);
    if (OPEN.test(token)) depth += 1;
    if (CLOSE.test(token)) depth -= 1;
    if (start === undefined && depth === 1 && token === ':' && tokens[at - 1] === JSON.stringify(name)) {
      start = at + 1;
    }
  }
  return undefined;
}

/**
 * Writes tokens with a member a line.
 * @returns the text, which ends with a line feed; nothing but a blank line is in what is empty, as libvirt has it
 */
export function prettyJson(tokens: readonly string[]): string {
  let depth = 0;
  let text = '';
  const line = () => `\n${'  '.repeat(depth)}`;
  for (const [at, token] of tokens.entries()) {
    if (OPEN.test(token)) {
      depth += 1;
      const isEmpty = CLOSE.test(tokens[at + 1] ?? '');
      text += `${token}${isEmpty ? '\n' : line()}`;
    } else if (CLOSE.test(token)) {
      depth -= 1;
      text += `${line()}${token}`;
    } else if (token === ',') text += `,${line()}`;
    else text += token === ':' ? ': ' : token;
  }
  return `${text}\n`;
}
