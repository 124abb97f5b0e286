/** Values held against Glance's own schemas, by jsonschema and pprint of the peer and by ostk; the seed is printed. */
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { isList, isObject, type Json, type JsonObject, parseJson } from '../../../src/clients/json.ts';
import { violation, violationText } from '../../../src/commands/glance/lib/json-schema.ts';
import { pprint } from '../../../src/kernel/output/pprint.ts';
import { peer } from '../harness/compare.ts';
import { openrc } from '../harness/credentials.ts';
import { peersHome } from '../harness/peer.ts';

const SCRIPT = fileURLToPath(new URL('../python/schema_peer.py', import.meta.url));
const NAMES = ['image', 'task', 'metadefs/namespace', 'metadefs/object', 'metadefs/property', 'metadefs/tag'];
const CASES = 2000;

/** Numbers from 0 to below 1 that a seed decides (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const WORDS = [
  ...['', 'raw', 'public', 'string', 'integer', 'two words', "it's", 'a "q"', 'ü', 'x'.repeat(90)],
  ...['line one\nline two', 'w '.repeat(60), '00000000-0000-4000-8000-000000000000'],
];
const KEYS = ['name', 'title', 'type', 'description', 'minimum', 'enum', 'url', 'metadata', 'x y'];

function generator(seed: number) {
  const next = random(seed);
  const pick = <T>(list: readonly T[], otherwise: T): T =>
    list[Math.floor(next() * list.length)] ?? otherwise;
  const many = (most: number): number[] => [...Array(Math.floor(next() * (most + 1))).keys()];
  const value = (depth: number): Json => {
    const kind = next();
    if (kind < 0.5 || depth > 2) return pick<Json>(WORDS, '');
    if (kind < 0.6) return pick<Json>([0, 1, -3, 2.5, 250], 0);
    if (kind < 0.68) return pick<Json>([true, false, null], null);
    if (kind < 0.84) return many(4).map(() => value(depth + 1));
    return Object.fromEntries(many(5).map(() => [pick(KEYS, ''), value(depth + 1)]));
  };
  /** An object with some of the schema's properties, and at most one that is none of them: sets have no order. */
  const item = (schema: JsonObject): JsonObject => {
    const properties = isObject(schema.properties) ? Object.keys(schema.properties) : [];
    const names = [...many(4).map(() => pick(properties, 'name')), ...(next() < 0.3 ? ['nosuch'] : [])];
    return Object.fromEntries(names.map(name => [name, plain(value(0))]));
  };
  /** Objects by name are checked in no order, either: one of them is enough. */
  const plain = (made: Json): Json =>
    isObject(made) ? Object.fromEntries(Object.entries(made).slice(0, 1)) : made;
  return { item, schema: () => pick(NAMES, 'image') };
}

test('what does not fit is told in the same words', async () => {
  const { OS_AUTH_URL } = openrc('admin');
  expect(OS_AUTH_URL).toBeDefined();
  const { stdout: token } = await peer('token issue -f value -c id');
  const { stdout: endpoint } = await peer('catalog show image -f value -c endpoints');
  const [base = ''] = /http:\/\/[\w.:]+/.exec(endpoint) ?? [];
  const schemas: Record<string, JsonObject> = {};
  for (const name of NAMES) {
    const answer = await fetch(`${base}/v2/schemas/${name}`, { headers: { 'x-auth-token': token.trim() } });
    const schema = parseJson(await answer.text());
    if (isObject(schema)) schemas[name] = schema;
  }
  const seed = randomInt(2 ** 31);
  console.log(`seed ${seed}`);
  const make = generator(seed);
  const cases = Array.from({ length: CASES }, () => {
    const schema = make.schema();
    return { schema, value: make.item(schemas[schema] ?? {}) };
  });
  const run = spawnSync(join(peersHome(), 'bin', 'python'), [SCRIPT], {
    input: JSON.stringify({ schemas, cases }),
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  expect(run.stderr).toBe('');
  const answers = parseJson(run.stdout);
  let wrong = 0;
  for (const [index, { schema, value }] of cases.entries()) {
    const answer = isList(answers) ? answers[index] : undefined;
    const found = violation(schemas[schema] ?? {}, value);
    const ours = { error: found ? violationText(found) : null, pretty: pprint(value, 72) };
    if (ours.error !== null) wrong++;
    expect(ours, `seed ${seed}: ${JSON.stringify(value)}`).toEqual(answer);
  }
  expect(wrong).toBeGreaterThan(CASES / 3);
});
