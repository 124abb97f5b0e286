/** Prints what a command returned. */
import type { Context, Sink } from './kernel/context.ts';
import type { Result } from './kernel/output/result.ts';

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
  const { render } = await import('./kernel/output/render.ts');
  const { outputOptions } = await import('./kernel/output/options.ts');
  const colour = stdout.isTTY && context.manners === 'ostk' && !context.env.NO_COLOR;
  const terminal = { isTTY: stdout.isTTY, columns: stdout.columns, colour };
  const shown = result.kind === 'text' ? result.data : result;
  const { text, warnings } = await render(shown, outputOptions(values), terminal);
  for (const warning of warnings) context.log.warn(warning);
  await stdout.write(text);
}
