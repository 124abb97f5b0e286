/** Descriptions that are edited, beside the real virsh: in files, and at a terminal. */
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ostk } from '../harness/compare.ts';
import { ostkOnTerminal, peerOnTerminal, type Step } from '../harness/terminal.ts';
import { domainTwins, onTestDriver, TEST_HOST } from '../harness/virsh.ts';

const folder = mkdtempSync(join(tmpdir(), 'ostk-live-edit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An editor that is a sed script. */
function editor(name: string, script: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\nexec sed -i '${script}' "$1"\n`);
  chmodSync(path, 0o755);
  return path;
}

const MORE = editor('more', 's/>2<.vcpu>/>3</vcpu>/');
const INVALID = editor('invalid', 's/<vcpu/<nosuch\\/>&/');
const BROKEN = editor('broken', 's/<name>/<name/');
const RENAMING = editor('renaming', 's/<name>\\(a\\|default\\|default-pool\\)</<name>c</');
const DESCRIBED = editor('described', 's/<name>.*/&<description>more<\\/description>/');

/** A name of a temporary file is everybody's own. */
const hideFiles = (text: string): string => text.replaceAll(/virsh\w{6}\.xml/g, 'virsh.xml');
const edited = (line: string, env: Readonly<Record<string, string>>) =>
  onTestDriver(line, { env, own: { peer: hideFiles, ostk: hideFiles } });

const SNAPSHOTS = 'snapshot-create-as test a; snapshot-create-as test b';

describe('with nobody at a terminal', () => {
  test.each([
    ['edit test; dumpxml test --inactive', MORE],
    ['edit test', 'true'],
    ['edit test; edit nosuch', BROKEN],
    ['edit test; dumpxml test --inactive', INVALID],
    ['edit test --skip-validate', INVALID],
    ['edit test', 'false'],
    ['edit test', join(folder, 'nosuch')],
    ['edit test', 'no-such-editor'],
    ['edit test', ''],
    ['edit test', 'exit 3;'],
    ['edit test', 'kill -9 $$;'],
    ['edit test', "echo 'it is' && cat"],
    ['edit test', 'rm -f'],
    ['net-edit default; net-edit nosuch; pool-edit default-pool; pool-edit nosuch', 'true'],
    ['net-edit default; net-dumpxml default; pool-edit default-pool; pool-list --all', RENAMING],
    ['net-edit default; pool-edit default-pool', BROKEN],
    ['save-image-edit /nosuch; save-image-edit /nosuch --running --paused', 'true'],
    ['save-image-dumpxml /nosuch; managedsave-dumpxml test; managedsave-edit test', 'true'],
    ['managedsave-edit test --running --paused; managedsave-dumpxml nosuch', 'true'],
    [`${SNAPSHOTS}; snapshot-edit test a; snapshot-edit test --current; snapshot-edit test`, 'true'],
    [`${SNAPSHOTS}; snapshot-edit test a --current; snapshot-current test --name`, 'true'],
    [`${SNAPSHOTS}; snapshot-edit test a; snapshot-dumpxml test a --xpath //description`, DESCRIBED],
    [`${SNAPSHOTS}; snapshot-edit test a; snapshot-list test --name`, RENAMING],
    [`${SNAPSHOTS}; snapshot-edit test a --clone; snapshot-list test --name`, RENAMING],
    [`${SNAPSHOTS}; snapshot-edit test a --rename; snapshot-list test --tree`, RENAMING],
    [`${SNAPSHOTS}; snapshot-edit test a; snapshot-edit test a --rename --clone`, 'false'],
    [`${SNAPSHOTS}; snapshot-edit test nosuch`, 'true'],
  ])('%s in %s', async (line, program) => {
    await edited(line, { EDITOR: program });
  });

  test('$VISUAL is the first, and $TMPDIR where the file is', async () => {
    await edited('edit test', { VISUAL: 'echo', EDITOR: 'false', TMPDIR: folder });
    await edited('edit test', { EDITOR: 'true', TMPDIR: '/nosuch' });
    await edited('edit test', { EDITOR: 'true it;', TMPDIR: join(folder, 'a b') });
  });

  test('nothing is left behind', async () => {
    await edited('edit test', { EDITOR: BROKEN, TMPDIR: folder });
    expect(readdirSync(folder).filter(name => name.startsWith('virsh'))).toEqual([]);
  });

  test("under ostk's own name what was refused is kept, and the reason told", async () => {
    const line = ['virsh', '-c', `test+unix://${TEST_HOST}`, 'edit', 'test'];
    const env = { EDITOR: BROKEN, TMPDIR: folder };
    const { code, stderr } = await ostk(line, { program: 'virsh', env }, '');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^error: .* is kept in \/.*\nerror: \(domain_definition\):2: /),
    });
    const [, path = ''] = / is kept in (\S+)/.exec(stderr) ?? [];
    expect(readFileSync(path, 'utf8')).toContain('<nametest</name>');
  });
});

