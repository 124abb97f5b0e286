/** Writes the manual: dist/man/man1, a page for each tree and noun, made from the declarations of a finished build. */
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * @param {string} output the folder of the build
 * @param {Map<string, { name: string, noun: string, command: object }[]>} commands by folder
 * @param {string} version
 */
export async function writeManual(output, commands, version) {
  const load = createRequire(join(output, 'main.js'));
  const { manualPages } = load('./manual/pages.js');
  const { treeNames, treeOf } = load('./trees/trees.js');
  const trees = await Promise.all(
    treeNames().map(async name => ({ tree: await treeOf(name), commands: commands.get(name) ?? [] })),
  );
  // A build that is to be the same again says of when it is.
  const epoch = process.env.SOURCE_DATE_EPOCH;
  const date = new Date(epoch ? Number(epoch) * 1000 : Date.now()).toISOString().slice(0, 10);
  const folder = join(output, 'man', 'man1');
  await mkdir(folder, { recursive: true });
  for (const { name, text } of manualPages(trees, commands.get('ostk') ?? [], { version, date }))
    await writeFile(join(folder, `${name}.1`), text);
}
