/** The ways to real daemons: each transport and each authentication that test/libvirt/services has. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenOptions, openLibvirt } from '../../../src/clients/libvirt/open.ts';
import { connectGetHostname, connectGetUri } from '../../../src/clients/libvirt/protocol/hypervisor.ts';
import { insideOne, LIBVIRT_HOME } from '../harness/libvirt.ts';
import { ostkOnTerminal, type Step } from '../harness/terminal.ts';

const PKI = `pkipath=${join(LIBVIRT_HOME, 'pki')}`;
const KEY = `keyfile=${join(LIBVIRT_HOME, 'ssh', 'id')}&no_verify=1`;
const SASL_DAEMON = `qemu+tls://10.99.7.2/system?${PKI}`;
const env = { PATH: process.env.PATH, HOME: '/nonexistent' };

beforeAll(() => void insideOne('/'));

/** The name of the machine that answers at a URI. */
async function hostname(uri: string, options: Partial<OpenOptions> = {}): Promise<string> {
  const libvirt = await openLibvirt(uri, { env, ...options });
  try {
    expect((await libvirt.call(connectGetUri, {})).uri).toBe('qemu:///system');
    return (await libvirt.call(connectGetHostname, {})).hostname;
  } finally {
    await libvirt.close();
  }
}

const login = (user: string, password: string): Pick<OpenOptions, 'credentials'> => ({
  credentials: { user: async () => user, password: async () => password },
});

describe('transports', () => {
  test.each([
    ['a socket', `qemu+unix:///system?socket=${join(LIBVIRT_HOME, 'one', 'run', 'libvirt-sock')}`, 'one'],
    ['tcp', 'qemu+tcp://127.0.0.1:27509/system', 'one'],
    ['tls with certificates', `qemu+tls://127.0.0.1:27514/system?${PKI}`, 'one'],
    ['ssh', `qemu+ssh://root@127.0.0.1:27022/system?${KEY}`, 'one'],
    ['ssh and virt-ssh-helper', `qemu+ssh://root@127.0.0.1:27022/system?${KEY}&proxy=native`, 'one'],
    ['ssh and nc', `qemu+ssh://root@127.0.0.1:27022/system?${KEY}&proxy=netcat`, 'one'],
    ['another machine', 'qemu+tcp://10.99.7.2/system', 'two'],
  ])('%s', async (_, uri, daemon) => {
    expect(await hostname(uri)).toBe(`${daemon}.ostk.test`);
  });
});

describe('SASL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ostk-live-sasl-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('a name and a password that are asked for', async () => {
    expect(await hostname(SASL_DAEMON, login('fred', 'secret'))).toBe('two.ostk.test');
  });

  test('a name and a password of a file', async () => {
    const file = join(folder, 'auth.conf');
    writeFileSync(
      file,
      '[credentials-lab]\nauthname=fred\npassword=secret\n[auth-libvirt-10.99.7.2]\ncredentials=lab\n',
      { mode: 0o600 },
    );
    expect(await hostname(`${SASL_DAEMON}&authfile=${file}`)).toBe('two.ostk.test');
  });

  test.each([
    ['the right password', 'fred\n', 'secret\n', 0],
    ['a name that is typed anew', 'ab\x7f\x7ffred\n', 'secret\n', 0],
    ['a wrong password', 'fred\n', 'wrong\n', 1],
    ['no name', '\x04', 'secret\n', 1],
  ])('on a terminal: %s', async (_, name, password, code) => {
    const steps: Step[] = [
      ['name: ', name],
      ['password: ', password],
    ];
    const own = await ostkOnTerminal(['-c', SASL_DAEMON, 'hostname'], steps, { program: 'virsh' });
    expect([own.code, own.stdout.trim()]).toEqual([code, code === 0 ? 'two.ostk.test' : '']);
    // Names are seen, passwords are not.
    expect(own.terminal.includes('fred')).toBe(name.includes('fred'));
    expect(own.terminal).not.toMatch(/secret|wrong/);
  });

  test('a wrong password is refused', async () => {
    await expect(hostname(SASL_DAEMON, login('fred', 'wrong'))).rejects.toThrow(/authentication failed/);
  });
});

describe('refusals', () => {
  test('an authority that is not known', async () => {
    const uri = 'qemu+tls://127.0.0.1:27514/system?pkipath=/nonexistent';
    await expect(hostname(uri)).rejects.toThrow(/cacert\.pem/);
  });
});
