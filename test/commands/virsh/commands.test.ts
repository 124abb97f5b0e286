import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import {
  domainGetState,
  domainGetXmlDesc,
  domainLookupByName,
} from '../../../src/clients/libvirt/protocol/domain.ts';
import { domainOpenConsole, domainScreenshot } from '../../../src/clients/libvirt/protocol/domain-device.ts';
import {
  domainGetJobInfo,
  domainHasManagedSaveImage,
  domainSave,
  domainSaveFlags,
} from '../../../src/clients/libvirt/protocol/domain-image.ts';
import {
  connectDomainEventCallbackDeregisterAny,
  connectDomainEventCallbackRegisterAny,
  domainEventCallbackLifecycle,
} from '../../../src/clients/libvirt/protocol/event.ts';
import {
  storageVolDownload,
  storageVolLookupByKey,
  storageVolUpload,
} from '../../../src/clients/libvirt/protocol/storage.ts';
import { progressLine } from '../../../src/commands/virsh/lib/job.ts';
import {
  type Answer,
  answer,
  type ListeningDaemon,
  listen,
  Refusal,
} from '../../clients/libvirt/listening.ts';
import { runLine } from '../../harness/run.ts';

const folder = mkdtempSync(join(tmpdir(), 'ostk-virsh-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const daemons: ListeningDaemon[] = [];
afterEach(() => {
  for (const daemon of daemons.splice(0)) daemon.close();
});

const dom = { name: 'vm', uuid: new Uint8Array(16), id: 7 };
const vol = { pool: 'p', name: 'v', key: 'k' };
const lookUp = answer(domainLookupByName, ({ name }) => {
  if (name === dom.name) return { dom };
  throw new Refusal(42, `Domain not found: no domain with matching name '${name}'`);
});

/** Runs a line of virsh against a daemon with these answers. */
async function virsh(line: string, answers: readonly Answer[], options: Parameters<typeof runLine>[1] = {}) {
  const daemon = await listen([lookUp, ...answers]);
  daemons.push(daemon);
  const { code, stdout, stderr } = await runLine(['-c', daemon.uri, line], { name: 'virsh', ...options });
  return { code, stdout, stderr, daemon };
}

describe('save', () => {
  it('asks as simply as it can', async () => {
    const asked: unknown[] = [];
    const answers = [
      answer(domainSave, ({ to }) => {
        asked.push(to);
        return {};
      }),
      answer(domainSaveFlags, ({ to, flags }) => {
        asked.push([to, flags]);
        return {};
      }),
    ];
    const plain = await virsh('save vm /f', answers);
    expect(plain).toMatchObject({ code: 0, stdout: "\nDomain 'vm' saved to /f\n\n", stderr: '' });
    await virsh('save vm /f --bypass-cache --paused', answers);
    expect(asked).toEqual(['/f', ['/f', 5]]);
  });

  it("says what it could not do, then the daemon's reason", async () => {
    const refused = answer(domainSave, () => {
      throw new Refusal(38, 'no space');
    });
    expect(await virsh('save vm /f', [refused])).toMatchObject({
      code: 1,
      stdout: '\n',
      stderr: "error: Failed to save domain 'vm' to /f\nerror: no space\n",
    });
  });

  it('shows how far it is', async () => {
    const answers = [
      answer(domainSave, () => ({})),
      answer(domainGetJobInfo, () => {
        throw new Refusal(55, 'no job');
      }),
    ];
    expect(await virsh('save vm /f --verbose', answers)).toMatchObject({ stderr: '\rSave: [100 %]' });
    expect(progressLine('Save', 200n, 50n)).toBe('\rSave: [ 75 %]');
    expect(progressLine('Save', 1000n, 1n)).toBe('\rSave: [ 99 %]');
    expect(progressLine('Save', 0n, 0n)).toBeUndefined();
  });
});

it('managedsave-remove has nothing to do where nothing is saved', async () => {
  const none = answer(domainHasManagedSaveImage, () => ({ result: 0 }));
  expect(await virsh('managedsave-remove vm', [none])).toMatchObject({
    code: 0,
    stdout: "Domain 'vm' has no manage save image; removal skipped\n",
  });
});

describe('event', () => {
  const register = answer(connectDomainEventCallbackRegisterAny, ({ eventID }, client) => {
    if (eventID === 0) {
      client.tell(domainEventCallbackLifecycle, { callbackID: 3, msg: { dom, event: 2, detail: 0 } });
      client.tell(domainEventCallbackLifecycle, { callbackID: 3, msg: { dom, event: 5, detail: 1 } });
    }
    return { callbackID: 3 };
  });
  const deregister = answer(connectDomainEventCallbackDeregisterAny, () => ({}));

  it('ends with the first one', async () => {
    const clock = { now: () => 0, sleep: () => new Promise<void>(() => {}) };
    expect(await virsh('event vm lifecycle --timestamp', [register, deregister], { clock })).toMatchObject({
      code: 0,
      stdout:
        "1970-01-01 00:00:00.000+0000: event 'lifecycle' for domain 'vm': Started Booted\nevents received: 1\n\n",
    });
  });

  it('fails where nothing happened in time', async () => {
    expect(await virsh('event --event reboot --timeout 1', [register, deregister])).toMatchObject({
      code: 1,
      stdout: 'event loop timed out\nevents received: 0\n\n',
      stderr: '',
    });
  });
});

describe('what goes through a stream', () => {
  it('a volume is written to a file, and read from one', async () => {
    const path = join(folder, 'volume');
    const find = answer(storageVolLookupByKey, () => ({ vol }));
    const send = answer(storageVolDownload, (_, client) => {
      client.data('one ', 'two');
      client.end();
      return {};
    });
    expect(await virsh(`vol-download k ${path}`, [find, send])).toMatchObject({ code: 0, stdout: '\n' });
    expect(readFileSync(path, 'utf8')).toBe('one two');
    writeFileSync(path, 'three');
    const take = answer(storageVolUpload, ({ offset }) => {
      expect(offset).toBe(1024n);
      return {};
    });
    const { code, daemon } = await virsh(`vol-upload k ${path} --offset 1024`, [find, take]);
    expect({ code, received: daemon.received }).toEqual({ code: 0, received: ['three'] });
  });

  it('a picture that does not come leaves no file', async () => {
    const path = join(folder, 'picture.png');
    const refused = answer(domainScreenshot, () => {
      throw new Refusal(55, 'domain is not running');
    });
    expect(await virsh(`screenshot vm ${path}`, [refused])).toMatchObject({
      code: 1,
      stderr: 'error: could not take a screenshot of vm\nerror: domain is not running\n',
    });
    expect(existsSync(path)).toBe(false);
  });

  it('a console is not for pipes, nor for a domain that is off', async () => {
    const state = (number: number) => answer(domainGetState, () => ({ state: number, reason: 1 }));
    expect(await virsh('console vm', [state(1)])).toMatchObject({
      code: 1,
      stderr: 'error: Cannot run interactive console without a controlling TTY\n',
    });
    expect(await virsh('console vm', [state(5)])).toMatchObject({
      stderr: 'error: The domain is not running\n',
    });
  });

  it('a console carries keys and prints what comes, until the escape key', async () => {
    const state = answer(domainGetState, () => ({ state: 1, reason: 1 }));
    const open = answer(domainOpenConsole, (_, client) => {
      client.data('login: ');
      return {};
    });
    async function* keys() {
      yield Buffer.from('root\r');
      // What is not printed when somebody leaves is not printed at all, as with the peer.
      await expect.poll(() => daemons.at(-1)?.received.length).toBe(1);
      yield Buffer.from('\x1d');
    }
    const run = await virsh('console vm', [state, open], { secrets: [], stdin: keys() });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toBe("Connected to domain 'vm'\nEscape character is ^] (Ctrl + ])\nlogin: \n");
    expect(run.daemon.received).toEqual(['root\r']);
  });
});

describe("a server's domain", () => {
  const server = {
    service: 'compute' as const,
    path: '/servers/detail',
    query: { name: '^web$' },
    reply: {
      servers: [
        { id: 'i', name: 'web', 'OS-EXT-SRV-ATTR:host': 'h1', 'OS-EXT-SRV-ATTR:instance_name': 'vm' },
      ],
    },
  };

  it('is found where Nova says', async () => {
    const daemon = await listen([
      lookUp,
      answer(domainGetState, () => ({ state: 1, reason: 1 })),
      answer(domainGetXmlDesc, () => ({ xml: '<domain/>\n' })),
    ]);
    daemons.push(daemon);
    const state = await runLine(`server domstate --libvirt-uri ${daemon.uri} web -f json`, {
      name: 'ostk',
      stubs: [server],
    });
    expect(JSON.parse(state.stdout)).toEqual({ domain: 'vm', state: 'running', reason: 'booted' });
    const xml = await runLine(`server dumpxml --libvirt-uri ${daemon.uri} web`, {
      name: 'ostk',
      stubs: [server],
    });
    expect(xml).toMatchObject({ code: 0, stdout: '<domain/>\n' });
  });

  it("is another machine's matter where that cannot be reached", async () => {
    const line = 'server domstate --libvirt-uri qemu+tcp://127.0.0.1:1/system?x=HOST web';
    expect(await runLine(line, { name: 'ostk', stubs: [server] })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        "x=h1: unable to connect to server at '127.0.0.1:1': Connection refused.",
      ),
    });
  });
});
