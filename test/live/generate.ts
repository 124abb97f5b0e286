/** Seeded tables of what services may send: all kinds of characters and values, and options to render them with. */
import { Float, isList, isObject, type Json } from '../../src/clients/json.ts';
import { dictCell, dictListCell, listCell, listDictCell, sizeCell } from '../../src/kernel/output/cells.ts';
import type { Format, OutputOptions } from '../../src/kernel/output/options.ts';
import { reprFloat } from '../../src/kernel/output/python.ts';
import { type Cell, Formatted, type RowsResult } from '../../src/kernel/output/result.ts';

/** One table with one set of options, as ostk takes it and as the peer does (a line of JSON). */
export interface Case {
  readonly result: RowsResult;
  readonly options: OutputOptions;
  readonly request: string;
}

const WORDS = [
  ...[
    'a',
    'web-server-01',
    'state-of-the-art',
    'ACTIVE',
    'x'.repeat(45),
    'ab-cd-ef-gh-ij-kl-mn',
    'a--b',
    '--',
    '-',
  ],
  ...[
    '日本語',
    '中文字符测试名称',
    '한국어',
    'ｶﾅ',
    'Ｆｕｌｌ',
    '\u1100\u1161\u11a8',
    'e\u0301',
    'n\u0303o',
    '\u0301',
  ],
  ...[
    '😀',
    '👨‍👩‍👧‍👦',
    '👩🏽‍💻',
    '🏽',
    '🇩🇪',
    '🇩🇪🇫',
    '❤️',
    '⌚︎',
    '⌚',
    '✂︎',
    '☺️',
    '1️⃣',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    '\u200d',
    'a\u200db',
  ],
  ...[
    'क्षि',
    'नमस्ते',
    'தமிழ்',
    'ไทยทำ',
    'ကြီး',
    'ශ්‍රී',
    'עברית',
    'العربية',
    '\u0600١',
    'Ünïcödé',
    'ß',
    'straße-öl-über',
  ],
  ...[
    "it's",
    'say "x"',
    `both ' and "`,
    'back\\slash',
    '`cmd`',
    '$HOME',
    '#no',
    'a #b',
    'k: v',
    'k:',
    ':',
    '?',
    '- x',
    '!t',
  ],
  ...[
    'yes',
    'NO',
    'null',
    '~',
    '1',
    '1.5',
    '0x1F',
    '1_000',
    '1e5',
    '1.0e+5',
    '.inf',
    '2024-01-01',
    '12:30:45',
    '=',
    '<<',
  ],
  ...[
    '2024-01-01T00:00:00Z',
    '2024-01-01T00:00:00.000000',
    '---',
    '...',
    '%x',
    '@x',
    '[x]',
    '{x}',
    '*x',
    '&x',
    '|',
    '>',
  ],
  ...[
    '',
    ' ',
    '  ',
    ' lead',
    'trail ',
    'a  b',
    'tab\there',
    '\t',
    'l1\nl2',
    '\n',
    'l1\n\nl2\n',
    'x \ny',
    'x\n y',
    'r\rn',
    'r\r\nn',
  ],
  ...[
    '\x00',
    '\x07',
    '\b',
    'ab\bc',
    '\x0b',
    '\x0c',
    '\x1b',
    '\x1b[31mred\x1b[0m',
    '\x1b[5Cright',
    '\x1b[2Dleft',
    '\x1b]0;t\x07',
  ],
  ...[
    '\x7f',
    '\x85',
    '\x9b',
    '\xa0',
    '\xad',
    '\u200b',
    '\u2028',
    '\u2029',
    '\u202e',
    '\ufeff',
    '\ufffd',
    '\ufffe',
    '\u3000',
  ],
  ...[
    '\u{10ffff}',
    '\u{e000}',
    '\u{1f9ff}',
    '\u{20000}',
    'ﷺ',
    '\u2003',
    'None',
    'True',
    'a,b',
    ';',
    'd41d8cd9-8f00-b204-e980-0998ecf8427e',
  ],
];

const KEYS = [
  'name',
  'b',
  'id',
  'Zeta',
  'hw:cpu',
  'clé',
  '键',
  'a b',
  'k'.repeat(130),
  '',
  'x\ny',
  'yes',
  "it's",
  '-',
];

