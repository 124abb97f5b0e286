/** Tables taken apart into cells and drawn again. */

/** One table as it was printed: lines of cells, with `undefined` for a rule of dashes. */
interface Table {
  readonly lines: readonly (readonly string[] | undefined)[];
  readonly right: readonly boolean[];
}

const RULE = /^\+(?:-+\+)+$/;

/**
 * Changes the cells of every table in a text, and the text around them.
 * A table is drawn anew only when it was drawn tightly before; otherwise only its text is changed, so that wrong
 * padding is still seen.
 * @param change applied to each cell's text, and to text outside of tables
 * @param fields columns (by header) or fields (by the first cell of a Field/Value table) that are masked whole
 */
export function renderTables(
  text: string,
  change: (text: string) => string,
  fields: ReadonlySet<string> = new Set(),
): string {
  const result: string[] = [];
  let plain: string[] = [];
  const lines = text.split('\n');
  const flush = (): void => {
    if (plain.length > 0) result.push(change(plain.join('\n')));
    plain = [];
  };
  for (let at = 0; at < lines.length; at++) {
    if (!RULE.test(lines[at] ?? '')) {
      plain.push(lines[at] ?? '');
      continue;
    }
    let end = at + 1;
    while (end < lines.length && /^[|+]/.test(lines[end] ?? '')) end++;
    const drawn = lines.slice(at, end);
    flush();
    result.push(redraw(drawn, change, fields));
    at = end - 1;
  }
  flush();
  return result.join('\n');
}

function redraw(
  drawn: readonly string[],
  change: (text: string) => string,
  fields: ReadonlySet<string>,
): string {
  const table = parseTable(drawn);
  if (!table || draw(table) !== drawn.join('\n')) return change(drawn.join('\n'));
  const [, header] = table.lines;
  const show = header?.length === 2 && header[0] === 'Field' && header[1] === 'Value';
  const lines = table.lines.map((line, number) => {
    if (!line || number === 1) return line;
    return line.map((cell, column) => {
      const field = show ? line[0] : header?.[column];
      const whole = field !== undefined && fields.has(field) && !(show && column === 0);
      return whole ? `<${field}>` : change(cell);
    });
  });
  return draw({ ...table, lines });
}

/**
 * Takes a drawn table apart.
 * @returns its cells without padding, or undefined when the lines are no table
 */
export function parseTable(drawn: readonly string[]): Table | undefined {
  const rule = drawn[0] ?? '';
  const widths = rule
    .slice(1, -1)
    .split('+')
    .map(dashes => dashes.length);
  const rows: (readonly string[] | undefined)[] = [];
  const right = widths.map(() => true);
  const left = widths.map(() => true);
  for (const line of drawn) {
    if (RULE.test(line)) {
      rows.push(undefined);
      continue;
    }
    const cells = cut(line, widths);
    if (!cells) return undefined;
    for (const [column, cell] of cells.entries()) {
      if (cell.length > 2 && cell.trim() !== '' && !/^ \S/.test(cell)) left[column] = false;
      if (cell.trim() !== '' && !/\S $/.test(cell)) right[column] = false;
    }
    rows.push(cells);
  }
  const aligned = widths.map((_, column) => left[column] === false && right[column] === true);
  return {
    lines: rows.map(cells =>
      cells?.map((cell, column) =>
        aligned[column] ? cell.trimStart().slice(0, -1) : cell.slice(1).trimEnd(),
      ),
    ),
    right: aligned,
  };
}

/** Cuts `| a | b |` at the columns' widths, so that a `|` inside of a cell is text. */
function cut(line: string, widths: readonly number[]): string[] | undefined {
  const cells: string[] = [];
  let rest = line;
  for (const width of widths) {
    let end = 1;
    for (let used = 0; used < width; end++) {
      const char = rest.slice(end).match(/^./u)?.[0];
      if (char === undefined) return undefined;
      used += cellsOf(char);
      end += char.length - 1;
    }
    if (rest[0] !== '|') return undefined;
    cells.push(rest.slice(1, end));
    rest = rest.slice(end);
  }
  return rest === '|' ? cells : undefined;
}

/** Terminal cells of one character: enough for the names that the tests use. */
function cellsOf(char: string): number {
  const code = char.codePointAt(0) ?? 0;
  if (code >= 0x300 && code <= 0x36f) return 0;
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u.test(
    char,
  )
    ? 2
    : 1;
}

function measure(text: string): number {
  let width = 0;
  for (const char of text) width += cellsOf(char);
  return width;
}

function draw(table: Table): string {
  const widths = table.right.map((_, column) =>
    Math.max(0, ...table.lines.map(line => measure(line?.[column] ?? ''))),
  );
  const rule = `+${widths.map(width => '-'.repeat(width + 2)).join('+')}+`;
  return table.lines
    .map(line => {
      if (!line) return rule;
      const cells = line.map((cell, column) => {
        const gap = ' '.repeat(Math.max(0, (widths[column] ?? 0) - measure(cell)));
        return table.right[column] ? ` ${gap}${cell} ` : ` ${cell}${gap} `;
      });
      return `|${cells.join('|')}|`;
    })
    .join('\n');
}
