/** Options that several image commands have (openstackclient/image/v2/image.py). */
import { ArgumentError, constant, integer, quoted } from '../../../kernel/params.ts';

export const CONTAINER_FORMATS = ['ami', 'ari', 'aki', 'bare', 'docker', 'ova', 'ovf'];

export const DISK_FORMATS = [
  ...['ami', 'ari', 'aki', 'vhd', 'vmdk', 'raw', 'qcow2', 'vhdx', 'vdi', 'iso'],
  'ploop',
];

/** `--protected` and `--unprotected`; undefined when neither is typed. */
export const isProtected = [
  constant<boolean | undefined>('--protected', true, undefined, 'Keep the image from being deleted'),
  constant<boolean | undefined>('--unprotected', false, undefined, 'Let the image be deleted'),
];

/** `--public`, `--private` …; undefined when none is typed. */
export const visibility = [
  constant<string | undefined>('--public', 'public', undefined, 'Everybody may use it and finds it'),
  constant<string | undefined>('--private', 'private', undefined, 'Only its project may use it'),
  constant<string | undefined>(
    '--community',
    'community',
    undefined,
    'Everybody may use it who knows its ID; only its project finds it in lists',
  ),
  constant<string | undefined>(
    '--shared',
    'shared',
    undefined,
    'Its project and the projects that it is shared with may use it',
  ),
];

export const protectedExclusive = { members: ['--protected', '--unprotected'] };
export const visibilityExclusive = { members: ['--public', '--private', '--community', '--shared'] };

/**
 * The word of `--size`: a number of bytes.
 * @throws ArgumentError for what is no positive integer
 */
export function imageSize(word: string): number {
  let size: number;
  try {
    size = integer(word);
  } catch {
    throw new ArgumentError(`${quoted(word)} is not a valid size (use a positive integer)`);
  }
  if (size <= 0) throw new ArgumentError('Size must be a positive integer');
  return size;
}
