/** The way of a command line: route, parse, run, render, exit code. The only place that handles errors. */
import type { Settings } from './config/settings.ts';
import { type Common, createContext, type RunContext } from './context.ts';
import { type Host, versionLine } from './host.ts';
import { type Invocation, invoke, invokeAtPrompt } from './invocation.ts';
import type { Sink } from './kernel/context.ts';
import { Quiet } from './kernel/errors.ts';
import type { Result } from './kernel/output/result.ts';
import { type Parsed, type Spec, UsageError } from './kernel/parse/parser.ts';
import { type Route, route } from './kernel/router.ts';
import { specOf } from './kernel/spec.ts';
import type { Tree } from './kernel/tree.ts';
import { isFramed, openLog } from './logging.ts';
import { print } from './print.ts';
import type { Profile } from './profile.ts';
import type { PromptSession } from './prompt.ts';
import { safeSink } from './safe-sink.ts';

/**
 * Runs one command line.
 * @param argv the words after the program's name
 * @returns the exit code
 * @throws only what breaks the streams themselves (EPIPE); every other error is printed and becomes a code
 */
export async function run(argv: readonly string[], outside: Host): Promise<number> {
  const asked = namesAsked(argv);
  if (asked) return (await import('./complete.ts')).completeNames(asked, outside);
  const host = { ...outside, stdout: safeSink(outside.stdout), stderr: safeSink(outside.stderr) };
  let invocation: Invocation;
  try {
    invocation = await invoke(argv, host);
  } catch (error) {
    const { reportEarly } = await import('./report.ts');
    return reportEarly(error, host);
  }
  return begin(invocation, host, outside.stdout);
}

/** What follows `__complete`, with what stands in front of it (`--as NAME`) in the line that is completed. */
function namesAsked(argv: readonly string[]): readonly string[] | undefined {
  const at = argv[0] === '--as' ? 2 : argv[0]?.startsWith('--as=') ? 1 : 0;
  if (argv[at] !== '__complete') return undefined;
  const [refresh, kind = ''] = argv.slice(at + 1);
  const words = refresh === '--refresh' ? [refresh, kind] : [refresh ?? ''];
  return [...words, ...argv.slice(0, at), ...argv.slice(at + 1 + words.length)];
}

/**
 * Runs one line of a prompt; as `run` in everything else.
 * @param argv the line's words
 * @param session what the prompt was opened with
 */
export async function runAtPrompt(
  argv: readonly string[],
  session: PromptSession,
  outside: Host,
): Promise<number> {
  const host = { ...outside, stdout: safeSink(outside.stdout), stderr: safeSink(outside.stderr) };
  let invocation: Invocation;
  try {
    invocation = await invokeAtPrompt(argv, session.opened, session.tree, host);
  } catch (error) {
    const { reportEarly } = await import('./report.ts');
    return reportEarly(error, { ...host, name: session.opened.manners === 'ostk' ? 'ostk' : host.name });
  }
  return begin(invocation, host, outside.stdout, session.common);
}

/** Opens the log and the context, runs the line in them, and tells what went wrong. */
async function begin(invocation: Invocation, host: Host, terminal: Sink, common?: Common): Promise<number> {
  const { options } = invocation;
  if (options.values.version === true) {
    await host.stdout.write(versionLine(invocation.program, host.version));
    return 0;
  }
  let settings: Settings | undefined;
  const log = await openLog(invocation, host, () => settings);
  if (typeof log === 'number') return log;
  const profile = await profileOf(options.values.profile);
  const prompt = async (tree?: string) => (await import('./prompt.ts')).openPrompt(invocation, tree, host);
  const setup = { ...invocation, headers: profile?.headers, common, prompt };
  const context = createContext(host, setup, log, loaded => {
    settings = loaded;
  });
  let code: number;
  try {
    code = await dispatch(context, invocation, host, { terminal, profile });
  } catch (error) {
    const { report } = await import('./report.ts');
    const authUrl = settings?.auth.auth_url;
    const patience = Number(settings?.extra.api_timeout) || undefined;
    code = await report(error, context, { traced: options.values.debug === true, authUrl, patience });
  }
  if (isFramed(invocation)) log.debug(`END return value: ${code}`);
  await context.close();
  return code;
}

/** The trace that `--profile KEY` asks for. */
async function profileOf(key: unknown): Promise<Profile | undefined> {
  if (typeof key !== 'string' || key === '') return undefined;
  return (await import('./profile.ts')).beginProfile(key);
}

/** What a run ends with. */
interface Ending {
  /** stdout as it is, for what may be coloured. */
  readonly terminal: Sink;
  readonly profile: Profile | undefined;
}