const HEADERS = [
  'ID',
  'Name',
  'Power State',
  'os-ext:host',
  'Größe',
  '名前',
  'x',
  'Long Header Of Many Words',
  'yes',
  'created_at',
];

export class Generator {
  constructor(private state: number) {}

  /** @returns cases whose tables have so many rows together */
  cases(rows: number): Case[] {
    const cases: Case[] = [];
    for (let done = 0; done < rows; ) {
      const size = this.below(10) === 0 ? 0 : 1 + this.below(8);
      cases.push(...this.list(size));
      cases.push(...this.show());
      done += Math.max(1, size) + 1;
    }
    return cases;
  }

  private list(size: number): Case[] {
    const columns = this.headers(1 + this.below(6));
    const kinds = columns.map(() => this.below(12));
    const rows = Array.from({ length: size }, () => kinds.map(kind => this.cell(kind)));
    return (['csv', 'json', 'table', 'value', 'yaml'] as const).map(format =>
      this.request({ kind: 'list', columns, rows }, columns, rows, format),
    );
  }

  private show(): Case[] {
    const columns = this.headers(this.below(8));
    const row = columns.map(() => this.cell(this.below(12)));
    const fields = columns.map((name, index) => [name, row[index]] as const);
    return (['json', 'shell', 'table', 'value', 'yaml'] as const).map(format =>
      this.request({ kind: 'show', fields }, columns, [row], format),
    );
  }

  private request(
    result: RowsResult,
    columns: readonly string[],
    rows: readonly (readonly Cell[])[],
    formatter: Format,
  ): Case {
    const { options, argv } = this.options(result.kind, columns, formatter);
    const cells = rows.map(row => `[${row.map(encodeCell).join(',')}]`);
    const head = JSON.stringify({ kind: result.kind, columns, argv }).slice(0, -1);
    return { result, options, request: `${head},"rows":[${cells.join(',')}]}` };
  }

  private options(kind: RowsResult['kind'], names: readonly string[], formatter: Format) {
    const argv = ['-f', formatter];
    const columns: string[] = [];
    const name = (): string => this.respell(this.pick([...names, 'nosuch']));
    const flag = (word: string, odds: number): boolean => this.below(odds) === 0 && argv.push(word) > 0;
    if (this.below(5) === 0) for (let left = 1 + this.below(3); left > 0; left--) columns.push(name());
    for (const column of columns) argv.push('-c', column);
    const noindent = flag('--noindent', 3);
    const print_empty = flag('--print-empty', 3);
    const max_width = this.below(2) === 0 ? 0 : this.below(120);
    if (max_width > 0) argv.push('--max-width', String(max_width));
    if (kind === 'show') {
      const prefix = this.below(4) === 0 ? 'os_' : '';
      const variables = this.below(6) === 0 ? [name().toLowerCase().replaceAll(' ', '_')] : [];
      argv.push(`--prefix=${prefix}`, ...variables.map(word => `--variable=${word}`));
      return { argv, options: { formatter, columns, noindent, print_empty, max_width, prefix, variables } };
    }
    const sort_columns = Array.from({ length: Math.max(0, this.below(4) - 1) }, name);
    for (const column of sort_columns) argv.push('--sort-column', column);
    const descending = flag('--sort-descending', 2);
    const quote_mode = this.pick(['all', 'minimal', 'none', 'nonnumeric'] as const);
    argv.push('--quote', quote_mode);
    const sort_direction = descending ? ('desc' as const) : undefined;
    return {
      argv,
      options: {
        formatter,
        columns,
        noindent,
        print_empty,
        max_width,
        sort_columns,
        sort_direction,
        quote_mode,
      },
    };
  }

  private respell(name: string): string {
    return this.pick([name, name.toLowerCase(), name.toUpperCase(), name.replaceAll(' ', '_')]);
  }

  private headers(count: number): string[] {
    const start = this.below(HEADERS.length);
    return Array.from({ length: count }, (_, index) => HEADERS[(start + index * 3) % HEADERS.length] ?? '');
  }

