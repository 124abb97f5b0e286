/** One sweep over every command: what must hold for all of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Verbs } from '../../src/kernel/command.ts';
import type { Param } from '../../src/kernel/params.ts';
import { help } from '../../src/kernel/parse/help.ts';
import { specOf } from '../../src/kernel/spec.ts';

const root = new URL('../../src/commands/', import.meta.url);
const trees = ['openstack', 'ostk'];

interface SurfaceArg {
  readonly flags: readonly string[];
  readonly dest: string;
}

const surface: Record<string, { args: readonly SurfaceArg[]; output: string }> = JSON.parse(
  readFileSync(new URL('../surface/openstack.json', import.meta.url), 'utf8'),
);

/** The peer's commands that exist beside the surface file, which leaves out cliff's own. */
const CLIFF_OWN = new Set(['complete', 'help']);

async function commandsOf(tree: string) {
  const files = readdirSync(new URL(`${tree}/`, root)).filter(file => file.endsWith('.ts'));
  const found = await Promise.all(
    files.map(async file => {
      const noun = file.replace(/\.ts$/, '');
      const module: { default: Verbs } = await import(new URL(`${tree}/${file}`, root).href);
      return Object.entries(module.default).map(([verb, command]) => ({
        name: [noun.replaceAll('-', ' '), verb].filter(Boolean).join(' '),
        command,
      }));
    }),
  );
  return found.flat();
}

const all = (
  await Promise.all(trees.map(async tree => ({ tree, commands: await commandsOf(tree) })))
).flatMap(({ tree, commands }) => commands.map(entry => ({ tree, ...entry })));

function paramsOf(params: object): [dest: string, param: Param<unknown>][] {
  return Object.entries(params).flatMap(([dest, declared]) =>
    [declared].flat().map((param): [string, Param<unknown>] => [dest, param]),
  );
}

describe.each(all)('$tree $name', ({ tree, name, command }) => {
  it('renders help and says what it is for', () => {
    const text = help(specOf(command, `${tree} ${name}`), 80);
    expect(text).toContain(`usage: ${tree} ${name}`.split(' ').slice(0, 3).join(' '));
    expect(command.summary).toMatch(/^\S.*[^.\s]$/);
    for (const [dest, { help: words }] of paramsOf(command.params)) expect(words, dest).not.toBe('');
  });

  it('has each option once', () => {
    const flags = paramsOf(specOf(command, name).params).flatMap(([, param]) => param.flags);
    expect(new Set(flags).size).toBe(flags.length);
  });
});

const shared = all.filter(({ tree, name }) => tree === 'openstack' && !CLIFF_OWN.has(name));

describe.each(shared)('openstack $name', ({ name, command }) => {
  it("has every option of the peer's command", () => {
    const peer = surface[name];
    expect(peer, 'the peer has no such command').toBeDefined();
    const ours = paramsOf(command.params)
      .filter(([, param]) => param.own === undefined)
      .map(([dest, { flags }]) => ({ dest, flags }));
    const theirs = peer?.args ?? [];
    const plain = (list: readonly { flags: readonly string[]; dest: string }[]) =>
      list.map(arg => `${arg.flags.join(' ') || arg.dest} ${arg.dest}`).sort();
    expect(plain(ours)).toEqual(plain(theirs));
    expect(command.output).toBe(peer?.output === 'command' ? 'none' : peer?.output);
  });
});

/** The commands of the first part of the openstack tree. */
const PROMISED = readFileSync(new URL('../surface/promised.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n');

it.each(PROMISED)('openstack %s exists', name => {
  expect(all.some(entry => entry.tree === 'openstack' && entry.name === name)).toBe(true);
});
