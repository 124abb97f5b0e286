/** Block devices of new servers: checks, look-ups and what is sent as `block_device_mapping_v2`. */
import { type Json, text } from '../../../clients/json.ts';
import { snapshot, volume } from '../../../clients/resources/volume.ts';
import type { Service } from '../../../clients/service.ts';
import type { Context } from '../../../kernel/context.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { demand } from '../../../kernel/microversion.ts';
import { integer } from '../../../kernel/params.ts';
import { findImage } from './find-image.ts';
import type { Mapping } from './server-disk-options.ts';
import { strictTruth } from './truth.ts';

/**
 * Checks a `--block-device` and fills in what follows from what was said.
 * @throws CommandError with the peer's sentences
 */
export async function completeDevice(compute: Service, device: Mapping): Promise<Mapping> {
  const made: Mapping = { ...device };
  const need = (version: string, key: string): Promise<void> =>
    demand(
      compute,
      version,
      `--os-compute-api-version ${version} or greater is required to support the ${key} key of --block-device`,
    );
  if ('boot_index' in made) made.boot_index = bootIndex(made.boot_index);
  if ('tag' in made) await need('2.42', 'tag');
  if ('volume_type' in made) await need('2.67', 'volume_type');
  made.source_type = oneOf(made, 'source_type', ['volume', 'image', 'snapshot', 'blank'], 'blank');
  const usual = made.source_type === 'blank' ? 'local' : 'volume';
  made.destination_type = oneOf(made, 'destination_type', ['local', 'volume'], usual);
  if ('delete_on_termination' in made) made.delete_on_termination = truthOf(made.delete_on_termination);
  else if (made.destination_type === 'local') made.delete_on_termination = true;
  return made;
}

function bootIndex(value: Json | undefined): number {
  try {
    return integer(String(value));
  } catch {
    throw new CommandError('The boot_index key of --block-device should be an integer');
  }
}

function oneOf(device: Mapping, key: string, allowed: readonly string[], usual: string): string {
  const value = key in device ? device[key] : usual;
  if (typeof value === 'string' && allowed.includes(value)) return value;
  throw new CommandError(`The ${key} key of --block-device should be one of: ${allowed.join(', ')}`);
}

function truthOf(value: Json | undefined): boolean {
  const said = typeof value === 'boolean' ? value : strictTruth(String(value));
  if (said !== undefined) return said;
  throw new CommandError('The delete_on_termination key of --block-device should be a boolean-like value');
}

/** Puts the ID of the volume, snapshot or image into an old mapping. @throws NotFound, Ambiguous, HttpError */
export async function resolveLegacy(context: Context, mapping: Mapping): Promise<Mapping> {
  const word = String(mapping.uuid);
  const kind = mapping.source_type;
  if (kind === 'image') return { ...mapping, uuid: text(await findImage(context, word), 'id') };
  return { ...mapping, uuid: await context.findId(kind === 'snapshot' ? snapshot : volume, word) };
}

/** The options for disks that need no mapping. */
export interface DiskOptions {
  readonly boot_from_volume: number | undefined;
  readonly delete_on_termination: boolean;
  readonly swap: number | undefined;
  readonly ephemerals: readonly Record<string, string>[] | undefined;
}

/** Where the root disk comes from: one ID at most. */
export interface Root {
  readonly image: string | undefined;
  readonly volume: string | undefined;
  readonly snapshot: string | undefined;
}

/** The mappings of the root disk, swap and ephemeral disks. */
export function plainDisks(options: DiskOptions, root: Root): Mapping[] {
  const blank = {
    boot_index: -1,
    source_type: 'blank',
    destination_type: 'local',
    delete_on_termination: true,
  };
  const { swap, ephemerals } = options;
  return [
    ...rootDisk(options, root),
    ...(swap ? [{ ...blank, guest_format: 'swap', volume_size: swap }] : []),
    ...(ephemerals ?? []).map(({ size = '', format }) => ({
      ...blank,
      volume_size: size,
      ...(format === undefined ? {} : { guest_format: format }),
    })),
  ];
}

function rootDisk(options: DiskOptions, root: Root): Mapping[] {
  const disk = { boot_index: 0, destination_type: 'volume' };
  if (root.image !== undefined) {
    const { boot_from_volume: size, delete_on_termination } = options;
    const made = size
      ? { ...disk, volume_size: size, delete_on_termination }
      : { ...disk, destination_type: 'local', delete_on_termination: true };
    return [{ ...made, uuid: root.image, source_type: 'image' }];
  }
  if (root.volume !== undefined) return [{ ...disk, uuid: root.volume, source_type: 'volume' }];
  if (root.snapshot === undefined) return [];
  return [{ ...disk, uuid: root.snapshot, source_type: 'snapshot', delete_on_termination: false }];
}
