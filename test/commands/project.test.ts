import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/clients/json.ts';
import { identity, lookUp, refusal } from '../harness/identity.ts';
import { runLine } from '../harness/run.ts';
import { type Stub, USER } from '../harness/stub.ts';

const ID = 'edcd68b12d4f4c22b3785cf5417d2bd8';

const demo = { id: ID, name: 'demo', domain_id: 'default', enabled: true, tags: ['b', 'c'], Colour: 'red' };

const patch = (changes: JsonObject): Stub =>
  identity(`/projects/${ID}`, { method: 'PATCH', body: { project: changes }, reply: { project: demo } });

describe('round trips', () => {
  test('set and delete by ID: 1', async () => {
    const set = await runLine(`project set --disable ${ID}`, { stubs: [patch({ enabled: false })] });
    expect([set.code, set.depth]).toEqual([0, 1]);
    const stubs = [identity(`/projects/${ID}`, { method: 'DELETE' })];
    const deleted = await runLine(`project delete ${ID}`, { stubs });
    expect([deleted.code, deleted.depth]).toEqual([0, 1]);
  });

  test('a list of what is below a project and of a user: 2', async () => {
    const { depth } = await runLine('project list --parent p --user u', {
      stubs: [
        ...lookUp('projects', 'p', [{ id: 'p1', name: 'p' }]),
        ...lookUp('users', 'u', [{ id: 'u1', name: 'u' }]),
        identity('/users/u1/projects', { query: { parent_id: 'p1' }, reply: { projects: [] } }),
      ],
    });
    expect(depth).toBe(2);
  });

  test("one's own projects, where all may not be listed: 2", async () => {
    const forbidden = identity('/projects', refusal(403, 'identity:list_projects'));
    const own = identity(`/users/${USER}/projects`, { reply: { projects: [demo] } });
    const { depth, stdout } = await runLine('project list -f value -c Name', { stubs: [forbidden, own] });
    expect({ depth, stdout }).toEqual({ depth: 2, stdout: 'demo\n' });
  });
});

describe('tags', () => {
  test.each<[options: string, peer: string[], ostk: string[]]>([
    ['--tag d --tag a', ['a', 'b', 'c', 'd'], ['a', 'b', 'c', 'd']],
    ['--remove-tag b', ['c'], ['c']],
    ['--remove-tag b --tag a', ['a', 'b', 'c'], ['a', 'c']],
    ['--clear-tags', [], []],
    ['--clear-tags --tag a', [], ['a']],
  ])('project set %s', async (options, peer, ostk) => {
    const found = lookUp('projects', 'demo', [demo]);
    const line = `project set ${options} demo`;
    expect((await runLine(line, { stubs: [...found, patch({ tags: peer })] })).code).toBe(0);
    const own = await runLine(line, { stubs: [...found, patch({ tags: ostk })], name: 'ostk' });
    expect(own.code).toBe(0);
  });
});

test('attributes of the own making, by the names of the SDK or of the API', async () => {
  const body = {
    project: { name: 'p', enabled: true, options: { immutable: true }, is_domain: false, colour: 'blue' },
  };
  const line =
    'project create --property colour=blue --property is_domain=FALSE --property is_enabled=no --immutable p';
  const stubs = [identity('/projects', { method: 'POST', body, status: 201, reply: { project: demo } })];
  const peer = await runLine(`${line} -f value -c Colour -c colour -c enabled`, { stubs });
  // The peer reads a column by its name in lower case.
  expect(peer.stdout).toBe('blue\nblue\nTrue\n');
  const own = await runLine(`${line} -f value -c Colour`, { stubs, name: 'ostk' });
  expect(own.stdout).toBe('red\nblue\n');
});

test('a project that cannot be deleted is called by its ID, or by its name', async () => {
  const stubs = [
    ...lookUp('projects', 'demo', [demo]),
    identity(`/projects/${ID}`, { method: 'DELETE', ...refusal(403, 'no') }),
  ];
  const said = (name: string) => `Failed to delete project with name or ID '${name}': `;
  expect((await runLine('project delete demo', { stubs })).stderr).toContain(said(ID));
  expect((await runLine('project delete demo', { stubs, name: 'ostk' })).stderr).toContain(said('demo'));
});

test('a project that is not there and that nothing is changed of', async () => {
  const stubs = lookUp('projects', 'nosuch', []);
  expect((await runLine('project set nosuch', { stubs })).code).toBe(0);
  const own = await runLine('project set nosuch', { stubs, name: 'ostk' });
  expect(own).toMatchObject({ code: 1, stderr: 'No Project found for nosuch\n' });
});

test('a domain that can be read by its ID needs no right to list domains', async () => {
  const { code, stdout } = await runLine('domain show default -f value -c name', {
    stubs: [
      identity('/domains/default', { reply: { domain: { id: 'default', name: 'Default', enabled: true } } }),
      identity('/domains', { query: { name: 'default' }, ...refusal(403, 'identity:list_domains') }),
    ],
  });
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'Default\n' });
});
