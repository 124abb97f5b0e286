/** What a new image is made with, as the peer's SDK puts it together (openstack/image/v2/_proxy.py: create_image). */
import type { Json, JsonObject } from '../../../clients/json.ts';
import type { Manners } from '../../../kernel/context.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { bareInteger } from '../../../kernel/keyed.ts';
import { underApiKeys } from './image-fields.ts';

/** Properties that are sent as numbers. */
const INTEGERS = new Set(['min_disk', 'min_ram', 'size', 'virtual_size']);

/** Where the SDK would keep the data of an image that is made by a task. */
const CONTAINER = 'images';

/** Words that the SDK takes for its own parameters, so that a property of that name does not reach the service. */
const PARAMETERS = new Set([
  ...['filename', 'data', 'container', 'md5', 'sha256', 'disable_vendor_agent', 'allow_duplicates', 'meta'],
  ...['wait', 'timeout', 'validate_checksum', 'use_import', 'import_method', 'uri', 'remote_region'],
  ...['remote_image_id', 'remote_service_interface', 'stores', 'all_stores', 'all_stores_must_succeed'],
  'size',
]);

/**
 * The body of the request that makes an image.
 * @param attributes the values of options, under the SDK's names; undefined ones are left out
 * @param properties those of `--property`, which go before the options
 * @param hasData whether data come with it: the peer then says of a number that is none what failed because of it
 * @throws CommandError for a number that is none
 */
export function newImageBody(
  attributes: Readonly<Record<string, Json | undefined>>,
  properties: Readonly<Record<string, string>>,
  manners: Manners,
  hasData: boolean,
): JsonObject {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const own = Object.entries(properties).filter(([key]) => manners === 'ostk' || !PARAMETERS.has(key));
  const all: Record<string, Json | undefined> = Object.fromEntries([...given, ...own]);
  for (const [key, value] of Object.entries(all))
    if (INTEGERS.has(key) && typeof value === 'string')
      all[key] = integerOf(value, hasData && manners === 'peer' ? 'Image creation failed: ' : '');
  const { md5 = '', sha256 = '', container = CONTAINER } = manners === 'peer' ? properties : {};
  return underApiKeys({
    ...all,
    'owner_specified.openstack.md5': md5,
    'owner_specified.openstack.sha256': sha256,
    'owner_specified.openstack.object': `${container}/${String(all.name)}`,
  });
}

function integerOf(word: string, prefix: string): number {
  try {
    return bareInteger(word);
  } catch (error) {
    throw error instanceof CommandError ? new CommandError(prefix + error.message) : error;
  }
}
