/** The order of lists (vshStrcasecmp): by name, capitals and small letters alike. */

/** Sorts things by their names, those first that come first; equal names stay as they are. */
export function byName<T extends { readonly name: string }>(items: readonly T[]): T[] {
  return items.toSorted((one, other) => {
    const [a, b] = [one.name.toLowerCase(), other.name.toLowerCase()];
    return a < b ? -1 : a > b ? 1 : 0;
  });
}
