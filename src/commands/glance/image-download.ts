/** `image-download`: the data of an image, verified on their way. */
import { getHashes } from 'node:crypto';
import { HttpError } from '../../clients/errors.ts';
import {
  type Downloaded,
  type DownloadOptions,
  download,
  IntegrityError,
} from '../../clients/image/download.ts';
import { saveImage } from '../../clients/image/part-file.ts';
import { type JsonObject, text as textOf } from '../../clients/json.ts';
import type { Service } from '../../clients/service.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import { arg, flag, naming, text } from '../../kernel/params.ts';
import { interruption, withTransfer } from '../../kernel/transfer.ts';
import { fileError, refusal } from './lib/errors.ts';
import { imagePath } from './lib/image.ts';

/** Where data go, and what of it is there already. */
interface Destination {
  readonly file: string | undefined;
  readonly resume: boolean;
}

/**
 * Refuses data whose hash cannot be computed here, unless their MD5 will do.
 * @throws CommandError in Python's words
 */
function checkAlgorithm(image: JsonObject, allowMd5: boolean): void {
  const algorithm = textOf(image, 'os_hash_algo');
  if (textOf(image, 'os_hash_value') === '' || allowMd5) return;
  if (getHashes().includes(algorithm.toLowerCase())) return;
  throw new CommandError(`unsupported hash type ${algorithm}`);
}

/** Downloads to a file, or to standard output. @throws CommandError for a file that cannot be written */
async function receive(
  context: Context,
  service: Service,
  image: JsonObject,
  { file, resume }: Destination,
  options: DownloadOptions,
): Promise<Downloaded> {
  if (file === undefined) {
    const target = { length: 0, stored: nothing, write: context.stdout.write };
    return download(service, image, target, options);
  }
  try {
    return await saveImage(service, image, await context.path(file), { ...options, resume });
  } catch (error) {
    const ofSystem = error instanceof Error && 'syscall' in error && 'path' in error;
    throw ofSystem ? fileError(context, error, file) : error;
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** What is said of data that are not the image's: the peer calls it a broken pipe. */
function corrupt(error: IntegrityError): string {
  const { algorithm, expected, actual } = error;
  const what = algorithm === 'md5' ? 'Checksum' : algorithm === 'length' ? 'Size' : 'Hash';
  return `[Errno 32] Corrupt image download. ${what} was ${actual} expected ${expected}`;
}

const downloadImage = command({
  summary: 'Download the data of an image',
  params: {
    allow_md5_fallback: flag(
      '--allow-md5-fallback',
      'Compare the MD5 checksum where the hash cannot be computed (Env: OS_IMAGE_ALLOW_MD5_FALLBACK)',
    ),
    file: text('--file <FILE>', 'File to write to (default: standard output)'),
    id: naming('image-id', arg('<IMAGE_ID>', 'ID of the image')),
    progress: flag('--progress', 'Show how far the download is'),
    prefer: text(
      '--prefer <STORES>',
      'Stores to take the data from, with commas between, the best one first',
    ),
    resume: flag('--resume', 'Go on where an earlier download left off', { own: true }),
  },
  output: 'none',
  async run(context, { allow_md5_fallback, file, id, progress, prefer, resume }) {
    if (file === undefined && context.stdout.isTTY) {
      throw new CommandError(
        'No redirection or local file specified for downloaded image data. Please specify a local file with --file ' +
          'to save downloaded image or redirect output to another source.',
      );
    }
    const stores = (prefer ?? '').split(',').map(store => store.trim());
    const service = await context.image();
    try {
      const image = await service.get(imagePath(id));
      checkAlgorithm(image, allow_md5_fallback || Boolean(context.env.OS_IMAGE_ALLOW_MD5_FALLBACK));
      const signal = interruption(context);
      const outcome = await withTransfer(context, progress, id, told =>
        receive(
          context,
          service,
          image,
          { file: file === '' ? undefined : file, resume },
          {
            prefer: stores.filter(Boolean),
            sleep: context.clock.sleep,
            signal,
            ...(told ? { progress: told } : {}),
          },
        ),
      );
      if (!outcome.hasData) throw new CommandError(`Image ${id} has no data.`);
      return undefined;
    } catch (error) {
      if (error instanceof HttpError) {
        const why = refusal(context, error);
        throw new CommandError(`Unable to download image '${id}'. (${why})`, 1, { cause: error });
      }
      if (error instanceof IntegrityError && context.manners === 'peer') {
        throw new CommandError(corrupt(error), 1, { cause: error });
      }
      throw error;
    }
  },
});

export default { '': downloadImage } satisfies Verbs;
