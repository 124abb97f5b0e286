/** A connection to a libvirt daemon: calls, streams and events side by side, told apart by their serials. */
import type { Buffer } from 'node:buffer';
import type { Duplex } from 'node:stream';
import { decodeError, ErrorCode, LibvirtConnectionError, LibvirtError } from './errors.ts';
import {
  encodeFrame,
  encodeStreamData,
  type Frame,
  FrameReader,
  type Header,
  MessageType,
  Status,
} from './frame.ts';
import { KEEPALIVE_PROGRAM, KeepAlive, type KeepAliveOptions, PING, PONG } from './keepalive.ts';
import type { Event, Procedure, StreamProcedure } from './protocol/procedure.ts';
import { ClientStream, type LibvirtStream, type StreamLink } from './stream.ts';
import { systemWords } from './system-error.ts';
import { hyper, struct, uint, XdrReader, type XdrWriter } from './xdr.ts';

/** What can be said of a single call. */
export interface CallOptions {
  /** Milliseconds after which an answer is given up; left out: as long as the daemon shows signs of life. */
  readonly timeout?: number | undefined;
}

/** A connection that is open. */
export interface Libvirt {
  /** As `virConnectGetURI` has it: what was asked for, or what the daemon chose where nothing was. */
  readonly uri: string;
  /** Calls the daemon. @throws LibvirtError, the daemon's or one of the connection */
  call<A, R>(procedure: Procedure<A, R>, args: A, options?: CallOptions): Promise<R>;
  /**
   * Calls the daemon and opens the stream that goes with the call, on this connection: for what trickles, such as a console.
   * What nobody reads holds up all of the connection, so bulk data takes one of its own (`bulk`).
   */
  stream<A, R>(procedure: StreamProcedure<A, R>, args: A): Promise<Opened<R>>;
  /** Hears what the daemon tells by itself, once it was asked to. @returns stops it */
  on<T>(event: Event<T>, listener: (body: T) => void): () => void;
  /** Resolves when the connection is over, with the reason unless it was closed from here. */
  readonly over: Promise<Error | undefined>;
  /** Another connection to the same place, for bulk data; this one where the other would be in another world. */
  bulk(): Promise<Libvirt>;
  /** Says good-bye and closes. Nothing is thrown. */
  close(): Promise<void>;
}

/** A stream with what its call answered. */
export interface Opened<R> {
  readonly ret: R;
  readonly stream: LibvirtStream;
}

/** Tells what a frame is, or that the connection is gone. */
interface Pending {
  readonly program: number;
  readonly number: number;
  answer(frame: Frame): void;
  fail(error: Error): void;
}

const holeBody = struct({ length: hyper, flags: uint });
const NOTHING = () => {};

/** The connection below authentication and opening: frames over a duplex stream. */
export class RpcConnection {
  private readonly reader = new FrameReader();
  private readonly pending = new Map<number, Pending>();
  private readonly streams = new Map<number, ClientStream>();
  private readonly listeners = new Map<string, Set<(reader: XdrReader) => void>>();
  private serial = 0;
  private crowds = 0;
  private failure: Error | undefined;
  private keepAlive: KeepAlive | undefined;
  private ended: (reason: Error | undefined) => void = NOTHING;
  readonly over: Promise<Error | undefined>;

  constructor(private readonly transport: Duplex) {
    this.over = new Promise(resolve => {
      this.ended = resolve;
    });
    transport.on('data', (piece: Buffer) => this.receive(piece));
    transport.on('end', () => this.lost(undefined, 'End of file while reading data: Input/output error'));
    transport.on('error', error => {
      if (error instanceof LibvirtError) this.fail(error);
      else this.lost(error, `Cannot recv data: ${systemWords(error)}`);
    });
    transport.on('close', () => this.lost(undefined, 'End of file while reading data: Input/output error'));
  }

