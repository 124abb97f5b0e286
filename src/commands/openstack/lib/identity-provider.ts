/** Identity providers: options that creating and changing one have in common. */
import type { Context } from '../../../kernel/context.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { int, text, texts } from '../../../kernel/params.ts';
import { blobFile } from './user-file.ts';

/** `--remote-id` and `--remote-id-file`, of which one may be typed. */
export const remoteIds = {
  remote_ids: texts('--remote-id <remote-id>', 'ID by which the provider calls itself (may be repeated)'),
  remote_id_file: text('--remote-id-file <file-name>', 'File with such IDs, one a line'),
};

export const remoteIdsExclusive = { members: ['--remote-id', '--remote-id-file'] };

export const authorizationTtl = int(
  '--authorization-ttl <authorization-ttl>',
  'Minutes for which group memberships that the provider tells of are kept (0: for as long as the service is set to)',
);

/** How Python's str.splitlines() divides a text. */
const LINE = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/;

/**
 * The attributes that these options come to; what was not typed is undefined.
 * @throws CommandError for a file that cannot be read, and for less than no time
 */
export async function providerAttributes(
  context: Context,
  values: {
    readonly remote_ids: string[] | undefined;
    readonly remote_id_file: string | undefined;
    readonly authorization_ttl: number | undefined;
  },
): Promise<{ readonly remote_ids: string[] | undefined; readonly authorization_ttl: number | undefined }> {
  const { remote_id_file, authorization_ttl } = values;
  const content = remote_id_file ? await blobFile(context, remote_id_file) : undefined;
  if (authorization_ttl !== undefined && authorization_ttl < 0) {
    throw new CommandError('authorization-ttl must be positive integer or zero.');
  }
  const listed = content === '' ? [] : content?.split(LINE).map(line => line.trim());
  return { remote_ids: listed ?? values.remote_ids, authorization_ttl };
}
