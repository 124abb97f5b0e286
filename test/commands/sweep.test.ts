/** One sweep over every command: what must hold for all of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Verbs } from '../../src/kernel/command.ts';
import type { Param } from '../../src/kernel/params.ts';
import { help } from '../../src/kernel/parse/help.ts';
import { specOf } from '../../src/kernel/spec.ts';
import { synopsis } from '../../src/kernel/vsh/help.ts';
import { globals as glanceGlobals } from '../../src/trees/glance-globals.ts';
import { treeOf } from '../../src/trees/trees.ts';

const root = new URL('../../src/commands/', import.meta.url);
const trees = ['openstack', 'ostk', 'glance', 'virsh', 'gs', 'vnetops'];

interface SurfaceArg {
  readonly flags: readonly string[];
  readonly dest: string;
}

type Surface = Record<string, { args: readonly SurfaceArg[]; output?: string; group?: string }>;

function read(name: string) {
  return JSON.parse(readFileSync(new URL(`../surface/${name}.json`, import.meta.url), 'utf8'));
}

const glance: { global: readonly SurfaceArg[]; commands: Surface } = read('glance');
const surfaces: Record<string, Surface> = { openstack: read('openstack'), glance: glance.commands };

/** The peer's commands that exist beside the surface file, which leaves out cliff's own. */
const CLIFF_OWN = new Set(['complete', 'help']);

async function commandsOf(tree: string) {
  const { joint } = (await treeOf(tree)) ?? { joint: ' ' };
  const files = readdirSync(new URL(`${tree}/`, root)).filter(file => file.endsWith('.ts'));
  const found = await Promise.all(
    files.map(async file => {
      const noun = file.replace(/\.ts$/, '');
      const module: { default: Verbs } = await import(new URL(`${tree}/${file}`, root).href);
      return Object.entries(module.default).map(([verb, command]) => ({
        name: [noun.replaceAll('-', joint), verb].filter(Boolean).join(joint),
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

const shared = all.filter(
  ({ tree, name, command }) =>
    surfaces[tree] !== undefined && command.own !== true && !(tree === 'openstack' && CLIFF_OWN.has(name)),
);

/** Options in a form that can be compared: spellings and dest. */
function plain(list: readonly SurfaceArg[]): string[] {
  return list.map(arg => `${arg.flags.join(' ') || arg.dest} ${arg.dest}`).sort();
}

describe.each(shared)('$tree $name', ({ tree, name, command }) => {
  it("has every option of the peer's command", () => {
    const peer = surfaces[tree]?.[name];
    expect(peer, 'the peer has no such command').toBeDefined();
    const ours = paramsOf(command.params)
      .filter(([, param]) => param.own === undefined)
      .map(([dest, { flags }]) => ({ dest, flags }));
    expect(plain(ours)).toEqual(plain(peer?.args ?? []));
    if (peer?.output !== undefined)
      expect(command.output).toBe(peer.output === 'command' ? 'none' : peer.output);
  });
});

/** virsh's commands as its own help has them, by name. */
const synopses = new Map(
  readFileSync(new URL('../surface/virsh.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map(line => /^(\S+): ((\S+).*)$/.exec(line) ?? [])
    .map(([, group, line, name]) => [name, { group, line }]),
);

describe.each(all.filter(({ tree, command }) => tree === 'virsh' && !command.own))(
  'virsh $name',
  ({ name, command }) => {
    it("takes what the peer's takes, in its group", () => {
      expect({ group: command.group, line: synopsis(name, command, false) }).toEqual(synopses.get(name));
    });
  },
);

/** The commands of the first part of the openstack tree. */
const PROMISED = readFileSync(new URL('../surface/promised.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n');

it.each(PROMISED)('openstack %s exists', name => {
  expect(all.some(entry => entry.tree === 'openstack' && entry.name === name)).toBe(true);
});

/** The groups of the openstack tree that are whole. */
const WHOLE = ['identity.v3'];

it.each(
  Object.entries(surfaces.openstack ?? {})
    .filter(([, { group }]) => WHOLE.includes(group ?? ''))
    .map(([name]) => name),
)('openstack %s exists, as its whole group', name => {
  expect(all.some(entry => entry.tree === 'openstack' && entry.name === name)).toBe(true);
});

it("glance has every global option of the peer's", () => {
  const ours = paramsOf(glanceGlobals('glance', {}).params)
    .filter(([, param]) => param.own === undefined)
    .map(([dest, { flags }]) => ({ dest, flags }));
  expect(plain(ours)).toEqual(plain(glance.global));
});
