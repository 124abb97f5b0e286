/** `image save` (Image API v2, "Download binary image data"). */
import { createHash } from 'node:crypto';
import { ConnectionError, HttpError } from '../../clients/errors.ts';
import { type Downloaded, download, type Target } from '../../clients/image/download.ts';
import { saveImage } from '../../clients/image/part-file.ts';
import { IntegrityError, promisedBy } from '../../clients/image/verify.ts';
import { type JsonObject, text as textOf } from '../../clients/json.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError, exitCode, Quiet, sentence } from '../../kernel/errors.ts';
import { arg, flag, intOr, naming, text, texts } from '../../kernel/params.ts';
import { interruption, type Progress, withTransfer } from '../../kernel/transfer.ts';
import { findImage } from './lib/find-image.ts';
import { osError } from './lib/os-error.ts';

const save = command({
  summary: 'Download an image',
  description:
    'The data are verified while they come. With --file they go to NAME.part, which gets its name once it is whole; ' +
    'after a break the download goes on by itself, and with --resume in another run.',
  params: {
    chunk_size: intOr('--chunk-size <chunk-size>', 1024, 'Has no effect'),
    filename: text('--file <filename>', 'File to save it in (default: stdout)'),
    store_preferences: texts(
      '--store-preference <store>',
      'A store to take it from, if it can be (may be repeated, the best one first)',
    ),
    image: naming('image', arg('<image>', 'Image to download (name or ID)')),
    resume: flag('--resume', 'Continue what an earlier download left in NAME.part', { own: true }),
    progress: flag('--progress', 'Show how far it is', { own: true }),
  },
  output: 'none',
  examples: [
    'openstack image save --file debian-12.qcow2 debian-12',
    'openstack image save debian-12 | qemu-img info /dev/stdin',
  ],
  async run(context, values) {
    const { filename, resume } = values;
    if (filename === undefined && context.stdout.isTTY)
      throw new CommandError(
        'An image is not for a terminal: save it with --file, or redirect the output to a file or a program.',
      );
    const [image, service] = await Promise.all([findImage(context, values.image), context.image()]);
    const signal = interruption(context);
    const path = filename === undefined ? undefined : await context.path(filename);
    const receive = (progress?: Progress): Promise<Downloaded> => {
      const prefer = values.store_preferences;
      const options = { sleep: context.clock.sleep, signal, prefer, ...(progress ? { progress } : {}) };
      if (path === undefined) return download(service, image, toStdout(context), options);
      return saveImage(service, image, path, { ...options, resume, empty: context.manners === 'peer' });
    };
    try {
      tell(context, image, await withTransfer(context, values.progress, values.image, receive));
    } catch (error) {
      throw await failed(context, image, error, filename);
    }
    return undefined;
  },
});

/** The standard output as a target. */
function toStdout({ stdout }: Context): Target {
  return {
    length: 0,
    async *stored() {},
    write: chunk => stdout.write(chunk),
  };
}

/** Tells what could not be verified. @throws CommandError under ostk's own name when there was nothing to save */
function tell(context: Context, image: JsonObject, { hasData, verifiedBy }: Downloaded): void {
  const id = textOf(image, 'id');
  if (!hasData && context.manners === 'ostk')
    throw new CommandError(`Image ${id} has no data: its status is ${textOf(image, 'status')}.`);
  if (!hasData || verifiedBy === undefined || verifiedBy === 'length')
    context.log.warn(`Unable to verify the integrity of image ${id} - no hash available`);
}

/** What is said when it failed. */
async function failed(
  context: Context,
  image: JsonObject,
  error: unknown,
  filename: string | undefined,
): Promise<unknown> {
  const { manners } = context;
  if (error instanceof HttpError && manners === 'peer') return refusal(context, image, error, filename);
  const told = (reason: string): CommandError =>
    new CommandError(`Unable to download image: ${reason}`, exitCode(error), { cause: error });
  if (error instanceof Quiet && manners === 'ostk' && filename !== undefined)
    context.log.warn(`${filename}.part is kept: --resume goes on from there.`);
  if (error instanceof IntegrityError) return told(error.message);
  if (error instanceof ConnectionError && manners === 'ostk' && filename !== undefined)
    return told(`${sentence(error, manners)} ${filename}.part is kept: --resume goes on from there.`);
  const system = error instanceof Error && 'code' in error && 'syscall' in error;
  if (!system || error.code === 'EPIPE' || filename === undefined) return error;
  return told(error.syscall === 'write' ? sentence(error, manners) : osError(error, filename, manners));
}

/** The peer takes a refusal for the image, prints or saves it, and finds that its hash is wrong. */
async function refusal(
  context: Context,
  image: JsonObject,
  error: HttpError,
  filename: string | undefined,
): Promise<Error> {
  const { body = '' } = error.failure;
  const { algorithm, digest } = promisedBy(image);
  if (algorithm === undefined) return error;
  if (filename === undefined) await context.stdout.write(body);
  const mismatch = new IntegrityError(algorithm, digest, createHash(algorithm).update(body).digest('hex'));
  return new CommandError(`Unable to download image: ${mismatch.message}`, 1, { cause: error });
}

export default { '': save } satisfies Verbs;
