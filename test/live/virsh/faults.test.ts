/** What goes wrong between virsh and a daemon: one `error:` line that says what, exit 1, never a wait. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { compare, ostk } from '../harness/compare.ts';
import { LIBVIRT_HOME } from '../harness/libvirt.ts';

const folder = mkdtempSync(join(tmpdir(), 'ostk-live-faults-'));
const SOCKET = join(LIBVIRT_HOME, 'one', 'run', 'libvirt-sock');
const servers: Server[] = [];

afterAll(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

const both = (name: string, words: readonly string[]) =>
  compare(name, words, words, { program: 'virsh', mask: [], code: 1 });
const QEMU = ['-c', 'qemu:///system'];

/** A way to the daemon that ends once so many bytes went through it to the client. */
function cutAfter(bytes: number): Promise<string> {
  const path = join(folder, `cut-${bytes}`);
  const server = createServer(client => {
    const daemon = connect(SOCKET);
    let passed = 0;
    const end = () => {
      client.destroy();
      daemon.destroy();
    };
    client.on('data', data => daemon.write(data));
    daemon.on('data', data => {
      client.write(data.subarray(0, Math.max(0, bytes - passed)));
      passed += data.length;
      if (passed >= bytes) setTimeout(end, 50);
    });
    for (const side of [client, daemon]) side.on('error', end).on('close', end);
  });
  servers.push(server);
  return new Promise(resolve => server.listen(path, () => resolve(path)));
}

test('no daemon: the socket is named; under ostk also how one is started', async () => {
  const words = ['-c', 'qemu+unix:///system?socket=/nowhere/libvirt-sock', 'list'];
  await both('no daemon', words);
  const { code, stdout, stderr } = await ostk(['virsh', ...words], {}, '');
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/\/nowhere\/libvirt-sock[\s\S]*systemctl start|libvirtd -d/);
});

test('an unknown domain, network, pool and volume', async () => {
  for (const words of [
    ['domstate', 'no-such'],
    ['net-info', 'no-such'],
    ['pool-info', 'no-such'],
    ['vol-info', 'no-such', '--pool', 'no-such'],
  ])
    await both(words.join(' '), [...QEMU, ...words]);
});

test('malformed XML: line and column, as the daemon tells them', async () => {
  const file = join(folder, 'broken.xml');
  writeFileSync(file, "<domain type='qemu'>\n  <name>x</nam>\n</domain>\n");
  const { ostk: own } = await both('define', [...QEMU, 'define', file]);
  expect(own.stderr).toContain(':2:');
  await both('define nothing', [...QEMU, 'define', join(folder, 'none.xml')]);
});

test.each([0, 30, 100, 300, 1000])('a connection that ends after %i bytes', async bytes => {
  const path = await cutAfter(bytes);
  const { code, stdout, stderr } = await ostk(
    ['-c', `qemu+unix:///system?socket=${path}`, 'capabilities'],
    { timeout: 20 },
    'virsh',
  );
  // The blank line that virsh has behind each command.
  expect([code, stdout.trim()]).toEqual([1, '']);
  expect(stderr).toMatch(
    /^error: (failed to connect to the hypervisor|failed to get capabilities)\nerror: .*\n$/,
  );
});
