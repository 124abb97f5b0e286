/** The hash of data that come in pieces; that of many data on a thread of its own, beside the network and the disk. */
import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';

/** A hash in the making. */
export interface Digest {
  /** Takes the next piece, which the caller may use again afterwards; resolves when it can take more. */
  update(piece: Uint8Array): Promise<void> | void;
  /** Ends it. @returns the hash in hexadecimal */
  hex(): Promise<string>;
  /** Gives up. */
  close(): void;
}

/** From how many bytes on a thread is worth its start: SHA-512 needs about as long for them as the thread does. */
const MANY = 32 * 1024 * 1024;

/**
 * Begins a hash.
 * @param algorithm a name that node:crypto knows
 * @param size how many bytes there will be, undefined where that is not known
 */
export function digest(algorithm: string, size: number | undefined): Digest {
  if (size !== undefined && size >= MANY) return threadedDigest(algorithm);
  const hash = createHash(algorithm);
  return {
    update(piece) {
      hash.update(piece);
    },
    hex: async () => hash.digest('hex'),
    close() {},
  };
}

/** What both sides see: the pieces are copied into slots of shared memory, which take turns. */
const SLOTS = 4;
const SLOT = 1024 * 1024;

/** How much of a slot is to be hashed; 0 asks for the result. */
interface Task {
  readonly slot: number;
  readonly length: number;
}

type Threads = typeof import('node:worker_threads');
type Crypto = typeof import('node:crypto');

/** What the thread does. Its text is all that it is given, so it must not refer to anything around it. */
function hashing({ parentPort, workerData }: Threads, { createHash }: Crypto): void {
  const { algorithm, memory, size } = workerData;
  const hash = createHash(algorithm);
  parentPort?.on('message', ({ slot, length }: Task) => {
    if (length > 0) hash.update(new Uint8Array(memory, slot * size, length));
    parentPort.postMessage(length > 0 ? '' : hash.digest('hex'));
  });
}

function threadedDigest(algorithm: string): Digest {
  const memory = new SharedArrayBuffer(SLOTS * SLOT);
  const worker = new Worker(`(${hashing})(require('node:worker_threads'), require('node:crypto'))`, {
    eval: true,
    workerData: { algorithm, memory, size: SLOT },
  });
  let [slot, filled, waiting] = [0, 0, 0];
  let result = '';
  let failure: unknown;
  let wake = (): void => {};
  worker.on('message', (said: string) => {
    waiting--;
    result = said;
    wake();
  });
  worker.on('error', error => {
    failure = error;
    wake();
  });

  function post(length: number): void {
    const task: Task = { slot, length };
    worker.postMessage(task);
    waiting++;
    [slot, filled] = [(slot + 1) % SLOTS, 0];
  }

  /** Waits until at most so many tasks are undone. */
  async function until(undone: number): Promise<void> {
    while (waiting > undone) {
      if (failure) throw failure;
      await new Promise<void>(resolve => {
        wake = resolve;
      });
    }
  }

  return {
    async update(piece) {
      for (let at = 0; at < piece.length; ) {
        const taken = piece.subarray(at, at + SLOT - filled);
        new Uint8Array(memory, slot * SLOT + filled, taken.length).set(taken);
        filled += taken.length;
        at += taken.length;
        if (filled < SLOT) return;
        post(SLOT);
        await until(SLOTS - 1);
      }
    },
    async hex() {
      if (filled > 0) post(filled);
      post(0);
      await until(0);
      return result;
    },
    close() {
      void worker.terminate();
    },
  };
}
