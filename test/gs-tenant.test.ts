/** Whose an instance or a volume is that `gs` makes in a gostack region. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tenantOf } from '../src/region.ts';

const cwd = mkdtempSync(join(tmpdir(), 'ostk-tenant-'));
writeFileSync(join(cwd, 'openrc'), 'export OS_PROJECT_NAME=of-the-file\n', { mode: 0o600 });
// A cloud that nobody chose is no credential of this region's.
writeFileSync(join(cwd, 'clouds.yaml'), 'clouds:\n  only:\n    auth:\n      project_name: of-the-cloud\n');

function tenant(env: Record<string, string>, said: Record<string, string> = {}): Promise<string> {
  const dests = {
    project_id: undefined,
    project_name: undefined,
    os_project_id: undefined,
    openrc: undefined,
  };
  const typed = new Set(Object.keys(said));
  return tenantOf(
    { env, cwd, home: cwd, uid: process.getuid?.() ?? -1 },
    { values: { ...dests, ...said }, typed },
  );
}

describe("a run's tenant", () => {
  it.each([
    ['nobody’s', {}, {}, ''],
    ['a project by ID', { OS_PROJECT_ID: 'id', OS_PROJECT_NAME: 'name' }, {}, 'id'],
    ['a project by name', { OS_PROJECT_NAME: 'name' }, {}, 'name'],
    ['a tenant by ID', { OS_TENANT_ID: 'id', OS_TENANT_NAME: 'name' }, {}, 'id'],
    ['a tenant by name', { OS_TENANT_NAME: 'name' }, {}, 'name'],
    ['typed', { OS_PROJECT_ID: 'id' }, { project_id: 'typed' }, 'typed'],
    ['a name that is typed', { OS_PROJECT_ID: 'id' }, { project_name: 'typed' }, 'typed'],
    ['by the old option', { OS_PROJECT_NAME: 'name' }, { os_project_id: 'typed' }, 'typed'],
    ['of the openrc file', { OS_PROJECT_NAME: 'name' }, { openrc: 'openrc' }, 'of-the-file'],
    ['of a variable that is empty', { OS_PROJECT_ID: '', OS_PROJECT_NAME: 'name' }, {}, 'name'],
  ])('is %s', async (_, env, said, expected) => {
    expect(await tenant(env, said)).toBe(expected);
  });
});
