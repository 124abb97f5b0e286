/** A stream of bytes beside the calls of a connection: a console, a volume, a picture of a screen. */
import { ErrorCode, LibvirtConnectionError, LibvirtError } from './errors.ts';
import { STREAM_DATA_MAX } from './frame.ts';

/** A part of a sparse file that holds only zeros. */
export interface Hole {
  /** Bytes. */
  readonly hole: bigint;
}

/** What a stream is for its user. It must be finished or aborted. */
export interface LibvirtStream extends AsyncIterable<Uint8Array> {
  /** As iterating, but with the holes of a sparse file told as such. */
  sparse(): AsyncIterable<Uint8Array | Hole>;
  /** Sends data; resolves when the connection can take more. @throws LibvirtError when the daemon has given up */
  write(data: Uint8Array): Promise<void>;
  /** Sends zeros without sending them, to a call that was told so. */
  skip(hole: bigint): Promise<void>;
  /** Says that all was sent or read, and waits for the daemon to agree. @throws LibvirtError where it does not */
  finish(): Promise<void>;
  /** Says that the rest is not wanted. */
  abort(): Promise<void>;
}

/** What a stream needs of its connection. */
export interface StreamLink {
  data(data: Uint8Array): Promise<void>;
  hole(length: bigint): Promise<void>;
  finish(): Promise<void>;
  abort(): Promise<void>;
  /** Called when data has gathered that nobody takes, and when it is taken. */
  crowded(is: boolean): void;
  /** The stream is over. */
  forget(): void;
}

/** Bytes that may wait for their reader before the connection stops reading. */
const CROWDED = 1 << 20;

/** The client's side of a stream. */
export class ClientStream implements LibvirtStream {
  private readonly waiting: (Uint8Array | Hole)[] = [];
  private size = 0;
  private ended = false;
  private failure: Error | undefined;
  private isCrowded = false;
  private wake: (() => void) | undefined;
  private confirm: { resolve(): void; reject(error: Error): void } | undefined;
  private closed = false;

  constructor(private readonly link: StreamLink) {}

  /** Data came. */
  push(part: Uint8Array | Hole): void {
    if (this.closed || this.failure) return;
    this.waiting.push(part);
    this.size += 'hole' in part ? 0 : part.length;
    this.crowd();
    this.wake?.();
  }

  /** The daemon has sent all. */
  end(): void {
    this.ended = true;
    this.wake?.();
  }

  /** The daemon agrees that the stream is over. */
  confirmed(): void {
    this.ended = true;
    this.confirm?.resolve();
    this.wake?.();
  }

  /** The stream, or its connection, has failed. */
  fail(error: Error): void {
    this.failure ??= error;
    this.confirm?.reject(error);
    this.wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const part of this.sparse()) {
      if ('hole' in part) throw new LibvirtError(ErrorCode.rpc, 'Unexpected stream hole');
      yield part;
    }
  }

  async *sparse(): AsyncGenerator<Uint8Array | Hole, void, undefined> {
    for (;;) {
      const part = this.waiting.shift();
      if (part !== undefined) {
        this.size -= 'hole' in part ? 0 : part.length;
        this.crowd();
        yield part;
        continue;
      }
      if (this.failure) throw this.failure;
      if (this.ended || this.closed) return;
      await new Promise<void>(resolve => {
        this.wake = resolve;
      });
      this.wake = undefined;
    }
  }

  async write(data: Uint8Array): Promise<void> {
    for (let at = 0; at < data.length; at += STREAM_DATA_MAX) {
      this.check();
      await this.link.data(data.subarray(at, at + STREAM_DATA_MAX));
    }
    this.check();
  }

  async skip(hole: bigint): Promise<void> {
    this.check();
    await this.link.hole(hole);
  }

  async finish(): Promise<void> {
    this.check();
    await this.close(() => this.link.finish());
  }

  async abort(): Promise<void> {
    if (this.closed || this.failure) return this.settle();
    // Nobody is interested in what the daemon thinks of it.
    await this.close(() => this.link.abort()).catch(() => {});
  }

  private async close(send: () => Promise<void>): Promise<void> {
    this.closed = true;
    const confirmed = new Promise<void>((resolve, reject) => {
      this.confirm = { resolve, reject };
    });
    this.settle();
    this.wake?.();
    try {
      await Promise.all([send(), confirmed]);
    } finally {
      this.link.forget();
    }
  }

  /** Throws away what nobody will read, so that the connection goes on. */
  private settle(): void {
    this.waiting.length = 0;
    this.size = 0;
    this.crowd();
  }

  private check(): void {
    if (this.failure) throw this.failure;
    if (this.closed)
      throw new LibvirtConnectionError('closed', 'stream is closed', {}, ErrorCode.operationFailed);
  }

  private crowd(): void {
    const is = this.size > CROWDED;
    if (is !== this.isCrowded) {
      this.isCrowded = is;
      this.link.crowded(is);
    }
  }
}
