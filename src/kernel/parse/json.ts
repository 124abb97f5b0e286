/** JSON with the sentences that Python's json module has for what is wrong with it. */

/** What is not JSON, said as Python says it: `Expecting value: line 1 column 1 (char 0)`. */
export class JsonError extends Error {}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const SPACE = /[ \t\n\r]*/y;
const NAMED: Readonly<Record<string, unknown>> = {
  null: null,
  true: true,
  false: false,
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
};
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/**
 * Reads a JSON document as Python's json.loads does (NaN and Infinity included).
 * @throws JsonError with Python's sentence and place
 */
export function parseJson(source: string): unknown {
  const reader = new Reader(source);
  return reader.document();
}

class Reader {
  #at = 0;
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  document(): unknown {
    if (this.#source.startsWith('\ufeff')) {
      this.#fail('Unexpected UTF-8 BOM (decode using utf-8-sig)', 0);
    }
    this.#space();
    const value = this.#value();
    this.#space();
    if (this.#at < this.#source.length) this.#fail('Extra data', this.#at);
    return value;
  }

  #fail(sentence: string, at: number): never {
    const before = [...this.#source.slice(0, at)];
    const line = before.filter(char => char === '\n').length + 1;
    const column = before.length - before.lastIndexOf('\n');
    throw new JsonError(`${sentence}: line ${line} column ${column} (char ${before.length})`);
  }

  #space(): void {
    SPACE.lastIndex = this.#at;
    this.#at += SPACE.exec(this.#source)?.[0].length ?? 0;
  }

  #peek(): string {
    return this.#source.charAt(this.#at);
  }

  #value(): unknown {
    const char = this.#peek();
    if (char === '"') return this.#text();
    if (char === '{') return this.#object();
    if (char === '[') return this.#array();
    for (const [name, value] of Object.entries(NAMED)) {
      if (!this.#source.startsWith(name, this.#at)) continue;
      this.#at += name.length;
      return value;
    }
    NUMBER.lastIndex = this.#at;
    const number = NUMBER.exec(this.#source)?.[0];
    if (number === undefined) this.#fail('Expecting value', this.#at);
    this.#at += number.length;
    return Number(number);
  }

  #object(): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    this.#at++;
    this.#space();
    if (this.#peek() === '}') {
      this.#at++;
      return {};
    }
    for (;;) {
      if (this.#peek() !== '"') this.#fail('Expecting property name enclosed in double quotes', this.#at);
      const key = this.#text();
      this.#space();
      if (this.#peek() !== ':') this.#fail("Expecting ':' delimiter", this.#at);
      this.#at++;
      this.#space();
      entries.push([key, this.#value()]);
      this.#space();
      const char = this.#peek();
      if (char !== '}' && char !== ',') this.#fail("Expecting ',' delimiter", this.#at);
      this.#at++;
      if (char === '}') return Object.fromEntries(entries);
      this.#space();
    }
  }

  #array(): unknown[] {
    const items: unknown[] = [];
    this.#at++;
    this.#space();
    if (this.#peek() === ']') {
      this.#at++;
      return items;
    }
    for (;;) {
      items.push(this.#value());
      this.#space();
      const char = this.#peek();
      if (char !== ']' && char !== ',') this.#fail("Expecting ',' delimiter", this.#at);
      this.#at++;
      if (char === ']') return items;
      this.#space();
    }
  }

  #text(): string {
    const begin = this.#at;
    let text = '';
    for (;;) {
      this.#at++;
      const char = this.#peek();
      if (char === '') this.#fail('Unterminated string starting at', begin);
      if (char === '"') {
        this.#at++;
        return text;
      }
      if (char < ' ') this.#fail('Invalid control character at', this.#at);
      text += char === '\\' ? this.#escape(begin) : char;
    }
  }

  #escape(begin: number): string {
    this.#at++;
    const char = this.#peek();
    if (char === '') this.#fail('Unterminated string starting at', begin);
    if (char === 'u') {
      const hex = this.#source.slice(this.#at + 1, this.#at + 5);
      if (!/^[0-9a-fA-F]{4}$/.test(hex)) this.#fail('Invalid \\uXXXX escape', this.#at);
      this.#at += 4;
      return String.fromCharCode(Number.parseInt(hex, 16));
    }
    const plain = ESCAPES[char];
    if (plain === undefined) this.#fail('Invalid \\escape', this.#at - 1);
    return plain;
  }
}
