/** Things that have parents, as a tree (vshTreePrint). */

export interface Branch {
  readonly name: string;
  /** The name of the one above it; undefined: it is a root. */
  readonly parent: string | undefined;
}

/** Draws trees, one for each root, in the order of the list. */
export function treeText(branches: readonly Branch[]): string {
  const childrenOf = (name: string | undefined) => branches.filter(({ parent }) => parent === name);
  const drawn = new Set<Branch>();
  const lines: string[] = [];
  const draw = (branch: Branch, isLast: boolean, isRoot: boolean, indent: string): void => {
    // Names that are not unique would never end.
    if (drawn.has(branch)) return;
    drawn.add(branch);
    lines.push(`${indent}${isRoot ? '' : '+- '}${branch.name}`);
    const inner = isRoot ? indent : `${indent}${isLast ? ' ' : '|'} `;
    const below = childrenOf(branch.name);
    if (below.length > 0) lines.push(`${inner}  |`);
    for (const child of below) draw(child, child === below.at(-1), false, `${inner}  `);
    if (below.length === 0 && isLast) lines.push(inner);
  };
  for (const root of childrenOf(undefined)) draw(root, true, true, '');
  return lines.map(line => `${line}\n`).join('');
}
