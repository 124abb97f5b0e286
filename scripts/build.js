#!/usr/bin/env node
/**
 * Builds dist/: one file for the program, one for each command file, shared code in chunks; then the index of commands and
 * the manual.
 * The folders under dist/commands are the route table, as those under src/commands are in development.
 */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { writeManual } from './manual.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const source = join(root, 'src');
const finished = join(root, 'dist');
/** Built beside the last build and put in its place when it is whole, so that a build that fails leaves one that works. */
const output = join(root, `dist.${process.pid}`);
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

/** HTTP/2 is switched off (src/clients/http.ts), so undici's part for it, which loads four more of Node's modules, stays out. */
const withoutHttp2 = {
  name: 'without-http2',
  setup(build) {
    build.onLoad({ filter: /undici\/lib\/dispatcher\/client-h2\.js$/ }, () => ({
      contents: "module.exports = () => { throw new Error('HTTP/2 is not part of this build'); };",
    }));
  },
};

/**
 * What undici takes of Node's larger modules, each of which loads more of them: one function of node:assert, and of
 * node:http the limit that its parser keeps to and a class that none of ostk's bodies has.
 */
const LIGHT = new Map([
  [
    'node:assert',
    "module.exports = (held, message = 'assertion failed') => { if (!held) throw Object.assign(new Error(message), { code: 'ERR_ASSERTION' }); };",
  ],
  ['node:http', 'module.exports = { maxHeaderSize: 16 * 1024, IncomingMessage: undefined };'],
]);

const lightBuiltins = {
  name: 'light-builtins',
  setup(build) {
    build.onResolve({ filter: /^node:(assert|http)$/ }, ({ path, importer }) =>
      /undici\/lib\/(core|dispatcher)\//.test(importer) ? { path, namespace: 'light' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'light' }, ({ path }) => ({ contents: LIGHT.get(path) }));
  },
};

/** The program's first file stays small: it loads the core, built with the commands, when there is more to do. */
const coreApart = {
  name: 'core-apart',
  setup(build) {
    build.onResolve({ filter: /\/core\.ts$/ }, () => ({ path: './core.js', external: true }));
  },
};

/**
 * Node's own modules are taken with process.getBuiltinModule: an import statement would first read every property of
 * theirs for a namespace of its own, and some are getters that load more (node:fs all streams, node:crypto WebCrypto).
 */
const directBuiltins = {
  name: 'direct-builtins',
  setup(build) {
    // What is imported only when it is needed stays an import: a module of ours in its place would have no names.
    build.onResolve({ filter: /^[a-z]/ }, ({ kind, path }) =>
      isBuiltin(path) && kind !== 'dynamic-import' ? { path, namespace: 'builtin' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
    }));
  },
};

/**
 * What nearly every run imports on its way, of OpenStack's trees or of virsh: kept in the core's file, and still run only
 * when it is asked for.
 */
const HOT = [
  'libvirt.ts',
  'statements.ts',
  'clients/libvirt/transports/unix.ts',
  'trees/virsh.ts',
  'settings.ts',
  'session.ts',
  'clients/resources/find.ts',
  'kernel/output/render.ts',
  'kernel/output/options.ts',
  'kernel/output/table.ts',
];

/** An import() becomes a file of its own, a require() stays where it is. */
const hotInCore = {
  name: 'hot-in-core',
  setup(build) {
    const hot = new Set(HOT.map(file => join(source, file)));
    build.onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => ({
      loader: 'ts',
      contents: (await readFile(path, 'utf8')).replace(/\bimport\(('\.[^']*')\)/g, (whole, specifier) =>
        hot.has(resolve(dirname(path), specifier.slice(1, -1)))
          ? `Promise.resolve(require(${specifier}))`
          : whole,
      ),
    }));
  },
};

const core = join(source, 'core.ts');

const common = {
  outdir: output,
  outbase: source,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  legalComments: 'none',
  minifyWhitespace: true,
  logLevel: 'warning',
  define: { OSTK_VERSION: JSON.stringify(version) },
};

/** The command files of all trees; `lib` folders hold what they share and are no routes. */
async function commandFiles() {
  const files = await readdir(join(source, 'commands'), { recursive: true });
  return files
    .filter(file => file.endsWith('.ts') && !file.split(sep).includes('lib'))
    .map(file => join(source, 'commands', file))
    .sort();
}

/** Writes dist/commands/TREE.json: what help, suggestions and completion need to know of each command. @returns the commands by tree */
async function writeIndex(files) {
  const { indexEntry } = await import(pathToFileURL(join(output, 'kernel', 'index-entry.js')).href);
  const { treeOf } = await import(pathToFileURL(join(output, 'trees', 'trees.js')).href);
  const trees = new Map();
  const commands = new Map();
  for (const file of files) {
    const [tree, name] = relative(join(source, 'commands'), file).split(sep);
    const noun = name.replace(/\.ts$/, '');
    const { default: verbs } = await import(pathToFileURL(join(output, 'commands', tree, `${noun}.js`)).href);
    const entries = trees.get(tree) ?? [];
    const { joint } = (await treeOf(tree)) ?? { joint: ' ' };
    const all = commands.get(tree) ?? [];
    for (const [verb, command] of Object.entries(verbs)) {
      const entry = indexEntry(joint, noun, verb, command);
      entries.push(entry);
      all.push({ name: entry.name, noun, command });
    }
    trees.set(tree, entries);
    commands.set(tree, all);
  }
  for (const [tree, entries] of trees) {
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    await writeFile(join(output, 'commands', `${tree}.json`), JSON.stringify(entries));
  }
  return commands;
}

try {
  await mkdir(output, { recursive: true });
  const files = await commandFiles();
  await build({ ...common, entryPoints: [join(source, 'main.ts')], plugins: [coreApart, directBuiltins] });
  await build({
    ...common,
    entryPoints: [
      core,
      join(source, 'kernel', 'index-entry.ts'),
      join(source, 'completion', 'describe.ts'),
      join(source, 'manual', 'pages.ts'),
      join(source, 'trees', 'trees.ts'),
      ...files,
    ],
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    // Code that the same entries reach goes into one chunk; so each command reaches all of the core.
    inject: [core],
    plugins: [withoutHttp2, lightBuiltins, directBuiltins, hotInCore],
  });
  await writeManual(output, await writeIndex(files), version);
  await rm(finished, { recursive: true, force: true });
  await rename(output, finished);
} finally {
  await rm(output, { recursive: true, force: true });
}
