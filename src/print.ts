/** Prints what a command returned. */
import type { Context, Sink } from './kernel/context.ts';
import type { OutputOptions } from './kernel/output/options.ts';
import type { Cell, ListResult, Result, StreamResult } from './kernel/output/result.ts';

/**
 * Prints a result. The renderer makes what services sent safe for a terminal; what it colours itself has to pass.
 * @param values what the parser found, the output options among them
 * @param stdout as it is, for what may be coloured
 */
export async function print(
  context: Pick<Context, 'manners' | 'env' | 'log' | 'globals' | 'stdout'>,
  result: Result,
  values: Record<string, unknown>,
  stdout: Sink,
): Promise<void> {
  if (result.kind === 'text' && values.formatter === undefined) {
    await context.stdout.write(result.text(context.globals.quiet === true));
    return;
  }
  const { outputOptions } = await import('./kernel/output/options.ts');
  const options = outputOptions(values);
  if (result.kind === 'stream' && !stdout.isTTY && !options.sort_columns?.length)
    return printStream(result, options, stdout);
  const { render } = await import('./kernel/output/render.ts');
  const colour = stdout.isTTY && context.manners === 'ostk' && !context.env.NO_COLOR;
  const terminal = { isTTY: stdout.isTTY, columns: stdout.columns, colour };
  const shown =
    result.kind === 'text' ? result.data : result.kind === 'stream' ? await gathered(result) : result;
  const { text, warnings } = await render(shown, options, terminal);
  for (const warning of warnings) context.log.warn(warning);
  await stdout.write(text);
}

async function printStream(result: StreamResult, options: OutputOptions, stdout: Sink): Promise<void> {
  const { renderStream } = await import('./kernel/output/stream.ts');
  for await (const piece of renderStream(result, options)) await stdout.write(piece);
}

/** All rows at once: to sort them, or for a terminal, where nobody reads a hundred thousand. */
async function gathered({ columns, rows }: StreamResult): Promise<ListResult> {
  const all: (readonly Cell[])[] = [];
  for await (const row of rows) all.push(row);
  return { kind: 'list', columns, rows: all };
}
