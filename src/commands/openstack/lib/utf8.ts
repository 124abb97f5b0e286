/** What is wrong with bytes that should be UTF-8, as Python says it. */

/** How a character of several bytes goes on: its length, and the range of its second byte (Unicode, table 3-7). */
function shapeOf(lead: number): readonly [length: number, low: number, high: number] | undefined {
  if (lead < 0x80) return [1, 0, 0];
  if (lead < 0xc2 || lead > 0xf4) return undefined;
  if (lead < 0xe0) return [2, 0x80, 0xbf];
  if (lead < 0xf0) return [3, lead === 0xe0 ? 0xa0 : 0x80, lead === 0xed ? 0x9f : 0xbf];
  return [4, lead === 0xf0 ? 0x90 : 0x80, lead === 0xf4 ? 0x8f : 0xbf];
}

/**
 * Finds the first fault.
 * @returns `'utf-8' codec can't decode byte 0xff in position 0: invalid start byte` and the like; undefined for UTF-8
 */
export function utf8Fault(bytes: Uint8Array): string | undefined {
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    const shape = shapeOf(lead);
    if (shape === undefined) return sentence(lead, at, 1, 'invalid start byte');
    const [length, low, high] = shape;
    for (let taken = 1; taken < length; taken++) {
      const next = bytes[at + taken];
      if (next === undefined) return sentence(lead, at, taken, 'unexpected end of data');
      const isRight = taken === 1 ? next >= low && next <= high : next >= 0x80 && next <= 0xbf;
      if (!isRight) return sentence(lead, at, taken, 'invalid continuation byte');
    }
    at += length;
  }
  return undefined;
}

function sentence(lead: number, at: number, count: number, why: string): string {
  const where =
    count === 1
      ? `byte 0x${lead.toString(16).padStart(2, '0')} in position ${at}`
      : `bytes in position ${at}-${at + count - 1}`;
  return `'utf-8' codec can't decode ${where}: ${why}`;
}
