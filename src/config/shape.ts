/** Files of clouds that are YAML, but hold something else than mappings where settings are to be. */
import { type Problem, wholeFile } from './errors.ts';
import { cloudsOf, type Loaded } from './files.ts';
import { isTree } from './tree.ts';

/**
 * What is wrong with a cloud's entries.
 * @param cloud the chosen cloud
 * @param files those in use
 * @returns a problem for each entry that is no mapping; an empty entry is none
 */
export function misshapen(cloud: string, files: readonly (Loaded | undefined)[]): Problem[] {
  return files.flatMap(file => {
    if (file === undefined) return [];
    const own = cloudsOf(file.data)[cloud];
    const what = isTree(own) ? `auth of cloud ${cloud}` : `cloud ${cloud}`;
    const value = isTree(own) ? own.auth : own;
    if (value === undefined || value === null || isTree(value)) return [];
    return [wholeFile(file.path, `${what} is not a mapping`)];
  });
}
