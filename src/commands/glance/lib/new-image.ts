/** New images: what has to be known of one that gets data, and how it is shown when they do not come in. */

import { UploadBroken } from '../../../clients/image/upload.ts';
import type { JsonObject } from '../../../clients/json.ts';
import type { Context } from '../../../kernel/context.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { plainTable } from '../../../kernel/output/table.ts';
import { flag } from '../../../kernel/params.ts';
import { imageTable } from './image.ts';
import { hasInput } from './input.ts';
import { withoutSelf } from './schema.ts';

/** `--keep-on-interrupt`. */
export const keepOnInterrupt = flag(
  '--keep-on-interrupt',
  'Leave a new image where it is when its upload is broken off',
  {
    own: true,
  },
);

/**
 * Refuses data for an image without formats.
 * @throws CommandError that names the options that are missing
 */
export function demandFormats(
  context: Context,
  {
    file,
    uri,
    disk_format,
    container_format,
  }: {
    readonly file: string | undefined;
    readonly uri?: string | undefined;
    readonly disk_format: string | undefined;
    readonly container_format: string | undefined;
  },
): void {
  const missing = [
    ...(disk_format ? [] : ['--disk-format']),
    ...(container_format ? [] : ['--container-format']),
  ];
  const present = [...(file ? ['--file'] : []), ...(uri ? ['--uri'] : [])];
  if (missing.length === 0 || (present.length === 0 && !hasInput(context))) return;
  const source = present.join(', ') || 'stdin';
  throw new CommandError(`error: Must provide ${missing.join(', ')} when using ${source}.`);
}

/** @throws CommandError for a size, which nobody can set */
export function refuseSize(size: number | undefined): void {
  if (size === undefined) return;
  throw new CommandError(
    "Setting 'size' during image creation is not supported. Please use --size only when uploading data.",
  );
}

/**
 * Shows a new image, also when its data were refused: it is there, and its ID is needed to do something about it.
 * @param image as it was created
 * @param work brings the data in, and tells what the image is then
 */
export async function showing(
  context: Context,
  image: JsonObject,
  work: () => Promise<JsonObject>,
): Promise<ReturnType<typeof imageTable>> {
  try {
    return imageTable(await work());
  } catch (error) {
    // What was broken off says itself what became of the image.
    if (!(error instanceof UploadBroken)) {
      await context.stdout.write(await plainTable(imageTable(withoutSelf(image)), context.stdout.isTTY));
    }
    throw error;
  }
}
