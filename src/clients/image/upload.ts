/** The data of an image from a source to the service, which takes them in one go or not at all. */
import { ClientError, ConnectionError, HttpError } from '../errors.ts';
import { text } from '../json.ts';
import type { Service } from '../service.ts';
import type { TransferOptions } from './download.ts';
import { sweeper } from './garbage.ts';
import type { Source } from './source.ts';

export interface UploadOptions extends TransferOptions {
  /** Where the data go: into the image, or to the staging area for an import (default `file`). */
  readonly into?: 'file' | 'stage';
  /** Bytes in all, told to the service before they come (X-OpenStack-Image-Size); default: nothing is told. */
  readonly announced?: number | undefined;
  /** More headers, such as `x-image-meta-store`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds that the service may take no byte (default 60 s). */
  readonly stall?: number;
}

/**
 * Uploads data for an image. A file is sent again from its beginning while the service answers that it is busy (429, 503);
 * nothing is sent again once the service has begun to take data.
 * @param id the image's
 * @param source where the data come from; its own errors are thrown as they are
 * @returns how many bytes were sent
 * @throws HttpError when the service refuses them, ConnectionError, the signal's reason
 */
export async function upload(
  service: Service,
  id: string,
  source: Source,
  options: UploadOptions,
): Promise<number> {
  const { into = 'file', announced, stall = 60_000 } = options;
  const path = `/images/${id}/${into}`;
  const watch = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, watch.signal]) : watch.signal;
  const sending = watched(source, options.progress);
  const headers = {
    accept: '',
    'content-type': 'application/octet-stream',
    ...(announced === undefined ? {} : { 'x-openstack-image-size': String(announced) }),
    ...(source.size === undefined ? {} : { 'content-length': String(source.size) }),
    ...options.headers,
  };
  let done = false;
  const guard = async (): Promise<void> => {
    for (let before = -1; !done; before = sending.waiting() ? sending.sent() : -1) {
      if (sending.waiting() && sending.sent() === before)
        watch.abort(new ConnectionError(path, 'timeout', 'the server takes no more data'));
      await options.sleep(stall);
    }
  };
  guard().catch(() => {});
  try {
    // The last byte sent, the service may still have to put them together: it takes the time that it takes.
    await service.request('PUT', path, { content: sending, headers, signal, answerTimeout: 0 });
    return sending.sent();
  } catch (error) {
    throw sending.failure() ?? error;
  } finally {
    done = true;
  }
}

interface Watched extends Source {
  /** Bytes handed on so far. */
  sent(): number;
  /** Whether it is the service that is waited for, not the source. */
  waiting(): boolean;
  /** What the source threw. */
  failure(): unknown;
}

/** Counts what is taken from a source, and remembers what it throws: the transport would call that a broken connection. */
function watched(source: Source, progress: TransferOptions['progress']): Watched {
  let sent = 0;
  let waiting = false;
  let failure: unknown;
  const sweep = sweeper();
  async function* content(): AsyncGenerator<Uint8Array> {
    sent = 0;
    try {
      progress?.(0, source.size);
      for await (const chunk of source) {
        waiting = true;
        yield chunk;
        waiting = false;
        sent += chunk.length;
        sweep(chunk.length);
        progress?.(sent, source.size);
      }
    } catch (error) {
      failure = error;
      throw error;
    }
  }
  return {
    size: source.size,
    repeatable: source.repeatable,
    [Symbol.asyncIterator]: content,
    sent: () => sent,
    waiting: () => waiting,
    failure: () => failure,
  };
}

/** An upload that did not come to its end, and what became of the image. */
export class UploadBroken extends ClientError {
  constructor(
    readonly imageId: string,
    /** The image's status, `deleted` when it was deleted here, `unknown` when the service cannot be asked. */
    readonly state: string,
    why: string,
    options: ErrorOptions,
  ) {
    super(
      state === 'deleted'
        ? `The upload of image ${imageId} ${why}; the image was deleted.`
        : `The upload of image ${imageId} ${why}; the image is in state ${state}.`,
      options,
    );
  }
}

/** What is done with an image whose upload was broken off. */
export interface Aftermath {
  /** Whether this run made the image, so that it may be deleted. */
  readonly created: boolean;
  /** Whether it is to stay all the same. */
  readonly keep: boolean;
}

/** While the service has not noticed that nobody sends any more. */
const PASSING = new Set(['saving', 'uploading']);
/** Milliseconds between two looks at such an image, and how many of them there are. */
const PAUSE = 250;
const LOOKS = 12;

/**
 * Runs an upload, and tidies up when it breaks off: by the signal, by a fault of the network or of the source. What the
 * service refuses is thrown as it is, and leaves the image to the caller.
 * @param send the upload, such as `() => upload(…)`
 * @param options those of the upload
 * @throws HttpError as it is; UploadBroken with the error as its cause
 */
export async function sendOrTidy<T>(
  service: Service,
  id: string,
  send: () => Promise<T>,
  { created, keep }: Aftermath,
  options: Pick<TransferOptions, 'sleep' | 'signal'>,
): Promise<T> {
  try {
    // It may have been pressed while the image was being made.
    options.signal?.throwIfAborted();
    return await send();
  } catch (error) {
    if (error instanceof HttpError) throw error;
    const settled = (): Promise<string> => statusOf(service, id, options.sleep);
    const state = created && !keep ? await removed(service, id, settled) : await settled();
    const reason = error instanceof Error ? error.message : String(error);
    const why = options.signal?.aborted ? 'was interrupted' : `failed: ${reason}`;
    throw new UploadBroken(id, state, why, { cause: error });
  }
}

async function removed(service: Service, id: string, otherwise: () => Promise<string>): Promise<string> {
  try {
    await service.delete(`/images/${id}`);
    return 'deleted';
  } catch (error) {
    return error instanceof HttpError && error.status === 404 ? 'deleted' : otherwise();
  }
}

async function statusOf(service: Service, id: string, sleep: TransferOptions['sleep']): Promise<string> {
  try {
    for (let looks = 1; ; looks++) {
      const status = text(await service.get(`/images/${id}`), 'status');
      if (!PASSING.has(status) || looks === LOOKS) return status;
      await sleep(PAUSE);
    }
  } catch {
    return 'unknown';
  }
}
