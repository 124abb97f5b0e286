/** Consoles and displays: a guest that prints and echoes, reached by its domain, by its server and by its instance. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attempt, ostk, prepare } from '../harness/compare.ts';
import { GREETING, LIBVIRT_HOME, writeEchoGuest } from '../harness/libvirt.ts';
import { ostkOnTerminal, peerOnTerminal, type Step } from '../harness/terminal.ts';
import { domainTwins } from '../harness/virsh.ts';

const folder = mkdtempSync(join(tmpdir(), 'ostk-live-console-'));
const twins = domainTwins('console');
const QEMU = ['-c', 'qemu:///system'];
const ESCAPE = '\x1d';
/** What is typed once the guest is up, and how the console is left. */
const STEPS: readonly Step[] = [
  [GREETING, 'echo?'],
  ['echo?', ESCAPE],
];

const virsh = (...line: string[]) => prepare([...QEMU, ...line], { program: 'virsh' });

/** Defines a guest with a serial console and a VNC display. */
const define = (name: string) =>
  virsh(
    'define',
    writeEchoGuest(folder, name, "<graphics type='vnc' port='-1' autoport='yes' listen='127.0.0.1'/>"),
  );

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('of a domain', () => {
  const { names } = twins;

  beforeAll(async () => {
    for (const name of Object.values(names)) await define(name);
  });
  afterAll(async () => {
    for (const name of Object.values(names)) {
      await attempt([...QEMU, 'destroy', name], { program: 'virsh' });
      await virsh('undefine', name);
    }
  });

  test('start --console: what is printed, what is typed, how it is left', async () => {
    const options = { program: 'virsh', streams: true } as const;
    const line = (name: string) => [...QEMU, 'start', '--console', name];
    const peer = await peerOnTerminal(line(names.peer), STEPS, options);
    const own = await ostkOnTerminal(line(names.ostk), STEPS, options);
    expect(peer.terminal).toContain('echo?');
    // pkttyagent, which virsh starts on a terminal, says this where there is no polkit.
    const said = peer.terminal.replace(/^Authorization not available.*\r\n/m, '');
    expect([own.terminal.replaceAll(names.ostk, '{}'), own.code]).toEqual([
      said.replaceAll(names.peer, '{}'),
      peer.code,
    ]);
  });

  test('vncdisplay tells each its own', async () => {
    await twins.compare('vncdisplay {}', { code: 0, edit: text => text.replace(/:\d+\n/, ':N\n') });
    await virsh('destroy', names.peer);
    await virsh('destroy', names.ostk);
    await twins.compare('vncdisplay {}', { code: 1 });
    await twins.compare('console {}', { code: 1 });
  });
});

describe('of a server', () => {
  const name = `console-${randomBytes(3).toString('hex')}`;
  const socket = join(LIBVIRT_HOME, 'one', 'run', 'libvirt-sock');
  const key = join(LIBVIRT_HOME, 'ssh', 'id');
  const uris = {
    socket: `qemu+unix:///system?socket=${socket}`,
    ssh: `qemu+ssh://root@127.0.0.1:27022/system?keyfile=${key}&no_verify=1`,
  };
  let domain = '';
  let id = '';

  beforeAll(async () => {
    const made: unknown = await prepare(
      `server create --flavor m1.nano --image cirros-0.6.2-x86_64-disk --nic none --wait ${name} -f json`,
    );
    id = String(made && typeof made === 'object' && 'id' in made ? made.id : '');
    const { stdout } = await ostk(`server show ${id} -f value -c OS-EXT-SRV-ATTR:instance_name`);
    domain = stdout.trim();
    await define(domain);
  });
  afterAll(async () => {
    await attempt([...QEMU, 'destroy', domain], { program: 'virsh' });
    await attempt([...QEMU, 'undefine', domain], { program: 'virsh' });
    await attempt(`server delete --wait ${name}`);
  });

  test.each(Object.entries(uris))('domstate and dumpxml, over %s', async (_, uri) => {
    const state = await ostk(['server', 'domstate', '--libvirt-uri', uri, name, '-f', 'json'], {}, '');
    expect([state.code, state.stderr]).toEqual([0, '']);
    expect(JSON.parse(state.stdout)).toEqual({ domain, state: 'shut off', reason: 'unknown' });
    const xml = await ostk(['server', 'dumpxml', '--libvirt-uri', uri, id], {}, '');
    expect([xml.code, xml.stderr]).toEqual([0, '']);
    expect(xml.stdout).toContain(`<name>${domain}</name>`);
  });

  test('the console by the server and by the instance', async () => {
    for (const line of [
      ['server', 'console', '--libvirt-uri', uris.socket, name],
      ['gs', 'virsh', 'console', '--backend', 'openstack', '--libvirt-uri', uris.ssh, id],
    ]) {
      await virsh('start', '--paused', domain);
      const console = ostkOnTerminal(line, STEPS, { streams: true }, '');
      await resumeOnceOpen(domain);
      const { code, terminal } = await console;
      expect([code, terminal], line.join(' ')).toEqual([0, expect.stringContaining('echo?')]);
      await virsh('destroy', domain);
    }
  });
});

/** Lets a paused guest go when somebody looks: what it says before is lost. */
async function resumeOnceOpen(domain: string): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, 5_000));
  await virsh('resume', domain);
}
