/** The body of an answer, from the chunks that undici pushes to an iterable that pulls. */

/** Chunks that may wait before the socket is paused: 16 of at most 64 KiB. */
const HIGH_WATER = 16;

interface Flow {
  pause(): void;
  resume(): void;
  abort(reason: Error): void;
}

/** A body that is read at the reader's pace: the socket is paused while too many chunks wait. */
export class Body implements AsyncIterable<Uint8Array> {
  private readonly chunks: Uint8Array[] = [];
  private state: 'open' | 'ended' | 'failed' = 'open';
  private failure: unknown;
  private wake: (() => void) | undefined;

  /**
   * @param flow what holds the socket back while nobody reads
   * @param transient whether a piece is done with once the next one is asked for
   */
  constructor(
    private readonly flow: Flow,
    private readonly transient: boolean,
  ) {}

  push(chunk: Uint8Array): void {
    // The parser flushes an empty one when it is resumed; to pause for it would go round for ever.
    if (chunk.length === 0) return;
    if (this.chunks.push(chunk) === HIGH_WATER) this.flow.pause();
    this.wake?.();
  }

  end(): void {
    this.state = 'ended';
    this.wake?.();
  }

  fail(reason: unknown): void {
    this.failure = reason;
    this.state = 'failed';
    this.wake?.();
  }

  [Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    return this.pieces(this.transient);
  }

  private async *pieces(transient: boolean): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const chunk = this.chunks.shift();
        if (chunk) {
          if (this.chunks.length === HIGH_WATER - 1) this.flow.resume();
          yield chunk;
          if (transient) release(chunk);
        } else if (this.state === 'failed') {
          throw this.failure;
        } else if (this.state === 'ended') {
          return;
        } else {
          await new Promise<void>(resolve => {
            this.wake = resolve;
          });
          this.wake = undefined;
        }
      }
    } finally {
      // Who stops reading half-way wants no more: the connection cannot be used again.
      if (this.state === 'open') this.flow.abort(new Error('the body was not read to its end'));
    }
  }

  /** The whole body as UTF-8. */
  async text(): Promise<string> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.pieces(false)) chunks.push(chunk);
    const [only] = chunks;
    const whole =
      chunks.length === 1 && only
        ? Buffer.from(only.buffer, only.byteOffset, only.length)
        : Buffer.concat(chunks);
    return whole.toString('utf8');
  }
}

/**
 * Gives a piece's memory back at once, where this V8 can (since 11.4) and nothing else lies in it; otherwise the collector
 * does so when it gets round to it.
 */
function release({ buffer, length }: Uint8Array): void {
  if (length === buffer.byteLength && 'transfer' in buffer && typeof buffer.transfer === 'function')
    buffer.transfer(0);
}
