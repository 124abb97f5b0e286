/** What the commands on volumes have in common (Block Storage API v3, "Volumes", "Volume actions"). */
import type { JsonObject } from '../../../clients/json.ts';
import { attributes } from '../../../clients/resources/resource.ts';
import { volume } from '../../../clients/resources/volume.ts';
import type { Context } from '../../../kernel/context.ts';
import { dictCell } from '../../../kernel/output/cells.ts';
import type { Cell, ShowResult } from '../../../kernel/output/result.ts';
import { constant } from '../../../kernel/params.ts';
import { showAttributes } from '../../../kernel/rows.ts';

/** The newest microversion that the peer's SDK knows for volumes and their actions. */
export const MICROVERSION = { microversion: '3.71' };

/** `--bootable` and `--non-bootable`; undefined when neither is typed. */
export const bootable = [
  constant<boolean | undefined>('--bootable', true, undefined, 'Let servers boot from it'),
  constant<boolean | undefined>('--non-bootable', false, undefined, 'Let no server boot from it'),
];

/** `--read-only` and `--read-write`; undefined when neither is typed. */
export const readOnly = [
  constant<boolean | undefined>('--read-only', true, undefined, 'Allow only reading'),
  constant<boolean | undefined>('--read-write', false, undefined, 'Allow reading and writing'),
];

/** Fields that are never shown: only for requests, or gone from the API. */
const HIDDEN = new Set([
  'OS-SCH-HNT:scheduler_hints',
  'imageRef',
  'os-volume-replication:driver_data',
  'os-volume-replication:extended_status',
]);

/** Fields that are shown only when they have a value. */
const OPTIONAL = new Set(['consistencygroup_id', 'encryption_key_id', 'volume_image_metadata']);

const RENAMED = { metadata: 'properties', volume_type: 'type' };

/**
 * Shows a volume under the API's names (python-openstackclient, volume/v3/volume.py: _format_volume).
 * @param item the volume as the service sent it
 */
export function showVolume(item: JsonObject): ShowResult {
  const own = attributes(volume, item);
  const fields: Record<string, Cell> = {};
  for (const [name, declared] of Object.entries(volume.attributes)) {
    const key = typeof declared === 'string' ? declared : declared.key;
    const value = own[name];
    if (HIDDEN.has(key) || (OPTIONAL.has(key) && value === null)) continue;
    fields[key] = value;
  }
  return showAttributes(fields, { rename: RENAMED, format: { metadata: dictCell } });
}

/**
 * Runs an action on a volume.
 * @param body such as `{ 'os-extend': { new_size: 2 } }`
 */
export async function act(context: Context, id: string, body: JsonObject): Promise<void> {
  await (await context.volume()).post(`/volumes/${id}/action`, body, MICROVERSION);
}
