import { describe, expect, it } from 'vitest';
import { openLibvirt } from '../../../src/clients/libvirt/open.ts';
import { socketPath } from '../../../src/clients/libvirt/unix-socket.ts';
import { daemonUri, flag, parameter, parseUri } from '../../../src/clients/libvirt/uri.ts';

describe('a URI of libvirt', () => {
  it.each([
    ['qemu:///system', 'unix', undefined, 'qemu:///system'],
    ['qemu://host/system', 'tls', 'host', 'qemu:///system'],
    ['qemu+tcp://[::1]:5/system', 'tcp', '::1', 'qemu:///system'],
    ['qemu+ssh://me@h/system?keyfile=/k&x=a%20b', 'ssh', 'h', 'qemu:///system?x=a%20b'],
    ['test+unix:///default', 'unix', undefined, 'test:///default'],
    ['remote+tls://h/', 'tls', 'h', ''],
    ['qemu+tcp://h/system?name=test:///default', 'tcp', 'h', 'test:///default'],
  ])('%s', (text, transport, host, name) => {
    const uri = parseUri(text);
    expect(uri).toMatchObject({ transport, host });
    expect(daemonUri(uri)).toBe(name);
  });

  it('has a user, a port and parameters', () => {
    const uri = parseUri('qemu+ssh://me@h:22/system?keyfile=%2Fk&no_verify=1');
    expect(uri).toMatchObject({ user: 'me', port: 22, driver: 'qemu', path: '/system' });
    expect(parameter(uri, 'keyfile')).toBe('/k');
    expect(flag(uri, 'no_verify')).toBe(true);
    expect(() => flag(uri, 'keyfile')).toThrow('Failed to parse value of URI component keyfile');
  });

  it.each([
    ['nonsense', 'missing scheme for URI'],
    ['qemu+ipx://h/system', 'transport in URL not recognised'],
    ['qemu+unix://h/system', "remote server 'h' is not supported"],
  ])('%s is none', (text, message) => {
    expect(() => parseUri(text)).toThrow(message);
  });
});

describe('the socket', () => {
  const root = { env: {}, uid: 0, readOnly: false, exists: () => false };
  const user = { ...root, uid: 7, env: { XDG_RUNTIME_DIR: '/x' } };
  const qemu = parseUri('qemu:///system');

  it("is libvirtd's unless the driver's own daemon is there", () => {
    expect(socketPath(qemu, root)).toBe('/var/run/libvirt/libvirt-sock');
    expect(socketPath(qemu, { ...root, exists: () => true })).toBe('/var/run/libvirt/virtqemud-sock');
    expect(socketPath(undefined, { ...root, exists: path => path.includes('virtlxcd') })).toBe(
      '/var/run/libvirt/virtlxcd-sock',
    );
    expect(socketPath(parseUri('qemu:///system?mode=direct'), root)).toBe('/var/run/libvirt/virtqemud-sock');
  });

  it('has another for those who only read, and another for sessions', () => {
    expect(socketPath(qemu, { ...root, readOnly: true })).toBe('/var/run/libvirt/libvirt-sock-ro');
    expect(socketPath(parseUri('qemu:///session'), user)).toBe('/x/libvirt/libvirt-sock');
    expect(socketPath(undefined, user)).toBe('/x/libvirt/libvirt-sock');
    expect(socketPath(qemu, user)).toBe('/var/run/libvirt/libvirt-sock');
  });

  it('is named when nobody listens, with what to do', async () => {
    const opening = openLibvirt('qemu:///system?socket=/nowhere/sock', { env: {}, uid: 0 });
    await expect(opening).rejects.toMatchObject({
      message: "Failed to connect socket to '/nowhere/sock': No such file or directory",
      hint: expect.stringContaining('systemctl start libvirtd'),
    });
  });
});