describe('at a terminal', () => {
  const ASKED = '[y,n,i,f,?]: ';
  test.each<[string, string, readonly Step[]]>([
    ['to give it up', INVALID, [ASKED, ASKED, ASKED].map((prompt, at) => [prompt, '?xn'.charAt(at)])],
    ['to do without the schema', INVALID, [[ASKED, 'i']]],
    [
      'to define it again',
      BROKEN,
      [ASKED, ASKED, '[y,n,f,?]: '].map((prompt, at) => [prompt, 'FiN'.charAt(at)]),
    ],
    ['to edit it again', BROKEN, [ASKED, ASKED].map((prompt, at) => [prompt, 'yn'.charAt(at)])],
  ])('the question may be answered %s', async (_, program, steps) => {
    const options = { program: 'virsh', streams: true, env: { EDITOR: program } } as const;
    const line = 'edit test; dumpxml --inactive test';
    const [peer, own] = await Promise.all([
      peerOnTerminal(['-c', `test://${TEST_HOST}`, line], steps, options),
      ostkOnTerminal(['-c', `test+unix://${TEST_HOST}`, line], steps, options),
    ]);
    // virsh looks for somebody to ask for passwords
    const agent = /^Authorization not available.*\r\n/;
    expect(own).toEqual({ ...peer, terminal: peer.terminal.replace(agent, '') });
  });
});

describe('saved states of QEMU', () => {
  const twins = domainTwins('edit');
  beforeAll(async () => {
    // the daemon writes there as a user of its own
    chmodSync(folder, 0o777);
    for (const name of Object.values(twins.names)) {
      writeFileSync(
        join(folder, `${name}.xml`),
        `<domain type='qemu'>
          <name>${name}</name><memory unit='MiB'>16</memory>
          <os><type arch='x86_64' machine='pc'>hvm</type></os>
        </domain>`,
      );
    }
    await twins.prepare(`define ${folder}/{}.xml; start {}; save {} ${folder}/{}.save`);
    await twins.prepare('start {}; managedsave {}');
  });
  afterAll(() => twins.prepare('undefine {} --managed-save'));

  test.each([
    ['save-image-dumpxml @; save-image-dumpxml @ --security-info --xpath //memory', 'true'],
    ['save-image-edit @; save-image-edit @ --running', 'true'],
    ['save-image-edit @ --paused; save-image-dumpxml @ --xpath //description', DESCRIBED],
    ['save-image-edit @', 'false'],
    ['managedsave-dumpxml {}; managedsave-dumpxml {} --xpath //os --wrap', 'true'],
    ['managedsave-edit {}; managedsave-edit {} --paused', 'true'],
    ['managedsave-edit {} --running; managedsave-dumpxml {} --xpath //description', DESCRIBED],
    ['managedsave-edit {}; save-image-edit @', BROKEN],
  ])('%s in %s', async (line, program) => {
    const own = (name: string) => (text: string) => hideFiles(text.replaceAll(name, '{}'));
    await twins.compare(line.replaceAll('@', `${folder}/{}.save`), {
      env: { EDITOR: program },
      mask: ['ids'],
      own: { peer: own(twins.names.peer), ostk: own(twins.names.ostk) },
    });
  });
});
