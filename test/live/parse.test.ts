/**
 * Generated argument lists through the reference client's parsers and through ours: values, exit codes, error
 * sentences and usage must not differ. `OSTK_PARSE_SEED` repeats a run, `OSTK_PARSE_LINES` sets the lines a command.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Verbs } from '../../src/kernel/command.ts';
import { CommandError } from '../../src/kernel/errors.ts';
import { help } from '../../src/kernel/parse/help.ts';
import { HelpRequested, parse, parseKnown, type Spec, UsageError } from '../../src/kernel/parse/parser.ts';
import { fuzzyMatches } from '../../src/kernel/parse/suggest.ts';
import { usage } from '../../src/kernel/parse/usage.ts';
import { specOf as commandSpec } from '../../src/kernel/spec.ts';
import { globals } from '../../src/trees/openstack-globals.ts';
import { Chance, line } from './grammar/lines.ts';
import { Grammar, type PeerAnswer, type PeerParser } from './grammar/peer.ts';
import { OPAQUE, specOf } from './grammar/spec.ts';

const seed = Number(process.env.OSTK_PARSE_SEED ?? Date.now() % 1_000_000);
const lines = Number(process.env.OSTK_PARSE_LINES ?? 14);
const surface: Record<string, { args: { flags: string[]; dest: string }[] }> = JSON.parse(
  readFileSync(new URL('../surface/openstack.json', import.meta.url), 'utf8'),
);
const names = Object.keys(surface);
const parsers = new Map<string, PeerParser>();
let grammar: Grammar;

beforeAll(async () => {
  grammar = new Grammar();
  const all = await Promise.all(names.map(command => grammar.ask<PeerParser>({ op: 'describe', command })));
  for (const [i, name] of names.entries()) {
    const parser = all[i];
    if (parser) parsers.set(name, parser);
  }
});
afterAll(() => grammar.close());

/** What a line came to, in a form that both sides have. */
type Outcome = { values: unknown; rest: unknown } | { code: number; stderr: string } | { raised: string };

function ours(spec: Spec, argv: readonly string[], known = false): Outcome {
  try {
    const { values, rest } = known ? parseKnown(spec, argv) : parse(spec, argv);
    return { values: plain(values), rest };
  } catch (error) {
    if (error instanceof UsageError) return { code: 2, stderr: unordered(`${error.message}\n`) };
    if (error instanceof HelpRequested) return { code: 0, stderr: '' };
    if (error instanceof CommandError) return { raised: error.message };
    throw error;
  }
}

function theirs(answer: PeerAnswer): Outcome {
  if (answer.values) return { values: answer.values, rest: answer.rest };
  if (answer.raised !== undefined) return { raised: answer.raised };
  return { code: answer.code ?? 0, stderr: unordered(answer.stderr ?? '') };
}

function plain(values: Record<string, unknown>): unknown {
  const text = JSON.stringify(values, (_, value) => {
    if (value === undefined) return null;
    if (typeof value !== 'number' || Number.isFinite(value)) return value;
    return { $float: String(value).toLowerCase().replace('infinity', 'inf') };
  });
  return JSON.parse(text);
}

/** Sets have no order in the peer: the keys that its sentences list come in any. */
function unordered(text: string): string {
  return text.replace(
    /^(.*(?:Missing required keys|Required keys are:|Valid keys are:) )(.*)$/gm,
    (_, head, list) => {
      const dot = list.endsWith('.') ? '.' : '';
      return `${head}${list.replace(/\.$/, '').split(', ').sort().join(', ')}${dot}`;
    },
  );
}

/** Leaves out the values that only a command's own file can make, and the traces of those actions in the peer. */
function comparable(outcome: Outcome, opaque: ReadonlySet<string>): Outcome {
  if (!('values' in outcome) || outcome.values === null || typeof outcome.values !== 'object') return outcome;
  return {
    ...outcome,
    values: Object.fromEntries(Object.entries(outcome.values).filter(([k]) => !opaque.has(k))),
  };
}

