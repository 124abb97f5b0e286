/** Finds out whether a silent daemon is still there: libvirt's keepalive program (virkeepaliveprotocol.x). */

/** The program's number; its messages have no body and no serial. */
export const KEEPALIVE_PROGRAM = 0x6b656570;
export const PING = 1;
export const PONG = 2;

/** How a silent peer is dealt with. */
export interface KeepAliveOptions {
  /** Seconds of silence before it is asked for a sign; 0 or less: never asked. */
  readonly interval: number;
  /** How many questions may go unanswered before the connection is given up. */
  readonly count: number;
}

/** As virsh has it. */
export const KEEPALIVE_DEFAULTS: KeepAliveOptions = { interval: 5, count: 6 };

/** Asks a silent peer for a sign of life until it is given up. */
export class KeepAlive {
  private asked = 0;
  private silent = false;
  private readonly timer: ReturnType<typeof setInterval> | undefined;

  /**
   * @param ping sends the question
   * @param dead called once, when too many questions went unanswered
   */
  constructor({ interval, count }: KeepAliveOptions, ping: () => void, dead: () => void) {
    if (interval <= 0) return;
    this.timer = setInterval(() => {
      if (!this.silent) {
        this.silent = true;
        this.asked = 0;
      } else if (this.asked >= count) {
        this.stop();
        dead();
      } else {
        this.asked += 1;
        ping();
      }
    }, interval * 1000);
    this.timer.unref();
  }

  /** Something came from the peer. */
  heard(): void {
    this.silent = false;
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