  /** Begins to ask a silent daemon for a sign of life. */
  startKeepAlive(options: KeepAliveOptions): void {
    const ping = () => this.send(encodeFrame(keepAliveHeader(PING), NOTHING));
    const dead = () =>
      this.fail(
        new LibvirtConnectionError(
          'timeout',
          'internal error: connection closed due to keepalive timeout',
          {},
          ErrorCode.internal,
        ),
      );
    this.keepAlive ??= new KeepAlive(options, ping, dead);
  }

  /** See `Libvirt.call`. */
  call<A, R>(procedure: Procedure<A, R>, args: A, options: CallOptions = {}): Promise<R> {
    return this.request(procedure, args, this.next(), options);
  }

  /** See `Libvirt.stream`. */
  async stream<A, R>(procedure: StreamProcedure<A, R>, args: A): Promise<Opened<R>> {
    const serial = this.next();
    const stream = new ClientStream(this.link(procedure, serial));
    // Data may come right behind the answer, in the same piece.
    this.streams.set(serial, stream);
    try {
      return { ret: await this.request(procedure, args, serial, {}), stream };
    } catch (error) {
      this.streams.delete(serial);
      throw error;
    }
  }

  /** See `Libvirt.on`. */
  on<T>(event: Event<T>, listener: (body: T) => void): () => void {
    const key = `${event.program}:${event.number}`;
    const heard = this.listeners.get(key) ?? new Set();
    this.listeners.set(key, heard);
    const hear = (reader: XdrReader) => listener(event.body.decode(reader));
    heard.add(hear);
    return () => heard.delete(hear);
  }

  /** Ends the connection; what is under way fails. */
  close(): void {
    if (this.failure === undefined) {
      this.failure = new LibvirtConnectionError(
        'closed',
        'internal error: client socket is closed',
        {},
        ErrorCode.internal,
      );
      this.shut(undefined, this.failure);
    }
  }

  private next(): number {
    this.serial = (this.serial + 1) >>> 0;
    return this.serial;
  }

