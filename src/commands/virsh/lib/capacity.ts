/** Sizes for people (vshPrettyCapacity). */

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

/** A number of bytes in the largest unit that it has one of, such as `1.00 GiB`. @param decimals how many it has */
export function capacityText(bytes: bigint, decimals = 2): string {
  let value = Number(bytes);
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value.toFixed(decimals)} ${UNITS[unit]}`;
}

/** `yes` or `no`. */
export const yesNo = (truth: unknown): string => (truth ? 'yes' : 'no');
