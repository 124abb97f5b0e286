/** Tells where a setting came from: the first layer that has its value. */
import { format, isTree, type Tree, text, treeAt } from './tree.ts';

/** One of the places that settings come from, the strongest first. */
export interface Layer {
  readonly values: Tree;
  /** What the place is called for a setting. */
  label(key: string): string;
}

/** Other names under which a setting may stand in a layer. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  project_id: ['tenant_id'],
  project_name: ['tenant_name'],
  interface: ['endpoint_type'],
  auth_type: ['auth_plugin'],
  token: ['auth_token'],
  username: ['user_name'],
  endpoint: ['url'],
  user_domain_id: ['domain_id', 'default_domain'],
  user_domain_name: ['domain_name'],
  project_domain_id: ['domain_id', 'default_domain'],
  project_domain_name: ['domain_name'],
};

/** A layer's own key for a setting, with `-` or `_`, inside or outside of `auth`. */
function keyIn(layer: Layer, name: string, value: string, config: Tree): string | undefined {
  const names = [name, ...(OTHERS[name] ?? [])];
  const spellings = names.flatMap(each => [each, each.replaceAll('_', '-')]);
  for (const place of [layer.values, treeAt(layer.values, 'auth')]) {
    const found = spellings.find(key => {
      const held = place[key];
      if (held === undefined || held === null || isTree(held)) return false;
      const said = typeof held === 'string' && key !== 'password' ? format(held, config) : text(held);
      return said === value || said === format(value, config);
    });
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Where a setting came from.
 * @param name such as `username` (without `auth.`), `region_name`
 * @param value its final text
 * @returns an option, a variable, a file, or `default`
 */
export function sourceOf(layers: readonly Layer[], name: string, value: string, config: Tree): string {
  for (const layer of layers) {
    const key = keyIn(layer, name, value, config);
    if (key !== undefined) return layer.label(key.replaceAll('-', '_'));
  }
  return 'default';
}
