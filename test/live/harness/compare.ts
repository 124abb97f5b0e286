/** The same command line through the peer and through ostk. */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, inject } from 'vitest';
import { isList, isObject, type Json, parseJson } from '../../../src/clients/json.ts';
import { openrc, type User } from './credentials.ts';
import { insideOne } from './libvirt.ts';
import { type Kind, type Masking, mask } from './mask.ts';
import { start, ostk as startOstk } from './ostk.ts';
import { type Outcome, Peer } from './peer.ts';

/** A command line: words, or one string that is split as a shell would (blanks, quotes; nothing is expanded). */
export type Line = string | readonly string[];

/** Who runs it, with what around it. */
export interface Around {
  /** Whose credentials are in the environment (default admin). */
  readonly user?: User;
  /** More variables; undefined takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly stdin?: string | false;
  readonly cwd?: string;
  readonly timeout?: number;
  /** Which client it is a line for (default openstack). */
  readonly program?: Program;
  /** As `RunOptions.same`. */
  readonly same?: string;
}

/** The clients that lines are compared for. */
export type Program = 'openstack' | 'glance' | 'virsh';

/** How two outputs are compared. */
export interface Options extends Around {
  /** What may differ. Default: nothing for the same line on both sides, all kinds for two different lines. */
  readonly mask?: readonly Kind[];
  /** Fields or columns whose values may differ whole (`adminPass` always may). Not for csv and value. */
  readonly fields?: readonly string[];
  /** Applied to both sides' stdout last, for what only the test can know (an order, for instance). */
  readonly edit?: (stdout: string) => string;
  /** The exit code that both must have; left out: any, as long as it is the same. */
  readonly code?: number;
  /** Each side's own names, taken out of its output. */
  readonly own?: { readonly peer: Masking['own']; readonly ostk: Masking['own'] };
}

/** What both printed, unmasked. */
export interface Comparison {
  readonly peer: Outcome;
  readonly ostk: Outcome;
}

const EVERYTHING: readonly Kind[] = ['ids', 'times', 'addresses', 'secrets'];

let connection: Promise<Peer> | undefined;

