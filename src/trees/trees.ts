/** The trees by name. The one that nearly every run uses is at hand, the others are loaded when they are meant. */
import type { Tree } from '../kernel/tree.ts';
import { openstack } from './openstack.ts';

const TREES: Readonly<Record<string, () => Promise<Tree>>> = {
  openstack: async () => openstack,
  glance: async () => (await import('./glance.ts')).glance,
  virsh: async () => (await import('./virsh.ts')).virsh,
  gs: async () => (await import('./gs.ts')).gs,
  vnetops: async () => (await import('./gs.ts')).vnetops,
};

/** The names of all trees. */
export const treeNames = (): string[] => Object.keys(TREES);

/** Whether there is a tree of this name. */
export function isTree(name: string): boolean {
  return Object.hasOwn(TREES, name);
}

/** The tree of a name; undefined when there is none. */
export async function treeOf(name: string): Promise<Tree | undefined> {
  return isTree(name) ? TREES[name]?.() : undefined;
}
