/** Times on the command line. */

const SHAPE =
  /^(\d{4})(?:(?:-(\d{1,2})|(\d{2})(?!$))(?:(?:-(\d{1,2})|(\d{2}))(?:[ T](\d{2})(?::?(\d{2}))?(?::?(\d{1,2})(?:[.,]\d+)?)?(?:Z|[-+]\d{2}:?(?:\d{2})?)?)?)?)?$/;

/**
 * Whether a word is a time of ISO 8601 as the peer's iso8601 package reads it: a year at least, with month, day, time
 * and zone each optional.
 */
export function isIsoDate(word: string): boolean {
  const match = SHAPE.exec(word);
  if (!match) return false;
  const [, year = '', dashedMonth, plainMonth, dashedDay, plainDay, hour = '0', minute = '0', second = '0'] =
    match;
  const month = Number(dashedMonth ?? plainMonth ?? 1);
  const day = Number(dashedDay ?? plainDay ?? 1);
  const date = new Date(Date.UTC(Number(year), month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && Number(year) > 0;
  return exists && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
}
