#!/usr/bin/env node
/**
 * Builds dist/: the program's first file, its core, one file for each command file, shared code in chunks; then the index
 * of commands and the manual.
 * The folders under dist/commands are the route table, as those under src/commands are in development.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative, resolve, sep } from 'node:path';
import { runInThisContext } from 'node:vm';
import { build, transform } from 'esbuild';
import {
  CORE,
  directBuiltins,
  fromCore,
  keyOf,
  lightUndici,
  outsideCore,
  root,
  smallTables,
  source,
  sources,
  wasmApart,
} from './bundling.js';
import { writeManual } from './manual.js';

const finished = join(root, 'dist');
/** Built beside the last build and put in its place when it is whole, so that a build that fails leaves one that works. */
const output = join(root, `dist.${process.pid}`);
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

/** Loads a file of this build. */
const load = createRequire(join(output, 'main.js'));

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

const style = {
  platform: 'node',
  target: 'node20.19',
  legalComments: 'none',
  minifyWhitespace: true,
  logLevel: 'warning',
};
const common = { ...style, bundle: true };

/**
 * Builds the core: one script, since V8 keeps a script's code with all functions that were called, a module's without.
 * It is a function of what imports its files, and of its folder (see src/core-script.ts).
 * @returns what it imports when it is needed, the names that each of its modules exports, and what tells it from others
 */
async function buildCore() {
  const lazy = new Map();
  const hot = new Set(HOT.map(file => join(source, file)));
  const options = {
    ...common,
    outdir: output,
    format: 'iife',
    globalName: CORE,
    banner: { js: '((importFile,folder)=>{' },
    footer: { js: `return ${CORE}})` },
    write: false,
    metafile: true,
    plugins: [
      lightUndici,
      smallTables,
      wasmApart((name, bytes) => writeFile(join(output, name), bytes)),
      sources(undefined, hot),
      directBuiltins,
      outsideCore(lazy),
    ],
  };
  const { metafile } = await build({ ...options, entryPoints: [join(source, 'core.ts')] });
  const files = Object.keys(metafile.inputs)
    .filter(file => file.startsWith('src/'))
    .map(file => join(root, file));
  const entry = files.map(file => `${JSON.stringify(keyOf(file))}: () => require(${JSON.stringify(file)})`);
  const built = await build({
    ...options,
    stdin: { contents: `module.exports = {${entry}}`, resolveDir: root },
  });
  // With an import() of its own a script is an experiment to Node 20, which says so on stderr.
  const script = namespacesWhenAsked(built.outputFiles[0].text).replace(/\bimport\(/g, 'importFile(');
  // Read as Latin-1, which is quicker.
  if (/[^\0-\x7f]/.test(script)) throw new Error('the core is not all ASCII');
  await writeFile(join(output, 'core.js'), script);
  // What is built from here on takes the core's modules from there when it is loaded.
  globalThis[CORE] = runInThisContext(script)(async path => load(path), output);
  const exported = new Map(files.map(file => [file, Object.keys(globalThis[CORE][keyOf(file)]())]));
  return { lazy, exported, id: createHash('sha256').update(script).digest('hex').slice(0, 16) };
}

/**
 * Has the objects with a module's names made by those who ask for one. esbuild makes one with a getter for each name
 * when the script begins, and copies it, getter by getter, for each who asks; within the core nobody does.
 */
function namespacesWhenAsked(script) {
  const getters = 'for(var name in all)__defProp(target,name,{get:all[name],enumerable:true})';
  const helpers = new Map([
    [
      `var __export=(target,all)=>{${getters}};`,
      'var __names=new Map,__export=(module,list)=>{__names.set(module,list)};',
    ],
    [
      'var __toCommonJS=mod=>__copyProps(__defProp({},"__esModule",{value:true}),mod);',
      `var __toCommonJS=module=>{var all=__names.get(module)?.()??{},target={};${getters};return target};`,
    ],
  ]);
  // The list itself has a function for each name, so it is made then, too.
  const lists = script.replace(/__export\((\w+),(\{[^{}]*\})\)/g, '__export($1,()=>($2))');
  // import * as a value would find an object without names.
  const other = lists.replace(/\w+_exports\d*=\{\}|(?:__export|__toCommonJS)\(\w+_exports\d*/g, '');
  const used = /\w+_exports\d*/.exec(other);
  if (used) throw new Error(`the core takes ${used[0]} as a value`);
  return [...helpers].reduce((text, [theirs, ours]) => {
    if (!text.includes(theirs)) throw new Error(`esbuild does not write this any more: ${theirs}`);
    return text.replace(theirs, ours);
  }, lists);
}

/** What scripts use of a build. */
const TOOLS = ['kernel/index-entry.ts', 'completion/describe.ts', 'manual/pages.ts', 'trees/trees.ts'];

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
  const { indexEntry } = load('./kernel/index-entry.js');
  const { treeOf } = load('./trees/trees.js');
  const trees = new Map();
  const commands = new Map();
  for (const file of files) {
    const [tree, name] = relative(join(source, 'commands'), file).split(sep);
    const noun = name.replace(/\.ts$/, '');
    const { default: verbs } = load(`./commands/${tree}/${noun}.js`);
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

/**
 * Makes CommonJS of what esbuild can split only as modules: for the first module of a run Node starts another loader.
 * @param {string[]} files
 */
async function withoutModules(files) {
  const options = {
    ...style,
    format: 'cjs',
    supported: { 'dynamic-import': false },
    tsconfigRaw: { compilerOptions: { alwaysStrict: true } },
  };
  for (const file of files) {
    const { code } = await transform(await readFile(file, 'utf8'), options);
    await writeFile(file, code);
  }
}

try {
  await mkdir(output, { recursive: true });
  await writeFile(join(output, 'package.json'), '{ "type": "commonjs" }\n');
  const files = await commandFiles();
  const { lazy, exported, id } = await buildCore();
  await build({
    ...common,
    outdir: output,
    format: 'cjs',
    entryPoints: [join(source, 'main.ts'), join(source, 'core-script.ts')],
    define: {
      OSTK_VERSION: JSON.stringify(version),
      OSTK_BUILD: JSON.stringify(id),
      'import.meta.dirname': '__dirname',
    },
    plugins: [sources(), directBuiltins],
  });
  const places = [...TOOLS.map(file => join(source, file)), ...files].map(file => ({
    in: file,
    out: relative(source, file).replace(/\.ts$/, ''),
  }));
  const { metafile } = await build({
    ...common,
    outdir: output,
    format: 'esm',
    metafile: true,
    entryPoints: [...places, ...[...lazy].map(([out, file]) => ({ in: file, out }))],
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    plugins: [lightUndici, sources(exported), directBuiltins, fromCore(exported)],
  });
  await withoutModules(Object.keys(metafile.outputs).map(file => resolve(file)));
  await writeManual(output, await writeIndex(files), version);
  await rm(finished, { recursive: true, force: true });
  await rename(output, finished);
} finally {
  await rm(output, { recursive: true, force: true });
}
