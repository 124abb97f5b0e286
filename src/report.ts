/** What is said of an error, and the exit code it comes to; loaded only when there is one. */
import { terminalWidth } from './context.ts';
import { type Host, lastWords } from './host.ts';
import type { Context } from './kernel/context.ts';
import { exitCode, Quiet, sentence } from './kernel/errors.ts';
import { HelpRequested, UsageError } from './kernel/parse/parser.ts';

/** A line that cannot be understood, as argparse and the shells have it. */
const USAGE_CODE = 2;

/** Ctrl-C. */
const INTERRUPTED = 130;

/** What the report may use besides the context. */
export interface Circumstances {
  /** Whether the stack is shown, too. */
  readonly traced: boolean;
  /** The auth_url in use, where the settings were read. */
  readonly authUrl: string | undefined;
  /** Seconds after which an answer is given up, where the user said so. */
  readonly patience: number | undefined;
}

/**
 * Tells what went wrong.
 * @returns the exit code
 * @throws a broken pipe, which the process's edge knows
 */
export async function report(
  error: unknown,
  context: Context,
  { traced, ...circumstances }: Circumstances,
): Promise<number> {
  const { log, manners, stdout, tree, width } = context;
  if (isBrokenPipe(error)) throw error;
  if (error instanceof Quiet) {
    // A transfer ends itself on Ctrl-C.
    if (error.code === INTERRUPTED) await context.stderr.write(lastWords(context.program));
    return error.code;
  }
  if (error instanceof HelpRequested) return printHelp(error, stdout, width);
  const said =
    manners === 'peer'
      ? tree.say(error, circumstances)
      : (tree.sayOwn?.(error) ?? { sentence: sentence(error, manners), warning: undefined });
  if (said.warning !== undefined) log.warn(said.warning);
  log.error(said.sentence);
  if (traced) log.error(stackOf(error));
  return error instanceof UsageError ? USAGE_CODE : exitCode(error);
}

/** As `report`, for a line whose global options could not be read, so that there is no context. */
export async function reportEarly(error: unknown, host: Host): Promise<number> {
  if (error instanceof HelpRequested) return printHelp(error, host.stdout, terminalWidth(host));
  await host.stderr.write(`${sentence(error, host.name === 'ostk' ? 'ostk' : 'peer')}\n`);
  return error instanceof UsageError ? USAGE_CODE : exitCode(error);
}

async function printHelp({ spec }: HelpRequested, stdout: Context['stdout'], width: number): Promise<number> {
  const { help } = await import('./kernel/parse/help.ts');
  await stdout.write(help(spec, width));
  return 0;
}

function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}

/** Where an error was made, and those that it was made from. */
function stackOf(error: unknown): string {
  const stacks: string[] = [];
  for (let each = error; each instanceof Error; each = each.cause) stacks.push(each.stack ?? each.message);
  return stacks.join('\nCaused by: ');
}
