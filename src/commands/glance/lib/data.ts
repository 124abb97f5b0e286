/** The data of an image, from a file or from standard input, to the service. */
import { type FileSource, openSource, type Source, streamSource } from '../../../clients/image/source.ts';
import { sendOrTidy, type UploadOptions, upload } from '../../../clients/image/upload.ts';
import type { Context } from '../../../kernel/context.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { flag, int, text } from '../../../kernel/params.ts';
import { interruption, withTransfer } from '../../../kernel/transfer.ts';
import { fileError } from './errors.ts';
import { hasInput } from './input.ts';

/** The options of all that sends data. */
export const dataOptions = {
  file: text('--file <FILE>', 'File with the data (default: standard input)'),
  size: int('--size <IMAGE_SIZE>', 'Bytes in all, where nobody else knows'),
  progress: flag('--progress', 'Show how far the upload is'),
};

/** `--store`, whose default is in the environment. */
export const storeOption = text('--store <STORE>', 'The store to put the data in (Env: OS_IMAGE_STORE)');

/** A source that may have to be closed. */
export interface Data extends Source {
  close?(): Promise<void>;
}

/**
 * Opens what a line means by its data.
 * @param file its name; standard input when it is not given, or empty
 * @returns undefined when there is neither
 * @throws CommandError with the system's words
 */
export async function openData(context: Context, file: string | undefined): Promise<Data | undefined> {
  if (!file) return hasInput(context) ? streamSource(context.stdin) : undefined;
  return openFile(context, file);
}

async function openFile(context: Context, file: string): Promise<FileSource> {
  try {
    return await openSource(await context.path(file));
  } catch (error) {
    throw fileError(context, error, file);
  }
}

/** Data and where they go. */
export interface Sending {
  readonly id: string;
  readonly data: Data | undefined;
  readonly into: NonNullable<UploadOptions['into']>;
  /** As it was typed. */
  readonly size: number | undefined;
  readonly progress: boolean;
  readonly store?: string | undefined;
  /** Whether this run made the image, so that it goes when the upload is broken off. */
  readonly created: boolean;
  readonly keep: boolean;
  /** From when on Ctrl-C breaks the upload off (default: from now on); one that makes an image listens before it does. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * How many bytes are announced to the service.
 * @throws CommandError when a file has another size than was typed
 */
export function announcedSize(data: Data | undefined, size: number | undefined): number | undefined {
  if (size && data?.size !== undefined && data.size !== size) {
    throw new CommandError(
      `Size mismatch: provided size ${size} does not match the size of the image ${data.size}`,
    );
  }
  return size || data?.size;
}

/**
 * Sends data for an image. What the service refuses is thrown as it is and leaves the image as it is.
 * @throws HttpError, UploadBroken once the image is tidied up
 */
export async function sendData(context: Context, sending: Sending): Promise<void> {
  const { id, data, into, size, progress, store, created, keep, signal = interruption(context) } = sending;
  const announced = announcedSize(data, size);
  const service = await context.image();
  const source = data ?? streamSource(nothing(), 0);
  const send = () =>
    withTransfer(context, progress && source.size !== undefined, id, told =>
      upload(service, encodeURIComponent(id), source, {
        into,
        announced: data ? announced : undefined,
        sleep: context.clock.sleep,
        signal,
        // With none of its own a refusal would come as plain text.
        headers: { accept: '*/*', ...(store ? { 'x-image-meta-store': store } : {}) },
        ...(told ? { progress: told } : {}),
      }),
    );
  await sendOrTidy(service, id, send, { created, keep }, { sleep: context.clock.sleep, signal });
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
