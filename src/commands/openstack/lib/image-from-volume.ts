/** Images made of volumes (Block Storage API v3, "Upload volume to image"). */
import { isObject, type JsonObject, text } from '../../../clients/json.ts';
import { volume } from '../../../clients/resources/volume.ts';
import type { Context } from '../../../kernel/context.ts';
import { demand, supports } from '../../../kernel/microversion.ts';
import type { ShowResult } from '../../../kernel/output/result.ts';
import { showAttributes } from '../../../kernel/rows.ts';
import { MICROVERSION } from './volume.ts';

/** From here on an image made of a volume has a visibility and a protection of its own. */
const OWN_RIGHTS = '3.1';

export interface FromVolume {
  readonly name: string;
  readonly force: boolean;
  readonly disk_format: string;
  readonly container_format: string;
  readonly visibility: string | undefined;
  readonly is_protected: boolean | undefined;
}

/**
 * Has an image made of a volume.
 * @param volumeName name or ID
 * @returns what the service says of the image to come
 * @throws NotFound, CommandError where the service is too old for the options, HttpError
 */
export async function imageFromVolume(
  context: Context,
  volumeName: string,
  values: FromVolume,
): Promise<ShowResult> {
  const source = await context.find(volume, volumeName);
  const service = await context.volume();
  const { visibility, is_protected } = values;
  if (visibility !== undefined || is_protected !== undefined)
    await demand(
      service,
      OWN_RIGHTS,
      '--os-volume-api-version 3.1 or greater is required to support the --public, --private, --community, ' +
        '--shared or --protected option.',
    );
  const rights = (await supports(service, OWN_RIGHTS))
    ? { visibility: visibility ?? 'private', protected: is_protected ?? false }
    : {};
  const request = {
    image_name: values.name,
    force: values.force,
    disk_format: values.disk_format,
    container_format: values.container_format,
    ...rights,
  };
  const path = `/volumes/${text(source, 'id')}/action`;
  const answer = await service.post(path, { 'os-volume_upload_image': request }, MICROVERSION);
  const made = answer['os-volume_upload_image'];
  const image: JsonObject = isObject(made) ? made : {};
  const type = isObject(image.volume_type) ? (image.volume_type.name ?? null) : null;
  return showAttributes({ ...image, volume_type: type });
}
