/** Points in time as virsh's tables have them. */

/** A time on this machine's clock: `2026-11-26 15:55:00 +0100`. @param seconds since the epoch */
export function localTime(seconds: number): string {
  const offset = -new Date(seconds * 1000).getTimezoneOffset();
  const here = new Date((seconds + offset * 60) * 1000).toISOString();
  const two = (amount: number): string => String(Math.trunc(amount)).padStart(2, '0');
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.abs(offset) / 60)}${two(Math.abs(offset) % 60)}`;
  return `${here.slice(0, 10)} ${here.slice(11, 19)} ${zone}`;
}
