/** Images as glance shows them. */
import type { Json, JsonObject } from '../../../clients/json.ts';
import type { TableResult } from '../../../kernel/output/result.ts';
import { propertyTable, USUAL_WIDTH } from './tables.ts';

/** What is said of the image elsewhere, or is no property of it (print_image in common/utils.py). */
const UNSHOWN = new Set(['self', 'access', 'file', 'schema']);

/** Where an image is below the service's endpoint. */
export function imagePath(id: string): string {
  return `/images/${encodeURIComponent(id)}`;
}

/** How an image is shown. */
export interface ImageStyle {
  /** Whether the size is told in units. */
  readonly humanReadable?: boolean;
  /** The most cells of a column; a negative number counts for nothing. */
  readonly width?: number;
}

/** All properties of an image. */
export function imageTable(
  image: JsonObject,
  { humanReadable = false, width = -1 }: ImageStyle = {},
): TableResult {
  const shown: Record<string, Json | undefined> = {};
  for (const [name, value] of Object.entries(image)) if (!UNSHOWN.has(name)) shown[name] = value;
  if ('virtual_size' in shown) shown.virtual_size = shown.virtual_size || 'Not available';
  if (humanReadable) shown.size = readableSize(Number(shown.size ?? 0));
  return propertyTable(shown, width < 0 ? USUAL_WIDTH : width);
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB'];

/** A number of bytes as `20.5MB`, by powers of 1024. */
function readableSize(bytes: number): string {
  let size = bytes;
  let unit = 0;
  for (; size >= 1024; unit++) size /= 1024;
  return `${size.toFixed(1).replace(/\.?0+$/, '')}${UNITS[unit] ?? ''}`;
}
