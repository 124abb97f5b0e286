/** Uploads as commands make them: with a line of progress, interrupted by Ctrl-C, tidied up. */
import { HttpError } from '../../../clients/errors.ts';
import type { Source } from '../../../clients/image/source.ts';
import { type Aftermath, sendOrTidy, type UploadOptions, upload } from '../../../clients/image/upload.ts';
import type { Context } from '../../../kernel/context.ts';
import { flag } from '../../../kernel/params.ts';
import { withTransfer } from '../../../kernel/transfer.ts';

/** `--keep-on-interrupt`. */
export const keepOnInterrupt = flag(
  '--keep-on-interrupt',
  'Leave a new image where it is when its upload is broken off',
  { own: true },
);

/** What an upload is. */
export interface Sending extends Aftermath {
  readonly id: string;
  readonly source: Source;
  readonly into: NonNullable<UploadOptions['into']>;
  /** Bytes in all, where the user says so. */
  readonly size: number | undefined;
  readonly progress: boolean;
  /** What the line of progress begins with. */
  readonly label: string;
  readonly signal: AbortSignal;
}

/**
 * Uploads data for an image.
 * @throws UploadBroken once the image is tidied up; HttpError when the service refuses the data, and then a new image is
 *   deleted, as by the peer
 */
export async function sendData(context: Context, sending: Sending): Promise<void> {
  const { id, source, into, size, progress, label, signal, created, keep } = sending;
  const service = await context.image();
  const { sleep } = context.clock;
  const send = (): Promise<number> =>
    withTransfer(context, progress, label, told =>
      upload(service, id, source, {
        into,
        announced: size ?? source.size,
        sleep,
        signal,
        ...(told ? { progress: told } : {}),
      }),
    );
  try {
    await sendOrTidy(service, id, send, { created, keep }, { sleep, signal });
  } catch (error) {
    if (created && error instanceof HttpError) await deleteRefused(context, id);
    throw error;
  }
}

/** Deletes an image that nobody wants; one that is gone is as good. */
async function deleteRefused(context: Context, id: string): Promise<void> {
  try {
    await (await context.image()).delete(`/images/${id}`);
  } catch (error) {
    if (!(error instanceof HttpError && error.status === 404)) throw error;
  }
}
