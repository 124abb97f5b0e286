import { Buffer } from 'node:buffer';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { LibvirtConnectionError, LibvirtError } from '../../../src/clients/libvirt/errors.ts';
import { encodeFrame, MessageType, Status } from '../../../src/clients/libvirt/frame.ts';
import { KEEPALIVE_PROGRAM, PING, PONG } from '../../../src/clients/libvirt/keepalive.ts';
import { domainLookupByName } from '../../../src/clients/libvirt/protocol/domain.ts';
import { domainOpenConsole } from '../../../src/clients/libvirt/protocol/domain-device.ts';
import { domainEventCallbackReboot } from '../../../src/clients/libvirt/protocol/event.ts';
import { text } from '../../../src/clients/libvirt/protocol/types.ts';
import { int, optional, struct, XdrWriter } from '../../../src/clients/libvirt/xdr.ts';
import { argsOf, fakeDaemon } from './daemon.ts';

const DOM = { name: 'a', uuid: new Uint8Array(16), id: -1 };
const named = (name: string) => ({ dom: { ...DOM, name } });
const console = { dom: DOM, devName: undefined, flags: 0 };

describe('a connection', () => {
  it('tells answers apart by their serials, in whatever order they come', async () => {
    const daemon = fakeDaemon((_, { frames }) => {
      if (frames.length < 3) return;
      for (const frame of [...frames].reverse()) {
        daemon.reply(domainLookupByName, frame.serial, named(argsOf(domainLookupByName, frame).name));
      }
    });
    const names = ['x', 'y', 'z'];
    const found = await Promise.all(names.map(name => daemon.connection.call(domainLookupByName, { name })));
    expect(found.map(({ dom }) => dom.name)).toEqual(names);
  });

  it('puts answers together that come byte by byte', async () => {
    const daemon = fakeDaemon(({ serial }) => {
      const writer = new XdrWriter();
      domainLookupByName.ret.encode(writer, named('slow'));
      const header = {
        program: 0x20008086,
        procedure: 23,
        type: MessageType.reply,
        serial,
        status: Status.ok,
      };
      for (const byte of encodeFrame(header, w => w.bytes(writer.finish())))
        daemon.wire.write(Buffer.of(byte));
    });
    expect(await daemon.connection.call(domainLookupByName, { name: 'slow' })).toEqual(named('slow'));
  });

  it("throws the daemon's error", async () => {
    const error = struct({ code: int, domain: int, message: optional(text), level: int });
    const daemon = fakeDaemon(({ serial }) => {
      const header = {
        program: 0x20008086,
        procedure: 23,
        type: MessageType.reply,
        serial,
        status: Status.error,
      };
      daemon.wire.write(
        encodeFrame(header, w => {
          error.encode(w, { code: 42, domain: 10, message: 'Domain not found', level: 2 });
          for (let field = 0; field < 7; field += 1) w.int32(0);
        }),
      );
    });
    const failure = await daemon.connection.call(domainLookupByName, { name: 'x' }).catch(thrown => thrown);
    expect(failure).toBeInstanceOf(LibvirtError);
    expect(failure).toMatchObject({ code: 42, domain: 10, level: 2, message: 'Domain not found' });
  });

  it('fails what is under way when it is cut, and all that comes later', async () => {
    const daemon = fakeDaemon(() => daemon.wire.end());
    const call = () => daemon.connection.call(domainLookupByName, { name: 'x' });
    await expect(call()).rejects.toMatchObject({
      kind: 'cut',
      message: 'End of file while reading data: Input/output error',
    });
    await expect(call()).rejects.toBeInstanceOf(LibvirtConnectionError);
    expect(await daemon.connection.over).toBeInstanceOf(LibvirtConnectionError);
  });

  it('gives up a call in time, and does not mind a late answer', async () => {
    const daemon = fakeDaemon();
    const { connection } = daemon;
    await expect(connection.call(domainLookupByName, { name: 'x' }, { timeout: 20 })).rejects.toMatchObject({
      kind: 'timeout',
      message: 'no answer from the daemon within 0.02 seconds',
    });
    daemon.reply(domainLookupByName, 1, named('x'));
    const next = connection.call(domainLookupByName, { name: 'y' });
    await sleep(5);
    daemon.reply(domainLookupByName, 2, named('y'));
    expect(await next).toEqual(named('y'));
  });

  it('answers pings, and gives a silent daemon up', async () => {
    const daemon = fakeDaemon();
    const ping = {
      program: KEEPALIVE_PROGRAM,
      procedure: PING,
      type: MessageType.message,
      serial: 0,
      status: 0,
    };
    daemon.wire.write(encodeFrame(ping, () => {}));
    await expect.poll(() => daemon.frames[0]?.procedure).toBe(PONG);
    daemon.connection.startKeepAlive({ interval: 0.01, count: 2 });
    const call = daemon.connection.call(domainLookupByName, { name: 'x' });
    await expect(call).rejects.toThrow('connection closed due to keepalive timeout');
    expect(daemon.frames.filter(({ procedure }) => procedure === PING)).toHaveLength(2);
  });

  it('hears events until it is told not to', async () => {
    const daemon = fakeDaemon();
    const heard: number[] = [];
    const tell = (callbackID: number) => {
      const header = { program: 0x20008086, procedure: 319, type: MessageType.message, serial: 0, status: 0 };
      daemon.wire.write(
        encodeFrame(header, w => domainEventCallbackReboot.body.encode(w, { callbackID, msg: { dom: DOM } })),
      );
    };
    const stop = daemon.connection.on(domainEventCallbackReboot, ({ callbackID }) => heard.push(callbackID));
    tell(1);
    await expect.poll(() => heard).toEqual([1]);
    stop();
    tell(2);
    await sleep(5);
    expect(heard).toEqual([1]);
  });
});

describe('a stream', () => {
  it('is read to its end, written to and finished, beside calls', async () => {
    const daemon = fakeDaemon(frame => {
      if (frame.type === MessageType.call) {
        daemon.reply(domainOpenConsole, frame.serial, {});
        daemon.data(domainOpenConsole, frame.serial, Buffer.from('login: '));
      } else if (frame.status === Status.ok) daemon.agree(domainOpenConsole, frame.serial);
      else {
        daemon.data(domainOpenConsole, frame.serial, frame.body);
        daemon.data(domainOpenConsole, frame.serial);
      }
    });
    const { stream } = await daemon.connection.stream(domainOpenConsole, console);
    await stream.write(Buffer.from('root'));
    const read: string[] = [];
    for await (const data of stream) read.push(Buffer.from(data).toString());
    expect(read.join('')).toBe('login: root');
    await stream.finish();
    await expect(stream.write(Buffer.from('x'))).rejects.toThrow('stream is closed');
  });

  it('holds the connection up when nobody reads, and lets it go on when somebody does', async () => {
    const piece = Buffer.alloc(256 * 1024);
    const daemon = fakeDaemon(frame => {
      if (frame.type !== MessageType.call) return;
      daemon.reply(domainOpenConsole, frame.serial, {});
      for (let sent = 0; sent < 40; sent += 1) daemon.data(domainOpenConsole, frame.serial, piece);
      daemon.data(domainOpenConsole, frame.serial);
    });
    const { stream } = await daemon.connection.stream(domainOpenConsole, console);
    await sleep(20);
    expect(daemon.wire.writableLength).toBeGreaterThan(30 * piece.length);
    let length = 0;
    for await (const data of stream) length += data.length;
    expect(length).toBe(40 * piece.length);
    expect(daemon.wire.writableLength).toBe(0);
  });
});
