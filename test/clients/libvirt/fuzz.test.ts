/** A daemon that sends anything: what is called ends in an answer or a typed error, never in a hang or without bounds. */
import { Buffer } from 'node:buffer';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { LibvirtError } from '../../../src/clients/libvirt/errors.ts';
import { encodeFrame, FrameReader, MessageType, Status } from '../../../src/clients/libvirt/frame.ts';
import { connectListAllDomains } from '../../../src/clients/libvirt/protocol/domain.ts';
import { domainOpenConsole } from '../../../src/clients/libvirt/protocol/domain-device.ts';
import { connectGetAllDomainStats } from '../../../src/clients/libvirt/protocol/hypervisor.ts';
import { XdrError, XdrReader } from '../../../src/clients/libvirt/xdr.ts';
import { fakeDaemon } from './daemon.ts';

const seed = Number(process.env.OSTK_TEST_SEED ?? Math.floor(Math.random() * 2 ** 31));
const ROUNDS = 400;

/** Small numbers in a row that a seed decides (mulberry32). */
function randomly(start: number): (below: number) => number {
  let state = start;
  return below => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Takes away what other tests left, so that it does not go while memory is counted. */
function collect(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
}

const DOM = { name: 'a', uuid: new Uint8Array(16), id: 1 };
const REPLY = {
  program: connectListAllDomains.program,
  procedure: connectListAllDomains.number,
  type: MessageType.reply,
  serial: 1,
  status: Status.ok,
};

function goodAnswer(): Buffer {
  return encodeFrame(REPLY, writer =>
    connectListAllDomains.ret.encode(writer, { domains: [DOM, { ...DOM, name: 'longer name' }], ret: 2 }),
  );
}

/** One call to a daemon that answers with these bytes and hangs up. */
async function ask(bytes: Buffer): Promise<unknown> {
  const daemon = fakeDaemon(() => {
    daemon.wire.end(bytes);
  });
  const call = daemon.connection.call(connectListAllDomains, { needResults: 1, flags: 0 });
  return call.catch((error: unknown) => error);
}

it(`an answer that is cut anywhere is a typed error`, async () => {
  const good = goodAnswer();
  expect(await ask(good)).toMatchObject({ ret: 2 });
  for (let length = 0; length < good.length; length += 1) {
    expect(await ask(good.subarray(0, length)), `cut at ${length}`).toMatchObject({ kind: 'cut' });
  }
});

it(`an answer with wrong bytes is an answer or a typed error (seed ${seed})`, async () => {
  const below = randomly(seed);
  for (let round = 0; round < ROUNDS; round += 1) {
    const bytes = goodAnswer();
    for (let flips = below(4) + 1; flips > 0; flips -= 1) bytes[below(bytes.length)] = below(256);
    const outcome = await ask(bytes);
    if (outcome instanceof Error) expect(outcome, bytes.toString('hex')).toBeInstanceOf(LibvirtError);
    else expect(outcome).toHaveProperty('domains');
  }
});

it(`random bytes are a typed error (seed ${seed})`, async () => {
  const below = randomly(seed + 1);
  for (let round = 0; round < ROUNDS; round += 1) {
    const bytes = Buffer.from(Array.from({ length: below(200) }, () => below(256)));
    expect(await ask(bytes), bytes.toString('hex')).toBeInstanceOf(LibvirtError);
  }
});

it.each([0, 4, 27, 33554437, 0xffffffff])('a message of %d bytes is none', async length => {
  const bytes = goodAnswer();
  bytes.writeUInt32BE(length, 0);
  expect(await ask(bytes)).toMatchObject({
    kind: 'protocol',
    message: expect.stringContaining(`${length} bytes`),
  });
});

it.each([
  ['to a call that was not made', { serial: 7 }],
  ['from another procedure', { procedure: 4 }],
  ['of another type', { type: 9 }],
  ['that is a call', { type: MessageType.call }],
])('an answer %s is no answer', async (_, wrong) => {
  expect(await ask(encodeFrame({ ...REPLY, ...wrong }, () => {}))).toMatchObject({ kind: 'protocol' });
});

it('a count is not believed before its values have come', () => {
  const body = Buffer.alloc(8);
  body.writeUInt32BE(262144, 0);
  collect();
  const before = process.memoryUsage().heapUsed;
  expect(() => connectGetAllDomainStats.ret.decode(new XdrReader(body))).toThrow(XdrError);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(4 << 20);
});

it('a message that never ends costs what it has sent', () => {
  const reader = new FrameReader();
  const head = Buffer.alloc(4);
  head.writeUInt32BE(33554432, 0);
  expect([...reader.push(head)]).toEqual([]);
  collect();
  const before = process.memoryUsage().arrayBuffers;
  for (let piece = 0; piece < 100; piece += 1) expect([...reader.push(Buffer.alloc(10))]).toEqual([]);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1 << 20);
});

it('a stream that breaks off fails its reader, with what came before', async () => {
  const daemon = fakeDaemon(({ serial }) => {
    daemon.reply(domainOpenConsole, serial, {});
    daemon.data(domainOpenConsole, serial, Buffer.from('half a '));
    daemon.wire.end();
  });
  const { stream } = await daemon.connection.stream(domainOpenConsole, {
    dom: DOM,
    devName: undefined,
    flags: 0,
  });
  const read: string[] = [];
  const reading = (async () => {
    for await (const data of stream) read.push(Buffer.from(data).toString());
  })();
  await expect(reading).rejects.toMatchObject({ kind: 'cut' });
  expect(read).toEqual(['half a ']);
});
