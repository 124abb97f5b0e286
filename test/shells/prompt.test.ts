/** The prompts on a terminal: what is seen of them, and what keys do. */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Home, newHome, OSTK, type Size, Terminal } from './tmux.ts';

let home: Home;
let terminal: Terminal | undefined;

beforeEach(() => {
  home = newHome({ OS_CLOUD: 'sandbox' });
});
afterEach(async () => {
  await terminal?.close();
  terminal = undefined;
  await home.remove();
});

/** Starts ostk and waits for its prompt. */
async function open(words: readonly string[], prompt: RegExp, size?: Size): Promise<Terminal> {
  const opened = await Terminal.open(home, [process.execPath, OSTK, ...words], size);
  terminal = opened;
  await opened.until(prompt);
  return opened;
}

async function enter(at: Terminal, line: string): Promise<void> {
  await at.type(line);
  await at.press('Enter');
}

test('ostk shell: history, names, Ctrl-C, and a Ctrl-D that is typed too early', async () => {
  const shell = await open(['shell'], /^ostk>$/m);
  await enter(shell, 'flavor show m1.nano -f value -c name');
  await shell.until(/^m1\.nano\n+ostk>$/m);
  await shell.press('Up');
  await shell.type(' | tr a-z A-Z');
  await shell.press('Enter');
  await shell.until(/^M1\.NANO\n+ostk>$/m);
  await shell.type('flavor sho');
  await shell.press('Tab');
  await shell.until(/^ostk> flavor show$/m);
  await shell.type('m1.ti');
  await shell.press('Tab');
  await shell.until(/^ostk> flavor show m1\.tiny$/m, () => shell.press('Tab'));
  await shell.press('C-c');
  await shell.until(/^ostk> flavor show m1\.tiny *\^C\n+ostk>$/m);
  await enter(shell, '!echo begun; sleep 60');
  await shell.until(/^begun$/m);
  await shell.press('C-c');
  await shell.until(/^begun\n(.*\n)*ostk>$/m);
  await enter(shell, '!echo slow; sleep 1');
  await shell.until(/^slow$/m);
  await shell.press('C-d');
  expect(await shell.code()).toBe(0);
  await shell.close();
  const later = await open(['shell'], /^ostk>$/m);
  await later.press('Up');
  await later.until(/^ostk> !echo slow; sleep 1$/m);
});

test('a narrow window: keys and values are completed, long lines are edited, help is wrapped', async () => {
  const shell = await open(['shell'], /^ostk>$/m, { columns: 40, lines: 60 });
  await shell.type('server create --nic net-');
  await shell.press('Tab');
  await shell.until(/^ostk> server create --nic net-id=$/m);
  await shell.type('publ');
  await shell.press('Tab');
  await shell.until(/--nic net-id=publ\n?ic/m, () => shell.press('Tab'));
  await shell.press('C-u');
  await enter(shell, 'flavor show m1.tiny --fit-width -f value -c name -c vcpus');
  await shell.until(/^m1\.tiny\n1\n+ostk>$/m);
  await enter(shell, 'help availability zone');
  const screen = await shell.until(/^Commands of ostk availability zone:\n(.*\n)*ostk>$/m);
  expect(screen).toMatch(/^ {2}availability zone list\n {6}List availability zones$/m);
});

test('openstack alone', async () => {
  const shell = await open(['--as', 'openstack'], /^\(openstack\)$/m);
  await shell.type('flavor sho');
  await shell.press('Tab');
  await shell.until(/^\(openstack\) flavor show$/m);
  await shell.type('m1.nano -f value -c name');
  await shell.press('Enter');
  await shell.until(/^m1\.nano\n+\(openstack\)$/m);
  await shell.press('C-d');
  expect(await shell.code()).toBe(1);
});

test('virsh alone', async () => {
  const shell = await open(['--as', 'virsh'], /^virsh #$/m);
  expect(await shell.screen()).toMatch(/^Welcome to virsh/);
  await shell.type('ech');
  await shell.press('Tab');
  await shell.until(/^virsh # echo$/m);
  await shell.type('one; echo two');
  await shell.press('Enter');
  await shell.until(/^one\ntwo\n+virsh #$/m);
  await shell.press('C-d');
  expect(await shell.code()).toBe(0);
});

test("Ctrl-C breaks a line's connections off, and the prompt stays", async () => {
  const sockets: Socket[] = [];
  const server = createServer(socket => sockets.push(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const endpoint = `http://127.0.0.1:${port}`;
    const shell = await open(['--os-auth-type', 'none', '--os-endpoint', endpoint, 'shell'], /^ostk>$/m);
    await enter(shell, 'region list');
    await expect.poll(() => sockets.length).toBe(1);
    const [socket] = sockets;
    if (!socket) throw new Error('nobody called');
    const closed = once(socket.resume(), 'close', { signal: AbortSignal.timeout(10_000) });
    await shell.press('C-c');
    await shell.until(/^ostk> region list\n(.*\n)*ostk>$/m);
    await closed;
    await shell.press('C-d');
    expect(await shell.code()).toBe(0);
  } finally {
    server.close();
  }
});
