import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { libvirtConfPath, libvirtUri, parseLibvirtConf } from '../../src/config/libvirt.ts';
import { connectLibvirt } from '../../src/libvirt.ts';

const CONF = `
# uri_default = "commented:///out"
uri_aliases = [
  "hail=qemu+ssh://root@hail/system", # a comment with "quotes"
  'sleet=qemu:///session',
]
uri_default = "qemu:///system"
other = 5
`;
const conf = () => parseLibvirtConf(CONF, 'libvirt.conf');
const unread = () => {
  throw new Error('nobody needs the file');
};

it('virsh has a variable that goes before that of libvirt, and the command line before both', () => {
  const env = { VIRSH_DEFAULT_CONNECT_URI: 'a:///', LIBVIRT_DEFAULT_URI: 'b:///' };
  expect(libvirtUri('c:///', env, unread)).toBe('c:///');
  expect(libvirtUri(undefined, env, unread)).toBe('a:///');
  expect(libvirtUri('', { LIBVIRT_DEFAULT_URI: 'b:///' }, unread)).toBe('b:///');
});

it('libvirt.conf has a default, and names for URIs', () => {
  expect(libvirtUri(undefined, {}, conf)).toBe('qemu:///system');
  expect(libvirtUri('hail', {}, conf)).toBe('qemu+ssh://root@hail/system');
  expect(libvirtUri(undefined, { LIBVIRT_DEFAULT_URI: 'sleet' }, conf)).toBe('qemu:///session');
  expect(libvirtUri('snow', {}, conf)).toBe('snow');
  expect(libvirtUri(undefined, {}, () => ({ uriAliases: [] }))).toBeUndefined();
});

it.each([
  ['nothing', "expected 'alias=uri://host/path'"],
  ['a b=x', "aliases may only contain 'a-Z, 0-9, _, -'"],
])('an alias %s is none', (entry, problem) => {
  expect(() => parseLibvirtConf(`uri_aliases = ["${entry}"]`, 'libvirt.conf')).toThrow(problem);
});

it('is where libvirt looks for it', () => {
  expect(libvirtConfPath({}, 0, '/root')).toBe('/etc/libvirt/libvirt.conf');
  expect(libvirtConfPath({}, 7, '/home/a')).toBe('/home/a/.config/libvirt/libvirt.conf');
  expect(libvirtConfPath({ XDG_CONFIG_HOME: '/x' }, 7, '/home/a')).toBe('/x/libvirt/libvirt.conf');
});

it('a run without a daemon ends with the name of what was tried', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await new Promise(resolve => server.close(resolve));
  const host = { env: {}, uid: 7, home: '/nowhere', askSecret: async () => undefined };
  await expect(connectLibvirt(host, { uri: `qemu+tcp://127.0.0.1:${port}/system` })).rejects.toThrow(
    `unable to connect to server at '127.0.0.1:${port}': Connection refused`,
  );
});
