/** Runs families of lines through the peer and through ostk, on sandboxes that `ostk sandbox serve` serves. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isObject, type Json, parseJson, text } from '../../../../src/clients/json.ts';
import { type Around, compare, ostk, prepare, words } from '../../harness/compare.ts';
import { type ServedSandbox, serveSandbox } from '../../harness/sandbox.ts';
import { twins } from '../../harness/twins.ts';
import type { Family, How, Step } from './step.ts';

type Side = 'peer' | 'ostk';

const SIDES: readonly Side[] = ['peer', 'ostk'];

/** So fast that whatever was begun is done by the next request. */
const AT_ONCE = 1_000_000;

/** What lines do not need to be compared in again. */
const FORMATS = ['table', 'json'];

/** What changes the scope of tokens. */
const UNSCOPED = { OS_PROJECT_NAME: undefined, OS_PROJECT_DOMAIN_NAME: undefined };
const SCOPES = { demo: {}, unscoped: UNSCOPED, system: { ...UNSCOPED, OS_SYSTEM_SCOPE: 'all' } };

/**
 * Tests each line of families of lines; each family has a sandbox of its own, so that none sees what another one changes.
 * @param files what is in `[dir]`, by name
 */
export function runFamilies(families: readonly Family[], files: Readonly<Record<string, string>>): void {
  const dir = mkdtempSync(join(tmpdir(), 'ostk-peer-lines-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(dir, name), content);
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  describe.concurrent.each(families)('$name', family => {
    const run = runner(family, dir);
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
}

function title({ run, line, how }: Step): string {
  return `${run === 'both' || run === 'once' ? '' : `(${run}) `}${line}${how.as ? `, as ${how.as}` : ''}`;
}

/** Who runs a line, and with what around it. */
function aroundOf(cloud: ServedSandbox, env: Around['env'], { as }: How): Around {
  const whose = as === 'demo' ? cloud.demo : cloud.admin;
  return { ...whose, env: { ...whose.env, ...env, ...(as && SCOPES[as]) } };
}

/** Runs the steps of a family; what is kept is known to those that follow. */
function runner(family: Family, dir: string): (cloud: ServedSandbox, step: Step) => Promise<void> {
  const names = twins('it');
  const env = family.env?.();
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
    for (const [word, field] of Object.entries(step.keep ?? {}))
      kept.set(word, { peer: fieldIn(found.peer, field), ostk: fieldIn(found.ostk, field) });
  }

  return async (cloud, step) => {
    const around = aroundOf(cloud, env, step.how);
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

/** What the client promises. */
interface Surface {
  /** The client's commands, to know which of them a line is of. */
  readonly commands: readonly string[];
  /** What each of them prints, such as `list`. */
  output(command: string): string;
  /** The group of commands that each of them belongs to. */
  group(command: string): string;
}

/** The surface of the client. */
export function surface(): Surface {
  const all = parseJson(readFileSync(new URL('../../../surface/openstack.json', import.meta.url), 'utf8'));
  const entry = (command: string) => {
    const found = isObject(all) ? all[command] : undefined;
    return isObject(found) ? found : {};
  };
  return {
    commands: Object.keys(isObject(all) ? all : {}),
    output: command => text(entry(command), 'output'),
    group: command => text(entry(command), 'group'),
  };
}

/**
 * Tests that each command has a line that succeeds; those that print something have one as a table and one as JSON.
 * @param failing those that the peer cannot succeed in
 */
export function expectLines(
  promised: readonly string[],
  families: readonly Family[],
  failing: readonly string[] = [],
): void {
  const { commands, output } = surface();
  /** The command that a line is of: the longest one that it begins with. */
  const commandOf = (line: string): string =>
    [...commands, ...promised]
      .filter(command => `${line} `.startsWith(`${command} `))
      .reduce((one, other) => (other.length > one.length ? other : one), '');
  const runs = families
    .flatMap(({ steps }) => steps)
    .filter(({ run }) => run === 'both' || run === 'once')
    .map(step => ({ ...step, command: commandOf(step.line) }));

  describe('the lines', () => {
    test.each(promised)('%s is among them, and succeeds', command => {
      const lines = runs.filter(each => each.command === command);
      expect(lines.filter(({ how }) => failing.includes(command) || how.code === 0)).not.toEqual([]);
      if (output(command) === 'command' || output(command) === '') return;
      const formats = lines.flatMap(({ run, line }) =>
        run === 'both' ? FORMATS : [/ -f (\w+)/.exec(line)?.[1] ?? 'table'],
      );
      expect(formats).toEqual(expect.arrayContaining(FORMATS));
    });
  });
}