test('the surface file lists the options that the peer has', () => {
  for (const [name, parser] of parsers) {
    const there = new Set(parser.actions.flatMap(({ flags, dest }) => (flags.length > 0 ? flags : [dest])));
    const missing = surface[name]?.args.flatMap(({ flags, dest }) => (flags.length > 0 ? flags : [dest]));
    expect(
      missing?.filter(flag => !there.has(flag)),
      name,
    ).toEqual([]);
  }
});

test('generated lines come to the same', async () => {
  process.stdout.write(`OSTK_PARSE_SEED=${seed}, ${lines} lines for each of ${names.length} commands\n`);
  const chance = new Chance(seed);
  const differences: unknown[] = [];
  const tally = { values: 0, error: 0, raised: 0 };
  for (const [command, parser] of parsers) {
    const spec = specOf(`openstack ${command}`, parser);
    const opaque = new Set(parser.actions.filter(({ kind }) => OPAQUE.has(kind)).map(({ dest }) => dest));
    const made = Array.from({ length: lines }, () => line(parser, chance));
    const answers = await Promise.all(
      made.map(argv => grammar.ask<PeerAnswer>({ op: 'parse', command, argv })),
    );
    for (const [i, argv] of made.entries()) {
      const expected = comparable(theirs(answers[i] ?? {}), opaque);
      const actual = comparable(ours(spec, argv), opaque);
      tally['values' in expected ? 'values' : 'raised' in expected ? 'raised' : 'error']++;
      if (JSON.stringify(sorted(expected)) !== JSON.stringify(sorted(actual))) {
        differences.push({ command, argv, expected, actual });
      }
    }
  }
  process.stdout.write(`${JSON.stringify(tally)}\n`);
  expect(differences.slice(0, 5)).toEqual([]);
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([k, v]) => [k, sorted(v)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

test.each([40, 80, 120, 200])('usage and help are laid out the same in %i columns', async columns => {
  for (const [command, parser] of parsers) {
    const spec = specOf(`openstack ${command}`, parser);
    const [usages, helps] = await Promise.all([
      grammar.ask<{ text: string }>({ op: 'usage', command, columns }),
      grammar.ask<{ text: string }>({ op: 'help', command, columns }),
    ]);
    expect(usage(spec, columns), command).toBe(usages.text);
    expect(help(spec, columns), command).toBe(helps.text);
  }
});

const commandFiles = new URL('../../src/commands/openstack/', import.meta.url);
const nouns = readdirSync(commandFiles)
  .filter(file => file.endsWith('.ts'))
  .map(file => file.slice(0, -'.ts'.length));

test.each(nouns)('the declarations of %s are those of the peer', async noun => {
  const loaded: { default: Verbs } = await import(new URL(`${noun}.ts`, commandFiles).href);
  const chance = new Chance(seed);
  for (const [verb, declared] of Object.entries(loaded.default)) {
    const command = `${noun.replaceAll('-', ' ')} ${verb}`.trim();
    // `help` and `complete` belong to the program, not to a group of commands.
    const parser = parsers.get(command);
    if (!parser) continue;
    const spec = commandSpec(declared, `openstack ${command}`);
    expect(unordered(usage(spec, 80)), command).toBe(
      (await grammar.ask<{ text: string }>({ op: 'usage', command, columns: 80 })).text,
    );
    expect(help(bare(spec), 80), command).toBe(help(bare(specOf(spec.prog, parser)), 80));
    const made = Array.from({ length: lines * 5 }, () => line(parser, chance, true));
    const answers = await Promise.all(
      made.map(argv => grammar.ask<PeerAnswer>({ op: 'parse', command, argv })),
    );
    const differences: unknown[] = [];
    for (const [i, argv] of made.entries()) {
      const expected = theirs(answers[i] ?? {});
      const actual = ours(spec, argv);
      if (settled(expected) !== settled(actual)) differences.push({ command, argv, expected, actual });
    }
    expect(differences.slice(0, 3)).toEqual([]);
  }
});

/** A declaration without its texts, which are our own. */
function bare(spec: Spec): Spec {
  const params = Object.entries(spec.params).map(
    ([dest, declared]) => [dest, [declared].flat().map(param => ({ ...param, help: '' }))] as const,
  );
  return { ...spec, params: Object.fromEntries(params), description: '', epilog: '' };
}

/** Values that say nothing are left out: what is unset is None, [], {}, '' or False in the peer as it pleases. */
function settled(outcome: Outcome): string {
  if (!('values' in outcome) || outcome.values === null || typeof outcome.values !== 'object') {
    return JSON.stringify(outcome);
  }
  const said = Object.entries(outcome.values).filter(
    ([, value]) => !['null', '[]', '{}', '""', 'false'].includes(JSON.stringify(value)),
  );
  return JSON.stringify([sorted(Object.fromEntries(said)), outcome.rest]);
}

test('global options are taken out of a line as the peer does', async () => {
  const parser = await grammar.ask<PeerParser>({ op: 'describe', command: '' });
  const spec = globals('openstack');
  const shape = (list: readonly { flags: readonly string[]; dest: string }[]) =>
    list.map(({ flags, dest }) => `${dest} ${flags.join(' ')}`).sort();
  const declared = Object.entries(spec.params).flatMap(([dest, param]) =>
    [param].flat().flatMap(each => (each.own ? [] : [{ dest, flags: each.flags }])),
  );
  expect(shape(declared)).toEqual(shape(parser.actions));

  // Plugins' options come in the order of a set there.
  const parts = (text: string) => (text.match(/\[.*?\](?=\s)/gs) ?? []).sort();
  const { text } = await grammar.ask<{ text: string }>({ op: 'usage', command: '', columns: 80 });
  expect(parts(usage(spec, 80))).toEqual(parts(text));

  const chance = new Chance(seed);
  const usable: PeerParser = { ...parser, actions: parser.actions.filter(({ kind }) => kind !== 'Version') };
  const differences: unknown[] = [];
  for (let i = 0; i < 1500; i++) {
    const exclusive: PeerParser['exclusive'] = [];
    const argv = line({ ...usable, exclusive }, chance);
    for (const word of ['server', 'list', '--name', 'x'].slice(chance.below(4))) {
      argv.splice(chance.below(argv.length + 1), 0, word);
    }
    const answer = theirs(await grammar.ask<PeerAnswer>({ op: 'known', argv }));
    const mine = ours(spec, argv, true);
    if (globalForm(answer) !== globalForm(mine)) differences.push({ argv, answer, mine });
  }
  expect(differences.slice(0, 5)).toEqual([]);
});

/** Unset texts are '' in the peer; the order of plugins' options is random there, so usage and lists are sorted. */
function globalForm(outcome: Outcome): string {
  if ('stderr' in outcome) {
    const sentence = outcome.stderr.slice(outcome.stderr.lastIndexOf('error: '));
    return sentence
      .split(/[ ,()\n]+/)
      .sort()
      .join(' ');
  }
  if (!('values' in outcome) || outcome.values === null || typeof outcome.values !== 'object') return '';
  const own = new Set(['as', 'openrc', 'openrc_arg', 'no_token_cache', 'version']);
  const values = Object.entries(outcome.values).filter(
    ([key, value]) => value !== '' && value !== null && value !== false && !own.has(key),
  );
  return JSON.stringify([sorted(Object.fromEntries(values)), outcome.rest]);
}

test('suggestions are those of the peer', async () => {
  const chance = new Chance(seed);
  const words = [
    'servr',
    'server',
    'lst',
    'sevrer',
    'x',
    'volum',
    'net',
    'zzzzzz',
    '',
    'qutoa',
    'flavour',
    's',
  ];
  for (let i = 0; i < 40; i++) {
    const letters = [...(chance.pick(names, '').split(' ')[0] ?? '')];
    letters.splice(chance.below(letters.length), chance.below(2), chance.pick(['a', 'e', 'r', ''], ''));
    words.push(letters.join(''));
  }
  for (const word of words) {
    const { matches } = await grammar.ask<{ matches: string[] }>({ op: 'fuzzy', word, phrases: names });
    expect(fuzzyMatches(word, names), word).toEqual(matches);
  }
});
