/**
 * Lines that are several commands, as libvirt's shell has them: all are read before the first one runs, each tells its own
 * errors, and the code is the last one's (tools/vsh.c, vshCommandRun).
 */
import type { RunContext } from './context.ts';
import type { Host } from './host.ts';
import type { Invocation } from './invocation.ts';
import type { Command } from './kernel/command.ts';
import type { Sink } from './kernel/context.ts';
import type { Result, TextResult } from './kernel/output/result.ts';
import { HelpRequested, type Spec } from './kernel/parse/parser.ts';
import { route } from './kernel/router.ts';
import { specOf } from './kernel/spec.ts';
import { joined, spread } from './kernel/vsh/domains.ts';
import { BadValue } from './kernel/vsh/parse.ts';
import { print } from './print.ts';
import { report } from './report.ts';

type Values = Record<string, unknown>;

/** What runs when a statement's turn has come. */
interface Step {
  readonly name: string;
  readonly command: Command;
  /** Read values, or why there are none: that is told when its turn has come. */
  readonly values: Values | BadValue;
  /** Domains that the line names, and the values for each, where it names several. */
  readonly domains?: readonly (readonly [domain: string, values: Values | BadValue])[];
}

/** Commands that end the line they stand in. */
const LAST = new Set(['quit', 'exit']);

/**
 * Runs a line.
 * @param terminal stdout as it is
 * @returns the last command's exit code
 * @throws CommandError when the line cannot be read; LibvirtError where a connection that was named is not to be had
 */
export async function runStatements(
  context: RunContext,
  invocation: Invocation,
  host: Host,
  terminal: Sink,
): Promise<number> {
  const { argv, grammar, options } = invocation;
  const { quiet, timing, connect, debug } = options.values;
  const steps: Step[] = [];
  for (const words of grammar.statements?.(argv) ?? [argv]) {
    steps.push(await read(words, context, invocation, host));
  }
  if (connect !== undefined) await context.libvirt();
  let code = 0;
  for (const step of steps) {
    const began = context.clock.now();
    try {
      code = await perform(step, context, terminal);
    } catch (error) {
      code = await report(error, context, {
        traced: debug === true,
        authUrl: undefined,
        patience: undefined,
      });
    }
    if (LAST.has(step.name)) return code;
    if (timing === true) {
      await context.stdout.write(`\n(Time: ${(context.clock.now() - began).toFixed(3)} ms)\n\n`);
    } else if (quiet !== true && formatOf(step) === undefined) await context.stdout.write('\n');
  }
  return code;
}

/** Reads one command. @throws CommandError */
async function read(
  words: readonly string[],
  context: RunContext,
  invocation: Invocation,
  host: Host,
): Promise<Step> {
  const { tree, grammar, manners } = invocation;
  const found = await route(host.commands, tree, words, true);
  if (!found || (found.command.own === true && manners === 'peer')) {
    await grammar.unknown(context, { ...invocation, argv: words }, () => false);
    throw new Error('unknown commands are refused by the grammar');
  }
  const spec = specOf(found.command, found.name, host.env);
  const { name, command } = found;
  const parse = (rest: readonly string[]) => valuesOf(spec, rest, invocation);
  try {
    const several = manners === 'ostk' && isAboutOne(command) ? spread(found.rest) : undefined;
    if (!several) return { name, command, values: parse(found.rest) };
    const each = several.lines.map(parse);
    const domains = several.domains.map((domain, at) => [domain, each[at] ?? {}] as const);
    return { name, command, values: each[0] ?? {}, domains };
  } catch (error) {
    if (!(error instanceof HelpRequested)) throw error;
    const help = await route(host.commands, tree, ['help'], true);
    if (!help) throw error;
    return { name: help.name, command: help.command, values: { command: name } };
  }
}

/** Whether a command takes a domain, and not several of itself. */
function isAboutOne({ params }: Command): boolean {
  const domain = [params.domain ?? []].flat()[0];
  return domain !== undefined && domain.nargs === undefined;
}

function valuesOf(spec: Spec, words: readonly string[], invocation: Invocation): Values | BadValue {
  try {
    return invocation.grammar.parse(spec, words, invocation).values;
  } catch (error) {
    if (error instanceof BadValue) return error;
    throw error;
  }
}

/** The format that was asked for; undefined: the peer's form. */
function formatOf({ values }: Step): unknown {
  return values instanceof BadValue ? undefined : values.formatter;
}

async function perform(step: Step, context: RunContext, terminal: Sink): Promise<number> {
  if (step.command.auth !== false) await context.libvirt();
  if (step.domains) return performEach(step, step.domains, context, terminal);
  const result = await runWith(step.command, step.values, context);
  if (result) await print(context, result, step.values instanceof BadValue ? {} : step.values, terminal);
  return 0;
}

async function runWith(
  command: Command,
  values: Values | BadValue,
  context: RunContext,
): Promise<Result | undefined> {
  if (values instanceof BadValue) throw values;
  return command.run(context, values);
}

/** Runs a command for several domains, side by side where nobody is needed at the terminal; tells of each, in the order in which they were named. */
async function performEach(
  step: Step,
  domains: NonNullable<Step['domains']>,
  context: RunContext,
  terminal: Sink,
): Promise<number> {
  const { command } = step;
  const runs: PromiseSettledResult<Result | undefined>[] = [];
  const atOnce = command.interactive ? 1 : domains.length;
  for (let from = 0; from < domains.length; from += atOnce) {
    const some = domains.slice(from, from + atOnce);
    runs.push(...(await Promise.allSettled(some.map(([, values]) => runWith(command, values, context)))));
  }
  const results: (readonly [string, TextResult])[] = [];
  let failures = 0;
  for (const [at, run] of runs.entries()) {
    const [domain = ''] = domains[at] ?? [];
    if (run.status === 'rejected') {
      failures++;
      await report(run.reason, context, { traced: false, authUrl: undefined, patience: undefined });
    } else if (run.value?.kind === 'text') results.push([domain, run.value]);
  }
  const format = formatOf(step);
  if (format !== undefined) {
    const values = step.values instanceof BadValue ? {} : step.values;
    await print(context, joined(results), values, terminal);
  } else {
    const quiet = context.globals.quiet === true;
    const texts = results.map(([, { text }]) => text(quiet));
    await context.stdout.write(texts.join(quiet ? '' : '\n'));
  }
  return failures > 0 ? 1 : 0;
}
