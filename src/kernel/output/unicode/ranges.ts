/**
 * Looks characters up in tables of ranges. A table is one string of entries `GAP[.SIZE]VALUE`: GAP is how many
 * characters lie between the end of the range before and this one, SIZE how many are in it (left out: 1), both in
 * base 36 with small letters; VALUE is a capital letter, A for the first of the table's values.
 */
export class Ranges {
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private readonly found: number[] = [];

  /**
   * @param ranges the encoded table
   * @param values what the capitals stand for
   * @param otherwise the value of characters in no range
   */
  constructor(
    ranges: string,
    values: readonly number[],
    private readonly otherwise: number,
  ) {
    let at = 0;
    for (const [, gap = '', size = '1', letter = 'A'] of ranges.matchAll(
      /([0-9a-z]+)(?:\.([0-9a-z]+))?([A-Z])/g,
    )) {
      const start = at + Number.parseInt(gap, 36);
      at = start + Number.parseInt(size, 36);
      this.starts.push(start);
      this.ends.push(at);
      this.found.push(values[letter.charCodeAt(0) - 65] ?? otherwise);
    }
  }

  /** The value of a character, given as its code point. */
  get(codePoint: number): number {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) <= codePoint) low = middle + 1;
      else high = middle;
    }
    const end = this.ends[low - 1] ?? 0;
    return codePoint < end ? (this.found[low - 1] ?? this.otherwise) : this.otherwise;
  }
}
