/** Links that start ostk under other names. */
import { lstat, readdir, readlink, symlink, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { reason, userPath } from './files.ts';
import type { Host } from './host.ts';
import type { Links } from './kernel/context.ts';
import { CommandError } from './kernel/errors.ts';

/**
 * Opens a folder for links.
 * @param word as the user typed it
 */
export function openLinks(word: string, host: Host): Links {
  const folder = userPath(word, host);
  const { program } = host;
  const isOwn = async (path: string): Promise<boolean> =>
    (await readlink(path).catch(() => undefined)) === program;
  const told = (path: string) => (error: unknown) => {
    throw new CommandError(`${path}: ${reason(error)}`, 1, { cause: error });
  };
  return {
    folder,
    async make(name) {
      const path = join(folder, name);
      if (await isOwn(path)) return false;
      if (await lstat(path).catch(() => undefined))
        throw new CommandError(`${path}: is there already, and is no link that ostk made; it stays as it is`);
      await symlink(program, path).catch(told(path));
      return true;
    },
    async own() {
      const names = await readdir(folder).catch(told(folder));
      const found = await Promise.all(
        (names ?? []).map(async name => ((await isOwn(join(folder, name))) ? [name] : [])),
      );
      return found.flat().sort();
    },
    async remove(name) {
      const path = join(folder, name);
      await unlink(path).catch(told(path));
    },
  };
}
