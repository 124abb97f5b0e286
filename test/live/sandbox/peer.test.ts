/**
 * The peer's client on `ostk sandbox serve`: every command of ostk's works, and prints what ostk prints.
 * Each family of lines has a sandbox of its own, so that none sees what another one changes.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isObject, type Json, parseJson } from '../../../src/clients/json.ts';
import { type Around, compare, ostk, prepare, words } from '../harness/compare.ts';
import { type ServedSandbox, serveSandbox } from '../harness/sandbox.ts';
import { twins } from '../harness/twins.ts';
import { families } from './peer/families.ts';
import type { Family, Step } from './peer/step.ts';

type Side = 'peer' | 'ostk';

const SIDES: readonly Side[] = ['peer', 'ostk'];

/** So fast that whatever was begun is done by the next request. */
const AT_ONCE = 1_000_000;

/** What lines do not need to be compared in again. */
const FORMATS = ['table', 'json'];

/** A public key that nobody has the other half of. */
const KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPBEF5Pd+c70e/DdHqpscxFeqZA2Qta8dGXmtERZ7BCc someone@somewhere';

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'ostk-peer-lines-'));
  writeFileSync(join(dir, 'key.pub'), `${KEY}\n`);
  writeFileSync(join(dir, 'user-data'), '#!/bin/sh\necho ünïcode\n');
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe.concurrent.each(families)('$name', family => {
  const run = runner(family);
  let cloud: ServedSandbox;
  beforeAll(async () => {
    cloud = await serveSandbox(family.speed ?? AT_ONCE);
  });
  afterAll(async () => {
    const ended = await cloud.stop();
    cloud.remove();
    expect(ended).toEqual({ code: 0, stderr: '' });
  });
  // A line that changes something cannot be run again.
  for (const step of family.steps) test.sequential(title(step), { retry: 0 }, () => run(cloud, step));
});

function title({ run, line, how }: Step): string {
  return `${run === 'both' || run === 'once' ? '' : `(${run}) `}${line}${how.as ? ', a member' : ''}`;
}

/** Runs the steps of a family; what is kept is known to those that follow. */
function runner(family: Family): (cloud: ServedSandbox, step: Step) => Promise<void> {
  const names = twins('it');
  const kept = new Map<string, Record<Side, string>>(
    Object.entries(family.given ?? {}).map(([word, [peer, ostk]]) => [word, { peer, ostk }]),
  );

  function lineOf(line: string, side: Side, format = ''): string[] {
    const fixed: Readonly<Record<string, string>> = { dir, format };
    const known = (word: string): string | undefined => fixed[word] ?? kept.get(word)?.[side];
    return words(line).map(word =>
      word.replaceAll('{}', names[side]).replace(/\[(\w+)\]/g, (all, name) => known(name) ?? all),
    );
  }

  /** Everything that the sides call by different names gets one name. */
  function own(side: Side): (text: string) => string {
    const different = [...kept].filter(([, value]) => value.peer !== value.ostk && value[side].length > 3);
    return text =>
      different.reduce(
        (all, [word, value]) => all.replaceAll(value[side], `<${word}>`),
        text.replaceAll(names[side], '<twin>'),
      );
  }

  function remember(step: Step, found: Record<Side, Json>): void {
    if (step.keep) {
      const { word, field } = step.keep;
      kept.set(word, { peer: fieldIn(found.peer, field), ostk: fieldIn(found.ostk, field) });
    }
  }

  return async (cloud, step) => {
    const around: Around = { ...(step.how.as === 'demo' ? cloud.demo : cloud.admin) };
    if (step.run === 'prepare') {
      const found: Record<Side, Json> = { peer: null, ostk: null };
      for (const side of SIDES) found[side] = await prepare(lineOf(step.line, side), around);
      remember(step, found);
      return;
    }
    if (step.run === 'pass') return cloud.pass(Number(step.line));
    if (step.run === 'quickly') {
      for (const side of SIDES) {
        const done = await ostk(lineOf(step.line, side), cloud.directly(AT_ONCE));
        expect(done, done.stderr).toMatchObject({ code: 0 });
      }
      return;
    }
    const { as: _as, ...how } = step.how;
    const sides = { own: { peer: own('peer'), ostk: own('ostk') } };
    for (const format of step.run === 'both' ? FORMATS : ['']) {
      const line = format === '' ? step.line : `${step.line} -f ${format}`;
      const [forPeer, forOstk] = [lineOf(line, 'peer', format), lineOf(line, 'ostk', format)];
      const same = forPeer.join(' ') === forOstk.join(' ');
      const found = await compare(family.name, forPeer, forOstk, {
        ...around,
        ...how,
        ...(same ? {} : sides),
      });
      if (step.keep)
        remember(step, { peer: parseJson(found.peer.stdout), ostk: parseJson(found.ostk.stdout) });
    }
  };
}

/** A field of an object, or of the first one of a list. @throws Error where there is none */
function fieldIn(found: Json, field: string): string {
  const [first] = [found].flat();
  const value = isObject(first) ? first[field] : undefined;
  if (typeof value !== 'string' && typeof value !== 'number') throw new Error(`no ${field}`);
  return String(value);
}

describe('the lines', () => {
  const read = (name: string): string =>
    readFileSync(new URL(`../../surface/${name}`, import.meta.url), 'utf8');
  const promised = read('promised.txt').trim().split('\n');
  const surface = parseJson(read('openstack.json'));
  const outputOf = (command: string): Json => {
    const entry = isObject(surface) ? surface[command] : undefined;
    return isObject(entry) ? (entry.output ?? null) : null;
  };
  /** The command that a line is of: the longest one that it begins with. */
  const commandOf = (line: string): string =>
    promised
      .filter(command => `${line} `.startsWith(`${command} `))
      .reduce((one, other) => (other.length > one.length ? other : one), '');
  const compared = families
    .flatMap(({ steps }) => steps)
    .filter(({ run }) => run === 'both' || run === 'once');
  const runs = compared.map(step => ({ ...step, command: commandOf(step.line) }));

  test.each(promised)('%s is among them, and succeeds', command => {
    const lines = runs.filter(each => each.command === command);
    expect(lines.filter(({ how }) => how.code === 0)).not.toEqual([]);
    if (outputOf(command) === 'command' || outputOf(command) === null) return;
    const formats = lines.flatMap(({ run, line }) =>
      run === 'both' ? FORMATS : [/ -f (\w+)/.exec(line)?.[1] ?? 'table'],
    );
    expect(formats).toEqual(expect.arrayContaining(FORMATS));
  });
});
