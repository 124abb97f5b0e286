/** The data of an image from the service to a target: verified on the way, continued after a break. */
import { ConnectionError, MalformedResponse } from '../errors.ts';
import { type JsonObject, text } from '../json.ts';
import type { Service, StreamedAnswer } from '../service.ts';
import { sweeper } from './garbage.ts';
import { IntegrityError, promisedBy, type Verifier, verifier } from './verify.ts';

/** Where data go. */
export interface Target {
  /** Bytes that are there already: the transfer continues behind them. */
  readonly length: number;
  /** What is there already, for its hash. */
  stored(): AsyncIterable<Uint8Array>;
  /** Takes the next bytes, in order; resolves when it can take more. */
  write(chunk: Uint8Array): Promise<void> | void;
}

/** How a transfer is watched and ended; the same for downloads and uploads. */
export interface TransferOptions {
  /** Waits; milliseconds. */
  sleep(milliseconds: number): Promise<void>;
  /** Ends the transfer; its reason is thrown. */
  readonly signal?: AbortSignal | undefined;
  /** Told how far it is: bytes so far, and in all where that is known. */
  progress?(done: number, total: number | undefined): void;
}

export interface DownloadOptions extends TransferOptions {
  /** Stores to take the data from, the best one first (Image API 2.18, `prefer`). */
  readonly prefer?: readonly string[] | undefined;
  /** How often it is begun again without a byte in between (default 5). */
  readonly tries?: number;
}

/** What a download came to. */
export interface Downloaded {
  /** Bytes in the target. */
  readonly size: number;
  /** False for an image that has no data yet (204). */
  readonly hasData: boolean;
  /** What the data were compared by: `sha512`, `md5` …, `length`; undefined where nothing is known of them. */
  readonly verifiedBy: string | undefined;
}

/** Milliseconds before it is begun again for the first time; each time twice as long. */
const PAUSE = 500;

/**
 * Downloads an image's data.
 * @param image its record as the service sent it, with `id`; size and hashes are compared where it has them
 * @param target what it has already is kept, hashed, and not asked for again
 * @throws IntegrityError when the data are not those of the record; HttpError; ConnectionError when the connection broke
 *   again and again; what the target throws
 */
export async function download(
  service: Service,
  image: JsonObject,
  target: Target,
  options: DownloadOptions,
): Promise<Downloaded> {
  const { signal, progress, tries = 5 } = options;
  const path = `/images/${text(image, 'id')}/file`;
  const query = options.prefer?.length ? { prefer: options.prefer.join(',') } : {};
  const size = typeof image.size === 'number' ? image.size : undefined;
  let check: Verifier | undefined;
  let total = size;
  const sweep = sweeper();

  /** Hashes what is there already; done once the answer has told by what. */
  async function begin(headers: StreamedAnswer['headers']): Promise<Verifier> {
    const made = verifier(promisedBy(image, headers));
    try {
      if (target.length > 0) for await (const chunk of target.stored()) await made.update(chunk);
    } catch (error) {
      made.close();
      throw error;
    }
    return made;
  }

  async function receive(): Promise<void> {
    const from = check?.length ?? target.length;
    const headers = from > 0 ? { range: `bytes=${from}-` } : {};
    const answer = await service.stream('GET', path, {
      query,
      signal,
      headers: { accept: '*/*', ...headers },
    });
    check ??= await begin(answer.headers);
    const start = firstByte(answer, from, path);
    total ??= lengthOf(answer, start);
    let skip = from - start;
    progress?.(from, total);
    for await (const received of answer.content) {
      const chunk = skip > 0 ? received.subarray(skip) : received;
      skip -= received.length - chunk.length;
      if (chunk.length === 0) continue;
      await check.update(chunk);
      await target.write(chunk);
      sweep(chunk.length);
      progress?.(check.length, total);
    }
    if (total !== undefined && check.length < total)
      throw new ConnectionError(path, 'broken', 'the answer ended too early');
  }

  async function transfer(): Promise<void> {
    if (size !== undefined && size > 0 && target.length >= size) check = await begin({});
    for (let failures = 0; check === undefined || check.length < (total ?? 0); ) {
      const before: number = check?.length ?? 0;
      try {
        await receive();
        break;
      } catch (error) {
        signal?.throwIfAborted();
        if (!isPassing(error)) throw error;
        failures = (check?.length ?? 0) > before ? 1 : failures + 1;
        if (failures >= tries) throw error;
        await options.sleep(PAUSE * 2 ** (failures - 1));
      }
    }
    await check?.check();
  }

  await transfer().finally(() => check?.close());
  return {
    size: check?.length ?? 0,
    hasData: size !== undefined || (check?.length ?? 0) > 0,
    verifiedBy: check?.promised.algorithm ?? (total === undefined ? undefined : 'length'),
  };
}

/** Whether it may go better next time. */
function isPassing(error: unknown): boolean {
  return error instanceof ConnectionError && error.kind !== 'tls';
}

/** Where in the image an answer begins. @throws MalformedResponse when that is behind what was asked for */
function firstByte({ status, headers }: StreamedAnswer, wanted: number, path: string): number {
  if (status !== 206) return 0;
  const [, first] = /^bytes (\d+)-/.exec(headers['content-range'] ?? '') ?? [];
  if (Number(first) === wanted) return wanted;
  throw new MalformedResponse(path, `bytes from ${wanted} were asked for, those from ${first} came`);
}

/** How long the image is, by the headers of an answer that begins at `start`. */
function lengthOf({ status, headers }: StreamedAnswer, start: number): number | undefined {
  const length = headers['content-length'];
  return status === 204 || length === undefined ? undefined : start + Number(length);
}

export { IntegrityError };
