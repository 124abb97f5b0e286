/**
 * A guest agent without a guest: it answers what libvirt asks over the socket of a domain's channel, in the protocol of
 * qemu-ga (a JSON object a line; 0xFF before the answer to guest-sync-delimited).
 */
import { chmodSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { isObject, type Json, type JsonObject, parseJson, text } from '../../../src/clients/json.ts';

const GIB = 1024 ** 3;

/** What the guest says of itself. */
const SAYS: Readonly<Record<string, Json>> = {
  'guest-ping': {},
  'guest-info': { version: '7.2.0', supported_commands: [{ name: 'guest-ping', enabled: true }] },
  'guest-get-time': 1_700_000_000_000_000_000n,
  'guest-set-time': {},
  'guest-fsfreeze-freeze': 2,
  'guest-fsfreeze-freeze-list': 1,
  'guest-fsfreeze-thaw': 2,
  'guest-fstrim': { paths: [{ path: '/', trimmed: 4096, minimum: 0 }] },
  'guest-set-user-password': {},
  'guest-get-host-name': { 'host-name': 'guest.example' },
  'guest-get-timezone': { zone: 'CET', offset: 3600 },
  'guest-get-users': [{ user: '云', 'login-time': 1_700_000_000.5 }],
  'guest-get-osinfo': { id: 'debian', name: 'Debian GNU/Linux', 'version-id': '12', machine: 'x86_64' },
  'guest-get-vcpus': [
    { 'logical-id': 0, online: true, 'can-offline': false },
    { 'logical-id': 1, online: true, 'can-offline': true },
  ],
  'guest-set-vcpus': 1,
  'guest-get-fsinfo': [
    {
      name: 'vda1',
      mountpoint: '/',
      type: 'ext4',
      'total-bytes': 10 * GIB,
      'used-bytes': 3 * GIB,
      disk: [],
    },
  ],
  'guest-get-disks': [{ name: '/dev/vda', partition: false }],
  'guest-network-get-interfaces': [
    {
      name: 'lo',
      'hardware-address': '00:00:00:00:00:00',
      'ip-addresses': [{ 'ip-address': '127.0.0.1', 'ip-address-type': 'ipv4', prefix: 8 }],
    },
  ],
};

/** An agent that listens. */
export interface GuestAgent {
  /** The names of the commands that it was sent, but for those that keep the two sides in step. */
  readonly heard: string[];
  close(): void;
}

/** Starts an agent. @param path of the socket, which QEMU and libvirt connect to */
export async function startAgent(path: string): Promise<GuestAgent> {
  const heard: string[] = [];
  const server: Server = createServer(socket => {
    let rest = '';
    socket.on('error', () => {});
    socket.on('data', piece => {
      const lines = (rest + piece.toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const asked = parseJson(Buffer.from(line.replaceAll('\xff', ''), 'latin1').toString('utf8'));
        if (isObject(asked)) socket.write(answerTo(asked, heard));
      }
    });
  });
  await new Promise<void>(resolve => server.listen(path, resolve));
  chmodSync(path, 0o777); // QEMU runs as a user of its own
  return { heard, close: () => server.close() };
}

function answerTo(asked: JsonObject, heard: string[]): Buffer {
  const name = text(asked, 'execute');
  if (name.startsWith('guest-sync')) {
    const id = isObject(asked.arguments) ? String(asked.arguments.id) : '0';
    const mark = name === 'guest-sync-delimited' ? [0xff] : [];
    return Buffer.concat([Buffer.from(mark), Buffer.from(`{"return": ${id}}\n`)]);
  }
  heard.push(name);
  const said = SAYS[name];
  const answer =
    said === undefined
      ? { error: { class: 'CommandNotFound', desc: `The command ${name} has not been found` } }
      : { return: said };
  return Buffer.from(
    `${JSON.stringify(answer, (_, value) => (typeof value === 'bigint' ? Number(value) : value))}\n`,
  );
}

/**
 * Writes an emulator under which a channel counts as open from the start: no guest is there to open it. QEMU's
 * `virtconsole` is a `virtserialport` that always is.
 */
export function writeEmulator(path: string): void {
  writeFileSync(path, `#!/bin/bash\nexec /usr/bin/qemu-system-x86_64 "\${@//virtserialport/virtconsole}"\n`);
  chmodSync(path, 0o755);
}