async function dispatch(
  context: RunContext,
  invocation: Invocation,
  host: Host,
  { terminal, profile }: Ending,
): Promise<number> {
  const { options, manners, tree, grammar } = invocation;
  const argv = tree.ordered?.(invocation.argv) ?? invocation.argv;
  const absent = await absentCommands(context, tree);
  if (options.values[tree.help] === true) return grammar.help(context, invocation);
  if (argv.length === 0) {
    return tree.prompt && manners === 'peer' ? context.prompt(tree.name) : grammar.help(context, invocation);
  }
  if (grammar.statements) {
    return (await import('./statements.ts')).runStatements(context, invocation, host, terminal);
  }
  const found = await route(host.commands, tree, argv, manners === 'ostk');
  if (!found || absent(found.name)) return grammar.unknown(context, invocation, absent);
  const whole = specOf(found.command, `${context.prefix}${found.name}`, host.env);
  const spec = grammar.shape?.(whole) ?? whole;
  const values = await parseOrExplain(context, spec, found, invocation).catch(async error => {
    // The peer's prompt has a blank line behind what its parser ended.
    if (context.prefix === '') await context.stderr.write('\n');
    throw error;
  });
  if (found.command.auth !== false) await context.whoami();
  try {
    const result = await found.command.run(context, values);
    if (result) await print(context, result, values, terminal);
  } finally {
    if (profile) await (manners === 'peer' ? context.stdout : context.stderr).write(profile.farewell);
  }
  if (context.timings.length > 0) await printTimings(context, values.formatter);
  return 0;
}

/** Which commands are none for what is configured: nothing is read for this where the peer does not look, either. */
async function absentCommands(context: RunContext, { absent }: Tree): Promise<(name: string) => boolean> {
  if (!absent || context.manners === 'ostk') return () => false;
  // The peer looks at the cloud's name before anything else, so a wrong one is told first.
  const { config } = await context.settings();
  return name => absent(config, name);
}

/** What word processors put in place of hyphens. */
const PASTED_DASH = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/;

/** Parses the rest of the line; under ostk's own name a line that does not fit is shown corrected. */
async function parseOrExplain(
  context: RunContext,
  spec: Spec,
  found: Route,
  invocation: Invocation,
): Promise<Record<string, unknown>> {
  let parsed: Parsed;
  try {
    parsed = invocation.grammar.parse(spec, found.rest, invocation);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const older = found.command.outdated?.(found.rest);
    const values = older && fitting(spec, older, invocation);
    if (values) return values;
    const more = found.command.more && error.unknown.some(word => word.startsWith('--'));
    const wider = more ? await found.command.more?.(context) : undefined;
    const params = wider && { ...spec.params, ...wider };
    const fits = params && fitting({ ...spec, params }, found.rest, invocation);
    if (fits) return fits;
    const { explainUsage } = await import('./kernel/explain.ts');
    throw new Quiet(await explainUsage(context, error, invocation));
  }
  if (context.manners === 'ostk' && found.rest.some(word => PASTED_DASH.test(word))) {
    const { pastedOption, refusePasted } = await import('./kernel/explain.ts');
    const word = pastedOption(context, spec, found.rest);
    if (word !== undefined) throw new Quiet(await refusePasted(context, word, spec.prog, invocation));
  }
  return parsed.values;
}

/** The values of words that fit a declaration, undefined when they do not. */
function fitting(
  spec: Spec,
  words: readonly string[],
  line: Invocation,
): Record<string, unknown> | undefined {
  try {
    return line.grammar.parse(spec, words, line).values;
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

/** What `--timing` prints after the result: under a peer's name on stdout, under ostk's own on stderr. */
async function printTimings(context: RunContext, format: unknown): Promise<void> {
  const timings = context.timings.splice(0);
  const total = timings.reduce((sum, { seconds }) => sum + seconds, 0);
  const rows = timings.map(({ method, url, seconds }) => [`${method} ${url}`, seconds]);
  const result: Result = { kind: 'list', columns: ['URL', 'Seconds'], rows: [...rows, ['Total', total]] };
  const table = format === undefined || format === 'table';
  const sink = context.manners === 'peer' ? context.stdout : context.stderr;
  const { render } = await import('./kernel/output/render.ts');
  const { outputOptions } = await import('./kernel/output/options.ts');
  const terminal = { isTTY: sink.isTTY, columns: sink.columns, colour: false };
  const { text } = await render(result, outputOptions({ formatter: table ? 'table' : 'csv' }), terminal);
  await sink.write(`\n${text}`);
}