/** Splits a line into words. @throws Error for a quote without its end */
export function words(line: Line): readonly string[] {
  if (typeof line !== 'string') return line;
  const found = line.matchAll(/(?:[^\s'"]+|'[^']*'|"[^"]*")+/g);
  return [...found].map(([word]) =>
    word.replace(/'([^']*)'|"([^"]*)"/g, (_, single, double) => single ?? double),
  );
}

/** The environment and the folder that a line runs in, with what `around` says of them. */
export function surroundings(around: Around): {
  env: Record<string, string>;
  cwd: string;
  stdin?: string | false;
  timeout?: number;
  program?: Program;
  within?: readonly string[];
} {
  const home = inject('liveHome');
  const cwd = around.cwd ?? join(home, 'work');
  const env: Record<string, string> = {
    PATH: process.env.PATH ?? '',
    HOME: join(home, 'home'),
    XDG_CACHE_HOME: join(home, 'cache'),
    LANG: 'C.UTF-8',
    ...openrc(around.user ?? 'admin'),
  };
  for (const [name, value] of Object.entries(around.env ?? {})) {
    if (value === undefined) delete env[name];
    else env[name] = value;
  }
  return {
    env,
    cwd,
    ...(around.stdin === undefined ? {} : { stdin: around.stdin }),
    ...(around.timeout === undefined ? {} : { timeout: around.timeout }),
    ...(around.program === undefined ? {} : { program: around.program }),
    ...(around.program === 'virsh' ? { within: insideOne(cwd) } : {}),
    ...(around.same === undefined ? {} : { same: around.same }),
  };
}

/** Runs a line through the peer alone. */
export async function peer(line: Line, around: Around = {}): Promise<Outcome> {
  if (around.program === 'virsh') return start(['virsh', ...words(line)], surroundings(around));
  connection ??= Peer.connect(inject('peerSocket'));
  return (await connection).run(words(line), surroundings(around));
}

/** Runs a line through ostk alone, under the peer's name; `tree` '' for its own. */
export function ostk(
  line: Line,
  around: Around = {},
  tree: string = around.program ?? 'openstack',
): Promise<Outcome> {
  return startOstk(inject('ostkProgram'), words(line), surroundings(around), tree);
}

/**
 * Runs a line through the peer to prepare something.
 * @returns stdout as data where the line asks for `-f json`, otherwise null
 * @throws Error with the peer's message when it fails
 */
export async function prepare(line: Line, around: Around = {}): Promise<Json> {
  const argv = words(line);
  const outcome = await peer(argv, around);
  if (outcome.code !== 0)
    throw new Error(
      `${around.program ?? 'openstack'} ${argv.join(' ')}: exit ${outcome.code}\n${outcome.stderr}${outcome.stdout}`,
    );
  return argv.includes('json') ? parseJson(outcome.stdout) : null;
}

/** As `prepare`, for something that may not be there: tells whether it worked. */
export async function attempt(line: Line, around: Around = {}): Promise<boolean> {
  return (await peer(line, around)).code === 0;
}

/**
 * Runs a line through both and expects the same stdout, stderr and exit code.
 * A line that only reads is run again when they differ: the cloud may have changed between the two, and a difference
 * counts once it stays.
 * @param name what the failure is called; the line itself is shown anyway
 * @param forPeer the peer's line
 * @param forOstk ostk's line, when it works on a twin of its own
 * @throws AssertionError with a diff of both documents
 */
export async function compare(
  name: string,
  forPeer: Line,
  forOstk: Line = forPeer,
  options: Options = {},
): Promise<Comparison> {
  const lines = { peer: words(forPeer), ostk: words(forOstk) };
  let found = await once(lines, options);
  const { same: _, ...anew } = options;
  for (
    let again = 1;
    again <= PATIENCE && found.texts.ostk !== found.texts.peer && readsOnly(lines.peer);
    again++
  ) {
    await setTimeout(again * 500);
    found = await once(lines, anew);
  }
  const { peer: reference, ostk: result, texts } = found;
  const title = `${name}\n  ${options.program ?? 'openstack'} ${lines.ostk.join(' ')}`;
  expect(texts.ostk, title).toBe(texts.peer);
  if (options.code !== undefined) expect(reference.code, `${title}\n${reference.stderr}`).toBe(options.code);
  return { peer: reference, ostk: result };
}

/** How often a reading line is run again before a difference counts. */
const PATIENCE = 4;

/** Whether a line changes nothing: its verb is one that lists or shows. */
function readsOnly(line: readonly string[]): boolean {
  const verbs = new Set(['list', 'show']);
  const command = line.find(word => !word.startsWith('-')) ?? '';
  return line.slice(0, 5).some(word => verbs.has(word)) || /-(list|show)$/.test(command);
}

/** One run of both, with the documents that are compared. */
async function once(
  lines: { readonly peer: readonly string[]; readonly ostk: readonly string[] },
  options: Options,
): Promise<Comparison & { readonly texts: { readonly peer: string; readonly ostk: string } }> {
  const [reference, result] = await Promise.all([peer(lines.peer, options), ostk(lines.ostk, options)]);
  const same = lines.peer.join('\0') === lines.ostk.join('\0');
  const masking = {
    kinds: options.mask ?? (same ? [] : EVERYTHING),
    fields: ['adminPass', ...(options.fields ?? [])],
  };
  const edit = options.edit ?? (text => text);
  const document = (own: Outcome, other: Outcome, side: 'peer' | 'ostk'): string => {
    const replace = options.own?.[side];
    const [stdout = '', stderr = ''] = mask([own.stdout, own.stderr], [other.stdout, other.stderr], {
      ...masking,
      ...(replace ? { own: replace } : {}),
    });
    return `exit ${own.code}\n--- stdout\n${edit(stdout)}--- stderr\n${stderr}`;
  };
  const texts = { peer: document(reference, result, 'peer'), ostk: document(result, reference, 'ostk') };
  return { peer: reference, ostk: result, texts };
}

/** The formats of a kind of output. @param which 'main': those that every command is compared in */
export function formats(kind: 'list' | 'show', which: 'main' | 'others' | 'all' = 'all'): string[] {
  const main = ['table', 'json'];
  const others = kind === 'list' ? ['yaml', 'csv', 'value'] : ['yaml', 'shell', 'value'];
  return which === 'main' ? main : which === 'others' ? others : [...main, ...others];
}

/**
 * Runs comparisons of one reading line, format after format. The peer asks the cloud the first time only, and prints
 * the others of what it was answered then. Where that differs from what ostk prints, since the cloud has gone on, the
 * line is compared again as usual.
 * @param run gets the option that says so
 */
export async function onSameAnswers(run: (same: Pick<Options, 'same'>) => Promise<void>): Promise<void> {
  const same = join(inject('liveHome'), `same-${randomUUID()}`);
  try {
    await run({ same });
  } finally {
    rmSync(same, { force: true });
  }
}

const seen = new Set<string>();

/**
 * Compares a reading command: table and json always, the other formats when no command of this test file had columns
 * of the same shape (kinds of values, in order) before.
 */
export function reads(kind: 'list' | 'show', line: Line, options: Options = {}): Promise<void> {
  const argv = words(line);
  return onSameAnswers(async same => {
    const inFormat = (format: string): Promise<Comparison> => {
      const full = [...argv, '-f', format];
      return compare(`as ${format}`, full, full, { code: 0, ...same, ...options });
    };
    await inFormat('table');
    const { peer: json } = await inFormat('json');
    const key = `${kind} ${shape(json.stdout)}`;
    if (seen.has(key)) return;
    seen.add(key);
    for (const format of formats(kind, 'others')) await inFormat(format);
  });
}

/** The kinds of values in each column, all rows together. */
function shape(stdout: string): string {
  let data: Json;
  try {
    data = parseJson(stdout);
  } catch {
    return 'no json';
  }
  const columns: Set<string>[] = [];
  for (const row of isList(data) ? data : [data]) {
    if (!isObject(row)) continue;
    for (const [number, value] of Object.values(row).entries()) {
      columns[number] ??= new Set();
      columns[number].add(kindOf(value));
    }
  }
  return columns.map(kinds => [...kinds].sort().join('|')).join(',');
}

function kindOf(value: Json | undefined): string {
  if (value === null || value === undefined) return 'null';
  if (isList(value)) return `list of ${[...new Set(value.map(kindOf))].sort().join('|')}`;
  if (isObject(value)) return Object.keys(value).length > 0 ? 'object' : 'empty object';
  if (typeof value === 'string') return value === '' ? 'empty' : value.includes('\n') ? 'lines' : 'text';
  return typeof value;
}
