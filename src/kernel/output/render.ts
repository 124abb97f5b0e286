/** Turns a command's result into text; each format is loaded only by the runs that ask for it. */
import { visibleControls } from './control.ts';
import type { OutputOptions } from './options.ts';
import type { ListResult, RowsResult, ShowResult, Tone } from './result.ts';
import { OutputError, pickColumns, pickFields, sortRows } from './select.ts';

export { OutputError };

/** Where the text goes. */
export interface Terminal {
  readonly isTTY: boolean;
  /** Columns of the terminal; undefined when it is none. */
  readonly columns: number | undefined;
  /** Whether statuses may be coloured; has an effect on terminals only. */
  readonly colour: boolean;
}

/** What to print, newline at the end included, and what to warn of on stderr. */
export interface Rendered {
  readonly text: string;
  readonly warnings: readonly string[];
}

/**
 * Renders a result as the peer does (cliff 4.17): sorts, chooses columns, formats.
 * @param result what the command returned
 * @param options the values of the output options
 * @param terminal where the text goes; on a terminal tables fit its width, and control characters are made visible
 * @throws OutputError when no chosen column is known, or csv cannot write a row
 */
export async function render(
  result: RowsResult,
  options: OutputOptions,
  terminal: Terminal,
): Promise<Rendered> {
  const warnings: string[] = [];
  if (result.kind === 'table') {
    const { plainTable } = await import('./table.ts');
    return { text: await plainTable(result, terminal.isTTY), warnings };
  }
  let chosen: ListResult | ShowResult;
  if (result.kind === 'list') {
    const sorted = sortRows(result, options.sort_columns ?? [], options.sort_direction === 'desc');
    warnings.push(...sorted.warnings);
    chosen = pickColumns(sorted.result, options.columns ?? []);
  } else chosen = pickFields(result, options.columns ?? []);
  const text = await format(chosen, options, terminal);
  // json and yaml escape controls anyway; a table's cells are safe already, and escapes left in it are the colours.
  const isRaw = !['json', 'yaml', 'table'].includes(options.formatter);
  return { text: terminal.isTTY && isRaw ? visibleControls(text) : text, warnings };
}

async function format(
  result: ListResult | ShowResult,
  options: OutputOptions,
  terminal: Terminal,
): Promise<string> {
  switch (options.formatter) {
    case 'json': {
      const { listJson, showJson } = await import('./json.ts');
      const indented = !options.noindent;
      return result.kind === 'list' ? listJson(result, indented) : showJson(result, indented);
    }
    case 'yaml': {
      const { listYaml, showYaml } = await import('./yaml.ts');
      return result.kind === 'list' ? listYaml(result) : showYaml(result);
    }
    case 'table': {
      const { listTable, showTable } = await import('./table.ts');
      const style = await tableStyle(options, terminal);
      return result.kind === 'list' ? listTable(result, style) : showTable(result, style);
    }
    default: {
      const { listValue, showValue, shell, csv } = await import('./lines.ts');
      if (result.kind === 'list') {
        return options.formatter === 'csv'
          ? csv(result, options.quote_mode ?? 'nonnumeric')
          : listValue(result);
      }
      if (options.formatter !== 'shell') return showValue(result);
      return shell(result, options.prefix ?? '', options.variables ?? []);
    }
  }
}

async function tableStyle(options: OutputOptions, { isTTY, columns, colour }: Terminal) {
  const asked = options.max_width ?? 0;
  // The width of the terminal is only known where stdout is one, where --fit-width holds anyway.
  const fitted = isTTY && columns ? columns : undefined;
  return {
    maxWidth: asked > 0 ? asked : fitted,
    printEmpty: options.print_empty ?? false,
    safe: isTTY,
    paint: isTTY && colour ? await painter() : undefined,
  };
}

/** Loads colours. */
async function painter(): Promise<(tone: Tone, text: string) => string> {
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  const tones = { good: chalk.green, busy: chalk.yellow, bad: chalk.red, off: chalk.gray };
  return (tone, text) => tones[tone](text);
}