  private request<A, R>(
    procedure: Procedure<A, R>,
    args: A,
    serial: number,
    { timeout }: CallOptions,
  ): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      if (this.failure) return reject(this.failure);
      const header = { ...headerOf(procedure, serial), type: MessageType.call, status: Status.ok };
      const frame = encodeFrame(header, writer => procedure.args.encode(writer, args));
      const timer =
        timeout === undefined ? undefined : setTimeout(() => expire(this.pending, serial, timeout), timeout);
      const done = () => {
        clearTimeout(timer);
        this.pending.delete(serial);
      };
      this.pending.set(serial, {
        program: procedure.program,
        number: procedure.number,
        answer(answer) {
          done();
          try {
            const reader = new XdrReader(answer.body);
            if (answer.status === Status.ok) resolve(procedure.ret.decode(reader));
            else reject(decodeError(reader));
          } catch (error) {
            reject(protocolError(error));
          }
        },
        fail(error) {
          done();
          reject(error);
        },
      });
      this.send(frame);
    });
  }

  private link(procedure: Procedure<unknown, unknown>, serial: number): StreamLink {
    const header = (status: number, type: number = MessageType.stream) => ({
      ...headerOf(procedure, serial),
      type,
      status,
    });
    const bare = (status: number) => this.deliver(encodeFrame(header(status), NOTHING));
    const body = (length: bigint) => (writer: XdrWriter) => holeBody.encode(writer, { length, flags: 0 });
    return {
      data: data => this.deliver(encodeStreamData(header(Status.more), data)),
      hole: length => this.deliver(encodeFrame(header(Status.more, MessageType.hole), body(length))),
      finish: () => bare(Status.ok),
      abort: () => bare(Status.error),
      crowded: is => this.crowd(is),
      forget: () => this.streams.delete(serial),
    };
  }

  /** Stops reading while some stream has more than it should hold. */
  private crowd(is: boolean): void {
    this.crowds += is ? 1 : -1;
    if (this.crowds > 0) this.transport.pause();
    else this.transport.resume();
  }

  private send(frame: Buffer): void {
    if (this.failure === undefined) this.transport.write(frame);
  }

  /** Sends, and resolves when the system took it. */
  private deliver(frame: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.failure) return reject(this.failure);
      this.transport.write(frame, error => (error ? reject(this.failure ?? error) : resolve()));
    });
  }

  private receive(piece: Buffer): void {
    this.keepAlive?.heard();
    try {
      for (const frame of this.reader.push(piece)) {
        if (this.failure) return;
        this.take(frame);
      }
    } catch (error) {
      this.fail(protocolError(error));
    }
  }

  private take(frame: Frame): void {
    if (frame.program === KEEPALIVE_PROGRAM) {
      if (frame.procedure === PING) this.send(encodeFrame(keepAliveHeader(PONG), NOTHING));
      return;
    }
    switch (frame.type) {
      case MessageType.reply:
        this.takeReply(frame);
        break;
      case MessageType.message:
        for (const hear of this.listeners.get(`${frame.program}:${frame.procedure}`) ?? []) {
          hear(new XdrReader(frame.body));
        }
        break;
      case MessageType.stream:
      case MessageType.hole:
        this.takeStream(frame);
        break;
      default:
        throw new Error(`a message of type ${frame.type}`);
    }
  }

  private takeReply(frame: Frame): void {
    const call = this.pending.get(frame.serial);
    if (call === undefined) {
      // An answer that came after it was given up is nobody's; one that was never asked for is no protocol.
      if (frame.serial > this.serial)
        throw new Error(`an answer to call ${frame.serial}, which was not made`);
      return;
    }
    if (call.program !== frame.program || call.number !== frame.procedure) {
      throw new Error(`an answer to call ${frame.serial} from another procedure`);
    }
    call.answer(frame);
  }

  private takeStream(frame: Frame): void {
    const stream = this.streams.get(frame.serial);
    if (stream === undefined) return;
    if (frame.status === Status.error) {
      this.streams.delete(frame.serial);
      stream.fail(decodeError(new XdrReader(frame.body)));
    } else if (frame.status === Status.ok) stream.confirmed();
    else if (frame.type === MessageType.hole) {
      const { length } = holeBody.decode(new XdrReader(frame.body));
      if (length <= 0n) throw new Error(`a hole of ${length} bytes`);
      stream.push({ hole: length });
    } else if (frame.body.length === 0) stream.end();
    else stream.push(frame.body);
  }

  private lost(cause: Error | undefined, message: string): void {
    this.fail(new LibvirtConnectionError('cut', message, { cause }));
  }

  private fail(error: Error): void {
    if (this.failure) return;
    this.failure = error;
    this.shut(error, error);
  }

  private shut(reason: Error | undefined, told: Error): void {
    this.keepAlive?.stop();
    for (const call of [...this.pending.values()]) call.fail(told);
    for (const stream of this.streams.values()) stream.fail(told);
    this.streams.clear();
    this.transport.destroy();
    this.ended(reason);
  }
}

function headerOf({ program, number }: Procedure<unknown, unknown>, serial: number) {
  return { program, procedure: number, serial };
}

function keepAliveHeader(procedure: number): Header {
  return {
    program: KEEPALIVE_PROGRAM,
    procedure,
    type: MessageType.message,
    serial: 0,
    status: Status.ok,
  };
}

function expire(pending: ReadonlyMap<number, Pending>, serial: number, timeout: number): void {
  pending
    .get(serial)
    ?.fail(
      new LibvirtConnectionError('timeout', `no answer from the daemon within ${timeout / 1000} seconds`),
    );
}

function protocolError(error: unknown): LibvirtError {
  if (error instanceof LibvirtError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new LibvirtConnectionError('protocol', `RPC error: the daemon sent what is no answer: ${detail}`, {
    cause: error,
  });
}
