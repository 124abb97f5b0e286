/**
 * A time as Python's isoformat() writes it: `2026-01-02T03:04:05.678900`, without a fraction where there is none.
 * @param seconds since the epoch
 * @returns the time in UTC, to the microsecond
 */
export function isoTime(seconds: number): string {
  // The part behind the point alone is rounded, as Python does: all of it times a million is not exact.
  const whole = Math.floor(seconds);
  const micros = Math.round((seconds - whole) * 1e6);
  const date = new Date((whole + Math.floor(micros / 1e6)) * 1000).toISOString().slice(0, 19);
  return micros % 1e6 === 0 ? date : `${date}.${String(micros).padStart(6, '0')}`;
}
