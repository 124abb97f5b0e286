/** A daemon for tests: the other end of a connection, in process, that says what a test tells it to. */
import { Buffer } from 'node:buffer';
import { type Duplex, duplexPair } from 'node:stream';
import { RpcConnection } from '../../../src/clients/libvirt/connection.ts';
import {
  encodeFrame,
  encodeStreamData,
  type Frame,
  FrameReader,
  MessageType,
  Status,
} from '../../../src/clients/libvirt/frame.ts';
import type { Procedure } from '../../../src/clients/libvirt/protocol/procedure.ts';
import { XdrReader } from '../../../src/clients/libvirt/xdr.ts';

/** What a daemon sees and may do. */
export interface FakeDaemon {
  readonly connection: RpcConnection;
  /** The raw other end. */
  readonly wire: Duplex;
  /** All that came so far. */
  readonly frames: readonly Frame[];
  /** Answers a call. */
  reply<A, R>(procedure: Procedure<A, R>, serial: number, value: R): void;
  /** Sends data of a stream; none: the end of it. */
  data(procedure: Procedure<unknown, unknown>, serial: number, data?: Uint8Array): void;
  /** Agrees that a stream is over. */
  agree(procedure: Procedure<unknown, unknown>, serial: number): void;
}

/** A connection to a daemon that hands each frame to `serve`. */
export function fakeDaemon(serve: (frame: Frame, daemon: FakeDaemon) => void = () => {}): FakeDaemon {
  const [near, wire] = duplexPair();
  const connection = new RpcConnection(near);
  const reader = new FrameReader();
  const frames: Frame[] = [];
  const stream = (procedure: Procedure<unknown, unknown>, serial: number, status: number) => ({
    program: procedure.program,
    procedure: procedure.number,
    type: MessageType.stream,
    serial,
    status,
  });
  const daemon: FakeDaemon = {
    connection,
    wire,
    frames,
    reply(procedure, serial, value) {
      const header = { ...stream(procedure, serial, Status.ok), type: MessageType.reply };
      wire.write(encodeFrame(header, writer => procedure.ret.encode(writer, value)));
    },
    data(procedure, serial, data = new Uint8Array()) {
      wire.write(encodeStreamData(stream(procedure, serial, Status.more), data));
    },
    agree(procedure, serial) {
      wire.write(encodeFrame(stream(procedure, serial, Status.ok), () => {}));
    },
  };
  wire.on('data', (piece: Buffer) => {
    for (const frame of reader.push(piece)) {
      frames.push({ ...frame, body: Buffer.from(frame.body) });
      serve(frame, daemon);
    }
  });
  return daemon;
}

/** Reads the arguments of a call. */
export function argsOf<A, R>(procedure: Procedure<A, R>, frame: Frame): A {
  return procedure.args.decode(new XdrReader(frame.body));
}
