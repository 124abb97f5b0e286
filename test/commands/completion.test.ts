/** Completion: what the scripts offer, in a real bash, and the names that they ask for. */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { runLine } from '../harness/run.ts';

const COMPLETIONS = new URL('../../completions/', import.meta.url).pathname;

/** What bash offers at the end of a line. */
function offered(program: string, line: string): string[] {
  const script = `
    PATH=/nowhere
    source "$1"
    compopt() { :; }
    COMP_LINE=$3 COMP_WORDS=($3)
    [[ $3 != *' ' ]] || COMP_WORDS+=('')
    COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
    "_ostk_$2"
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const words = ['--norc', '-c', script, 'bash', `${COMPLETIONS}${program}.bash`, program, line];
  const { status, stdout, stderr } = spawnSync('bash', words, {
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('\n').filter(word => word !== '');
}

describe('the scripts, where no program can be started', () => {
  it.each([
    ['ostk', 'ostk server cr', ['create']],
    ['ostk', 'ostk glance image-d', ['image-deactivate', 'image-delete', 'image-download']],
    ['ostk', 'ostk completion ', ['bash', 'zsh', 'fish']],
    ['openstack', 'openstack server list -f j', ['json']],
    ['openstack', 'openstack server list --lo', ['--long', '--locked']],
    ['openstack', 'openstack no-such-thing ', []],
  ])('%s: %s', (program, line, words) => {
    expect(offered(program, line)).toEqual(words);
  });
});

test.each(['bash', 'zsh', 'fish'])('ostk completion %s prints the script', async shell => {
  const { code, stdout, stderr } = await runLine(`completion ${shell}`, { name: 'ostk' });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe(readFileSync(`${COMPLETIONS}${shell === 'zsh' ? '_ostk' : `ostk.${shell}`}`, 'utf8'));
});

test('names that ostk does not have are said', async () => {
  expect(await runLine('completion bash nova', { name: 'ostk' })).toMatchObject({ code: 1, stdout: '' });
});

describe('__complete on the sandbox', () => {
  let home = '';
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'ostk-complete-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  const around = () =>
    ({ name: 'ostk', cold: true, env: { XDG_STATE_HOME: home, XDG_CACHE_HOME: home } }) as const;
  const names = (...words: string[]) => runLine(['__complete', ...words], around());
  const line = ['--os-cloud', 'sandbox', 'server', 'create', '--flavor', ''];

  it('answers nothing at first, then what is kept, 0600', async () => {
    const nothing = { code: 0, stdout: '', stderr: '' };
    expect(await names('flavor', ...line)).toMatchObject(nothing);
    expect(await names('--refresh', 'flavor', ...line)).toMatchObject(nothing);
    const { code, stdout, stderr } = await names('flavor', ...line);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n')).toContain('m1.tiny');
    const folder = join(home, 'ostk', 'names');
    const modes = readdirSync(folder).map(file => statSync(join(folder, file)).mode & 0o777);
    expect(modes).toEqual([0o600]);
  });

  it.each([
    [['--as', 'openstack'], ['flavor', '--os-cloud', 'sandbox', 'flavor', 'show', ''], 'm1.tiny'],
    [['--as=gs'], ['gs-host', '--os-cloud', 'sandbox', 'host', 'show', ''], 'compute1'],
  ])('%s __complete %s', async (as, [kind = '', ...words], name) => {
    await runLine([...as, '__complete', '--refresh', kind, ...words], around());
    const { code, stdout } = await runLine([...as, '__complete', kind, ...words], around());
    expect({ code, names: stdout.split('\n') }).toEqual({ code: 0, names: expect.arrayContaining([name]) });
  });

  it('a list that is about something needs it', async () => {
    const words = ['virsh', '-c', 'qemu+tcp://127.0.0.1:1/system', 'vol-info'];
    await names('libvirt-volume', ...words, '');
    expect(existsSync(join(home, 'ostk', 'names'))).toBe(false);
    await names('libvirt-volume', ...words, '--pool', 'default', '');
    await names('libvirt-volume', ...words, '--pool=images', '');
    expect(readdirSync(join(home, 'ostk', 'names'))).toHaveLength(2);
  });

  it('keeps a bounded number of lists, the newest', async () => {
    const folder = join(home, 'ostk', 'names');
    await names('--refresh', 'flavor', ...line);
    const [first = ''] = readdirSync(folder);
    for (let n = 0; n < 300; n++) {
      const old = join(folder, `${String(n).padStart(64, '0')}.json`);
      writeFileSync(old, '{}', { mode: 0o600 });
      utimesSync(old, 1, n + 1);
    }
    await names('--refresh', 'image', ...line);
    const kept = readdirSync(folder);
    expect(kept).toHaveLength(200);
    expect(kept).toContain(first);
    expect(kept).not.toContain(`${'0'.repeat(64)}.json`);
  });

  it('keeps the names of each sandbox apart', async () => {
    await names('--refresh', 'flavor', ...line);
    const elsewhere = { ...around().env, XDG_STATE_HOME: join(home, 'other') };
    const { stdout } = await runLine(['__complete', 'flavor', ...line], { ...around(), env: elsewhere });
    expect(stdout).toBe('');
  });

  it('asks libvirt through an ssh that asks nobody', async () => {
    const ssh = join(home, 'ssh');
    writeFileSync(ssh, `#!/bin/sh\necho "$@" > ${home}/words\nexit 255\n`, { mode: 0o755 });
    const uri = `qemu+ssh://h/system?command=${ssh}`;
    await names('--refresh', 'libvirt-domain', 'virsh', '-c', uri, 'start', '');
    expect(readFileSync(join(home, 'words'), 'utf8')).toContain('-o BatchMode=yes');
    rmSync(join(home, 'words'));
    await runLine(['virsh', '-c', uri, 'list'], around());
    expect(readFileSync(join(home, 'words'), 'utf8')).not.toContain('BatchMode');
  });

  it('never fails', async () => {
    const nothing = { code: 0, stdout: '', stderr: '' };
    expect(await names('no-such-kind', 'x')).toMatchObject(nothing);
    expect(await names('--refresh', 'server', '--os-cloud', 'no-such-cloud', '')).toMatchObject(nothing);
    expect(await names()).toMatchObject(nothing);
  });
});
