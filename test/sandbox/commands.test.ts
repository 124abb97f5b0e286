/** Whole command lines on the sandbox; nothing is sent anywhere, since the stubs of runLine await nothing. */
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runLine } from '../harness/run.ts';

/** Runs lines as `ostk`, with a state of their own. */
function shell(env: Readonly<Record<string, string | undefined>> = {}) {
  const state = mkdtempSync(join(tmpdir(), 'ostk-state-'));
  let now = Date.parse('2030-01-01T00:00:00Z');
  const sleep = async (milliseconds: number) => {
    now += milliseconds;
  };
  const clock = { now: () => now, sleep };
  const run = (line: string) =>
    runLine(line, { name: 'ostk', cold: true, clock, env: { XDG_STATE_HOME: state, ...env } });
  return { run, data: join(state, 'ostk', 'sandbox', 'data') };
}

describe('the clouds sandbox and sandbox-demo', () => {
  it('are there without a file, whatever the shell has exported', async () => {
    const { run } = shell();
    const { code, stdout } = await run('--os-cloud sandbox image list -f value -c Name -c Status');
    expect([code, stdout]).toEqual([0, 'cirros active\n']);
    const demo = await run('--os-cloud sandbox-demo token issue -f value -c project_id');
    expect(demo.stdout).toMatch(/^[0-9a-f]{32}\n$/);
  });

  it.each(['sandbox', 'sandbox-demo'])(
    '%s: a server without wishes is on the one network that there is',
    async cloud => {
      const { run } = shell();
      const line = `--os-cloud ${cloud} server create --image cirros --flavor m1.tiny --wait demo`;
      const { code, stdout } = await run(`${line} -f value -c addresses`);
      expect([code, stdout]).toEqual([0, expect.stringMatching(/^\{'private': \['10\.0\.0\.\d+', 'fd00:/)]);
    },
  );

  it('are named by OS_CLOUD too', async () => {
    const { run } = shell({ OS_CLOUD: 'sandbox' });
    expect((await run('image list -f value -c Name')).stdout).toBe('cirros\n');
  });

  it('give way to a cloud of the same name in a file', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'ostk-clouds-')), 'clouds.yaml');
    writeFileSync(file, 'clouds: {sandbox: {auth: {auth_url: "http://elsewhere.example/v3"}}}');
    const { run } = shell({ OS_CLIENT_CONFIG_FILE: file, OS_AUTH_URL: undefined });
    const { stdout } = await run('--os-cloud sandbox env -f value');
    expect(stdout).toContain('auth.auth_url http://elsewhere.example/v3');
  });
});

describe('ostk sandbox', () => {
  it('lets services fail until faults are cleared', async () => {
    const { run } = shell();
    expect((await run('sandbox fault unavailable --service image')).code).toBe(0);
    const failed = await run('--os-cloud sandbox image list');
    expect([failed.code, failed.stderr]).toEqual([1, expect.stringContaining('(HTTP 503)')]);
    expect((await run('sandbox fault clear')).stdout).toBe('1 fault cleared.\n');
    expect((await run('--os-cloud sandbox image list')).code).toBe(0);
  });

  it('lets so many commands find a service unavailable, although each of them tries again', async () => {
    const { run } = shell();
    await run('sandbox fault unavailable --service image --times 2');
    const codes = [];
    for (let at = 0; at < 3; at++) codes.push((await run('--os-cloud sandbox image list')).code);
    expect(codes).toEqual([1, 1, 0]);
  });

  it('lets the next server fail', async () => {
    const { run } = shell();
    await run('sandbox fault boot');
    const line = '--os-cloud sandbox server create --image cirros --flavor m1.tiny --wait';
    const failed = await run(`${line} one`);
    expect([failed.code, failed.stderr]).toEqual([1, expect.stringContaining('No valid host was found')]);
    expect((await run(`${line} two`)).code).toBe(0);
  });

  it('lets one answer break off', async () => {
    const { run } = shell();
    await run('sandbox fault cut --service image --times 1');
    expect((await run('--os-cloud sandbox image list')).code).not.toBe(0);
    expect((await run('--os-cloud sandbox image list')).code).toBe(0);
  });

  it('says where a state is that cannot be used, and begins anew when asked to', async () => {
    const { run, data } = shell();
    await run('--os-cloud sandbox image list');
    const root = readdirSync(data).find(name => name.startsWith('root.')) ?? '';
    const newer = readFileSync(join(data, root), 'utf8').replace('"format":1', '"format":2');
    writeFileSync(join(data, root), newer);
    const refused = await run('--os-cloud sandbox image list');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(join(data, root));
    expect(refused.stderr).toContain('was written by a newer ostk');
    expect(refused.stderr).toContain("'ostk sandbox reset'");
    expect(readFileSync(join(data, root), 'utf8')).toBe(newer);
    writeFileSync(join(data, root), 'no\nJSON\n');
    const broken = await run('--os-cloud sandbox image list');
    expect(broken.stderr).toMatch(/^[^\n]+ cannot be read \([^\n]+\)[^\n]+'ostk sandbox reset'[^\n]+\n$/);
    expect(readFileSync(join(data, root), 'utf8')).toBe('no\nJSON\n');
    expect((await run('sandbox reset')).code).toBe(0);
    expect((await run('--os-cloud sandbox image list')).code).toBe(0);
  });

  it('does not serve a state that cannot be used, nor on a port that is taken', async () => {
    const { run, data } = shell();
    await run('--os-cloud sandbox image list');
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const busy = await run(`sandbox serve --port ${port}`);
    taken.close();
    expect(busy).toMatchObject({ code: 1, stdout: '' });
    expect(busy.stderr).toContain(`Port ${port} is in use. Choose another one with --port.`);
    for (const name of readdirSync(data)) if (name.startsWith('root.')) writeFileSync(join(data, name), '{');
    const broken = await run('sandbox serve');
    expect(broken).toMatchObject({ code: 1, stdout: '' });
    expect(broken.stderr).toContain(data);
    expect(broken.stderr).toContain("'ostk sandbox reset'");
  });

  it('serves on loopback only, and prints who one can be', async () => {
    const { run } = shell();
    const { stdout, code } = await run('sandbox serve');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^# The sandbox is at http:\/\/127\.0\.0\.1:\d+, for this machine only/);
    expect(stdout).toContain('\nexport OS_USERNAME=admin\n');
    expect(stdout).toContain('export OS_USERNAME=demo ');
    const refused = await run('sandbox serve --address 0.0.0.0');
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('answers on 127.0.0.1 only')]);
  });
});
