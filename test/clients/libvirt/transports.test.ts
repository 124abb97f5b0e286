import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { openLibvirt } from '../../../src/clients/libvirt/open.ts';
import { remoteCommand } from '../../../src/clients/libvirt/transports/child.ts';
import { parseUri } from '../../../src/clients/libvirt/uri.ts';
import { listen } from './listening.ts';

const folder = mkdtempSync(join(tmpdir(), 'ostk-libvirt-'));
const after: { close(): void }[] = [];
afterEach(() => {
  for (const each of after.splice(0)) each.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a shell script that can be started. */
function program(path: string, script: string): void {
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}

const TARGET = { env: {}, uid: 0, readOnly: false };

describe('ssh', () => {
  it('tries virt-ssh-helper, then netcat', () => {
    const command = remoteCommand(parseUri('qemu+ssh://h/system'), TARGET);
    expect(command).toMatch(/^sh -c '.*virt-ssh-helper.*nc/);
    expect(command).toContain('/var/run/libvirt/libvirt-sock');
    expect(remoteCommand(parseUri('qemu+ssh://h/system'), { ...TARGET, readOnly: true })).toContain(
      'virt-ssh-helper -r',
    );
  });

  it('uses netcat for a socket, and the helper for a session', () => {
    const socket = remoteCommand(parseUri('qemu+ssh://h/system?socket=/s'), TARGET);
    expect(socket).not.toContain('virt-ssh-helper');
    const session = remoteCommand(parseUri('qemu+ssh://h/session'), { ...TARGET, uid: 7 });
    expect(session).not.toContain("'nc'");
    expect(() => remoteCommand(parseUri('qemu+ssh://h/session?netcat=x'), { ...TARGET, uid: 7 })).toThrow(
      'netcat path',
    );
    expect(() => remoteCommand(parseUri('qemu+ssh://h/system?proxy=x'), TARGET)).toThrow('proxy type');
  });

  it('leaves nothing to the shell of the other side', () => {
    const netcat = join(folder, "n 'c");
    program(netcat, 'for last; do :; done; printf %s "$last"');
    const socket = "/a';touch x;'b $HOME";
    const uri = `qemu+ssh://h/system?socket=${encodeURIComponent(socket)}&netcat=${encodeURIComponent(netcat)}`;
    expect(execFileSync('sh', ['-c', remoteCommand(parseUri(uri), TARGET)], { encoding: 'utf8' })).toBe(
      socket,
    );
  });

  it('asks for no password where nobody is there', async () => {
    const ssh = join(folder, 'ssh-words');
    program(ssh, 'echo "$@" >&2; exit 255');
    const uri = `qemu+ssh://h/system?command=${ssh}`;
    const said = (unattended: boolean) =>
      openLibvirt(uri, { env: {}, unattended }).catch((error: Error) => error.message);
    expect(await said(true)).toContain('-o BatchMode=yes -- h');
    expect(await said(false)).not.toContain('BatchMode');
  });

  it('says what the program had to say', async () => {
    const ssh = join(folder, 'ssh');
    program(ssh, 'echo "ssh: no route" >&2; exit 255');
    await expect(openLibvirt(`qemu+ssh://h/system?command=${ssh}`, { env: {} })).rejects.toThrow(
      'Cannot recv data: ssh: no route: Connection reset by peer',
    );
    await expect(openLibvirt('qemu+ssh://h/system?command=/nowhere/ssh', { env: {} })).rejects.toThrow(
      "Cannot find '/nowhere/ssh' in path",
    );
  });
});

describe('tcp', () => {
  it('opens what the URI means', async () => {
    const daemon = await listen();
    after.push(daemon);
    const libvirt = await openLibvirt(daemon.uri, { env: {} });
    expect(libvirt.uri).toBe(daemon.uri);
    expect(daemon.opened).toEqual(['test:///default']);
    await libvirt.close();
    expect(await libvirt.over).toBeUndefined();
  });

  it('refuses what it cannot prove, and sends no password in the clear', async () => {
    const daemon = await listen([], [9]);
    after.push(daemon);
    await expect(openLibvirt(daemon.uri, { env: {} })).rejects.toThrow(
      'authentication failed: unsupported authentication type 9',
    );
    await expect(openLibvirt(`${daemon.uri}?auth=what`, { env: {} })).rejects.toThrow(
      'unknown authentication type what',
    );
  });

  it('gives up a daemon that takes the connection and says nothing', async () => {
    const server = createServer(() => {});
    after.push(server);
    await new Promise<void>(resolve => server.listen(join(folder, 'mute'), resolve));
    await expect(
      openLibvirt(`qemu:///system?socket=${server.address()}`, { env: {}, timeout: 30 }),
    ).rejects.toMatchObject({ kind: 'timeout' });
  });

  it('names the server that refuses', async () => {
    await expect(openLibvirt('qemu+tcp://127.0.0.1:1/system', { env: {} })).rejects.toMatchObject({
      kind: 'refused',
      message: "unable to connect to server at '127.0.0.1:1': Connection refused",
    });
  });

  it('names a certificate that is missing', async () => {
    await expect(
      openLibvirt('qemu://127.0.0.1:1/system?pkipath=/nowhere', { env: {} }),
    ).rejects.toMatchObject({
      kind: 'tls',
      message: "Cannot read CA certificate '/nowhere/cacert.pem': No such file or directory",
    });
  });
});
