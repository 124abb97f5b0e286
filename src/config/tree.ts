/** Nested settings as the files hold them, merged and converted the way the SDK does (openstack/config/_util.py). */

/** A mapping of a file, or of what is made of one. Key order is kept: later keys win where two mean the same. */
export type Tree = { [key: string]: unknown };

/** Tells mappings from lists, scalars and null. */
export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** The mapping at a key, or an empty one. */
export function treeAt(tree: Tree, key: string): Tree {
  const value = tree[key];
  return isTree(value) ? value : {};
}

/** A scalar as Python's str() writes it. Lists are joined with commas, as the plugins read them. */
export function text(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return value.map(text).join(',');
  return isTree(value) ? JSON.stringify(value) : String(value);
}

/** What Python takes for true. */
export function truthy(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isTree(value)) return Object.keys(value).length > 0;
  return Boolean(value);
}

/** The SDK's get_boolean: only true and the word `true` in any case. */
export function bool(value: unknown): boolean {
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true');
}

/** Numbers that stay numbers although all others become text. */
const NUMERIC = new Set(['verbose_level', 'api_timeout']);

/** `-` in keys becomes `_`, numbers become text, at every depth. */
export function normalize(tree: Tree): Tree {
  const made: Tree = {};
  for (const [name, value] of Object.entries(tree)) {
    const key = name.replaceAll('-', '_');
    const number = typeof value === 'number' || typeof value === 'bigint';
    if (isTree(value)) made[key] = normalize(value);
    else made[key] = number && !NUMERIC.has(key) ? String(value) : value;
  }
  return made;
}

/** Merges mappings at every depth; the second one wins. */
export function merge(under: Tree, over: Tree): Tree {
  const made = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const old = made[key];
    made[key] = isTree(value) ? (isTree(old) ? merge(old, value) : structuredClone(value)) : value;
  }
  return made;
}

/** Writes all keys of `over` into `tree`, those of `auth` one by one. */
export function authUpdate(tree: Tree, over: Tree): void {
  for (const [key, value] of Object.entries(structuredClone(over))) {
    const old = tree[key];
    tree[key] = key === 'auth' && isTree(value) && isTree(old) ? { ...old, ...value } : value;
  }
}

/** `{name}` becomes the setting of that name, `{{` a brace. A name that nothing has stays as it is. */
export function format(pattern: string, tree: Tree): string {
  if (!/[{}]/.test(pattern)) return pattern;
  return pattern.replace(/\{\{|\}\}|\{(\w+)\}/g, (whole, name: string | undefined) => {
    if (name === undefined) return whole.charAt(0);
    return name in tree ? text(tree[name]) : whole;
  });
}
