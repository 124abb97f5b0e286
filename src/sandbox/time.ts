/** The sandbox's time: real, or so many times faster. */

export interface Time {
  /** Milliseconds since the epoch. */
  now(): number;
  /** How long something that takes so many seconds takes here, in milliseconds. */
  span(seconds: number): number;
}

/**
 * Makes the sandbox's time.
 * @param now milliseconds since the epoch
 * @param speed `OSTK_SANDBOX_SPEED`: how many times faster things happen (default 1); `0` and words count as 1
 */
export function createTime(now: () => number, speed: string | undefined): Time {
  const factor = Number(speed);
  const divisor = Number.isFinite(factor) && factor > 0 ? factor : 1;
  return { now, span: seconds => (seconds * 1000) / divisor };
}

/** `2030-01-01T00:00:00Z`, as compute and image write times. */
export function isoSeconds(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** `2030-01-01T00:00:00.000000`, as compute's details, volumes and tokens (with a Z) write times. */
export function isoMicros(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/(\.\d+)Z$/, '$1000');
}