  /** A cell of a column's kind; now and then null, or of another kind. */
  private cell(kind: number): Cell {
    if (this.below(12) === 0) return kind >= 7 ? this.formatted(kind, null) : null;
    if (kind < 4) return this.text();
    if (kind === 4) return this.number();
    if (kind === 5) return this.below(2) === 0;
    if (kind === 6) return this.json(3);
    return this.formatted(kind, undefined);
  }

  private formatted(kind: number, value: Json | undefined): Formatted {
    const texts = (): string[] => Array.from({ length: this.below(4) }, () => this.text());
    switch (kind) {
      case 7:
        return dictCell(value === undefined ? this.object(2) : value);
      case 8:
        return listCell(value === undefined ? texts() : value);
      case 9: {
        const lists = this.keys().map(key => [key, this.below(6) === 0 ? null : texts()] as const);
        return dictListCell(value === undefined ? Object.fromEntries(lists) : value);
      }
      case 10:
        return listDictCell(
          value === undefined ? [this.object(2), this.object(1)].slice(this.below(3)) : value,
        );
      default:
        return sizeCell(
          value === undefined ? this.pick([0, 999, 1000, 1250, 1_350_000, this.below(2 ** 30), 5e15]) : value,
        );
    }
  }

  private json(depth: number): Json {
    const kind = this.below(depth > 0 ? 8 : 5);
    if (kind < 2) return this.text();
    if (kind === 2) return this.number();
    if (kind === 3) return this.pick([true, false]);
    if (kind === 4) return null;
    if (kind === 5) return this.object(depth - 1);
    return Array.from({ length: this.below(4) }, () => this.json(depth - 1));
  }

  private object(depth: number): { [key: string]: Json } {
    return Object.fromEntries(this.keys().map(key => [key, this.json(depth)]));
  }

  private keys(): string[] {
    return Array.from({ length: this.below(4) }, () => this.pick(KEYS));
  }

  private number(): Json {
    const fraction = (this.below(2 ** 30) / 2 ** 30) * 10 ** (this.below(50) - 25);
    return this.pick<Json>([
      0,
      -1,
      this.below(100_000),
      12345678901234567890n,
      -(2n ** 70n),
      new Float(1),
      new Float(-0),
      new Float(1e20),
      new Float(123456789012345680),
      Number.isInteger(fraction) ? new Float(fraction) : fraction,
      0.1,
      -2.5e-7,
      1e-5,
    ]);
  }

  private text(): string {
    const parts = Array.from({ length: 1 + this.below(this.below(5) === 0 ? 14 : 3) }, () =>
      this.below(25) === 0 ? this.character() : this.pick(WORDS),
    );
    return parts.join(this.pick(['', ' ', '-', ' ']));
  }

  private character(): string {
    const code = this.below(this.pick([0x250, 0x3000, 0x10000, 0x20000, 0x110000]));
    return code >= 0xd800 && code <= 0xdfff ? '' : String.fromCodePoint(code);
  }

  private pick<T>(items: readonly T[]): T {
    const [first] = items;
    const item = items[this.below(items.length)] ?? first;
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  /** A number from 0 to below `limit`: mulberry32. */
  private below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let bits = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return Math.floor((((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32) * limit);
  }
}

/** A cell as the peer's side reads it: `{"$": KIND, "v": VALUE}` for a formatted one. */
function encodeCell(cell: Cell): string {
  if (!(cell instanceof Formatted)) return encode(cell ?? null);
  return `{"$":"${kindOf(cell)}","v":${encode(cell.raw)}}`;
}

function kindOf({ raw, human, machine }: Formatted): string {
  for (const [kind, make] of Object.entries({
    size: sizeCell,
    dict: dictCell,
    list: listCell,
    dictlist: dictListCell,
    listdict: listDictCell,
  })) {
    if (kind === 'size' && (isObject(raw) || isList(raw))) continue;
    const other = make(raw);
    if (other.human === human && encode(other.machine) === encode(machine)) return kind;
  }
  throw new Error('unknown kind of cell');
}

/** JSON text that keeps the kind of each number. */
function encode(value: Json): string {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Float) return reprFloat(value.value);
  if (isList(value)) return `[${value.map(encode).join(',')}]`;
  if (isObject(value)) {
    return `{${Object.entries(value)
      .map(([key, item]) => `${JSON.stringify(key)}:${encode(item ?? null)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value);
}
