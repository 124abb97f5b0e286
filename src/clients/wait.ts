/** Waiting for a state. */
import { ClientError, HttpError } from './errors.ts';

export interface WaitOptions<T> {
  /** Whether the state is the wanted one; undefined is a resource that is not there (404). */
  done(observed: T | undefined): boolean;
  /** Whether it will never be the wanted one; default never. */
  failed?(observed: T | undefined): boolean;
  /** Told of each state, for a spinner. */
  progress?(observed: T | undefined): void;
  /** Waits so many milliseconds; rejects when the run is interrupted. */
  sleep(milliseconds: number): Promise<void>;
  /** Milliseconds since the epoch; only needed with `timeout`. */
  now?(): number;
  /** The first pause (default 500 ms); each is half as long again as the one before. */
  interval?: number;
  /** The longest pause (default 5 s). */
  longest?: number;
  /** Milliseconds to wait at most; 0 looks once (default: no limit). */
  timeout?: number;
}

/** The state did not come in time. `last` is what was seen last. */
export class WaitTimeout extends ClientError {
  constructor(readonly last: unknown) {
    super('the time limit was reached');
  }
}

/** How a wait ended. */
export interface Waited<T> {
  readonly outcome: 'done' | 'failed';
  readonly last: T | undefined;
}

/**
 * Looks at a resource until it is in a state.
 * @param observe gets the resource; an HttpError 404 counts as undefined, other errors end the wait
 * @param options what to wait for, and how
 * @returns whether the wanted or a hopeless state came, and the resource then
 * @throws WaitTimeout, and what `observe` and `sleep` throw
 */
export async function wait<T>(observe: () => Promise<T>, options: WaitOptions<T>): Promise<Waited<T>> {
  const { interval = 500, longest = 5000, timeout } = options;
  const started = options.now?.() ?? 0;
  for (let pause = interval; ; pause = Math.min(pause * 1.5, longest)) {
    const last = await observed(observe);
    options.progress?.(last);
    if (options.done(last)) return { outcome: 'done', last };
    if (options.failed?.(last)) return { outcome: 'failed', last };
    if (timeout !== undefined && (options.now?.() ?? 0) - started + pause > timeout)
      throw new WaitTimeout(last);
    await options.sleep(Math.min(pause, longest));
  }
}

async function observed<T>(observe: () => Promise<T>): Promise<T | undefined> {
  try {
    return await observe();
  } catch (error) {
    if (error instanceof HttpError && error.status === 404) return undefined;
    throw error;
  }
}
