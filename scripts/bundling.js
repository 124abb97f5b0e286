/** What esbuild is told of the sources: what stays out of a run, what is taken from where. */
import { readFile } from 'node:fs/promises';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const source = join(root, 'src');

/** The variable with the core's modules, each run when it is first asked for. */
export const CORE = 'ostkCore';

/** What the core calls a module of its own. @param {string} file its path */
export const keyOf = file => relative(root, file);

/** What undici has and ostk does not use, so that it need not be loaded: HTTP/2, form data. */
const UNUSED = [
  { file: /\/client-h2\.js$/, what: 'HTTP/2' },
  { file: /\/web\/fetch\/body\.js$/, what: 'form data' },
];

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

/**
 * Tables of undici that its client alone can do without: well-known headers, where any name is turned into small letters
 * when it is not among them, and of the parser's all that only others read.
 */
const TABLES = new Map([
  ['core/tree', () => 'exports.tree = { lookup: () => undefined };'],
  ['core/constants', () => 'exports.headerNameLowerCasedRecord = Object.create(null);'],
  [
    'llhttp/constants',
    path => {
      const { ERROR, TYPE } = require(path);
      return `module.exports = ${JSON.stringify({ ERROR, TYPE })};`;
    },
  ],
]);

/** undici's client, without what it loads for others. */
export const lightUndici = {
  name: 'light-undici',
  setup(build) {
    build.onResolve({ filter: /^node:(assert|http)$/ }, ({ path, importer }) =>
      /undici\/lib\/(core|dispatcher)\//.test(importer) ? { path, namespace: 'light' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'light' }, ({ path }) => ({ contents: LIGHT.get(path) }));
    build.onResolve({ filter: /\.js$/ }, ({ path, importer, resolveDir }) => {
      const file = resolve(resolveDir, path);
      const unused = UNUSED.find(each => each.file.test(file));
      return unused && /undici\/lib\/dispatcher\/client(-h1)?\.js$/.test(importer)
        ? { path: file, namespace: 'unused', pluginData: unused.what }
        : undefined;
    });
    build.onLoad({ filter: /.*/, namespace: 'unused' }, ({ pluginData }) => ({
      contents: `module.exports = () => { throw new Error('${pluginData} is not part of this build'); };`,
    }));
  },
};

/** undici's client with no larger tables than it reads; not for a build that has undici as a whole. */
export const smallTables = {
  name: 'small-tables',
  setup(build) {
    const left = new Set(TABLES.keys());
    for (const [name, contents] of TABLES)
      build.onLoad({ filter: new RegExp(`/undici/lib/${name}\\.js$`) }, ({ path }) => {
        left.delete(name);
        return { contents: contents(path) };
      });
    build.onEnd(() => {
      if (left.size > 0) throw new Error(`undici has no ${[...left].join(', ')} any more`);
    });
  },
};

/**
 * Node's own modules are taken with process.getBuiltinModule: an import statement would first read every property of
 * theirs for a namespace of its own, and some are getters that load more (node:fs all streams, node:crypto WebCrypto).
 */
export const directBuiltins = {
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

/** `import { a, b as c, type D } from '…';` as biome writes it. */
const IMPORT = /^import \{([^}]*)\} from '([^']+)';$/gm;

/**
 * The sources, with what they import of Node and of the core as plain properties of objects: esbuild would make a
 * namespace with a getter for each of a module's names, for each file that imports one of them.
 * @param {Map<string, string[]>} modules the core's, by path; none while the core itself is built
 * @param {ReadonlySet<string>} hot files that are imported only when they are needed and belong to the core all the same
 */
export const sources = (modules = new Map(), hot = new Set()) => ({
  name: 'sources',
  setup(build) {
    build.onLoad({ filter: /\/src\/.*\.ts$/, namespace: 'file' }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const contents = text
        .replace(IMPORT, (whole, names, from) => {
          const file = resolve(dirname(path), from);
          const home = isBuiltin(from)
            ? `process.getBuiltinModule(${JSON.stringify(from)})`
            : modules.has(file) && `${CORE}[${JSON.stringify(keyOf(file))}]()`;
          if (!home) return whole;
          const values = names.split(',').filter(name => !/^\s*(type\b|$)/.test(name));
          return `const {${values.map(name => name.replace(' as ', ': '))}} = ${home};`;
        })
        // An import() becomes a file of its own, a require() stays where it is.
        .replace(/\bimport\(('\.[^']*')\)/g, (whole, from) =>
          hot.has(resolve(dirname(path), from.slice(1, -1))) ? `Promise.resolve(require(${from}))` : whole,
        );
      return { contents, loader: 'ts' };
    });
  },
});

/**
 * What the core imports when it is needed is no part of its script.
 * @param {Map<string, string>} found gets what that is: files or packages by their names in dist
 */
export const outsideCore = found => ({
  name: 'outside-core',
  setup(build) {
    build.onResolve({ filter: /./ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import' || isBuiltin(path)) return undefined;
      const file = path.startsWith('.') ? resolve(resolveDir, path) : path;
      const name = file === path ? `packages/${path}` : relative(source, file).replace(/\.ts$/, '');
      found.set(name, file);
      return { path: `./${name}.js`, external: true };
    });
  },
});

/**
 * The core's modules for files outside of it that pass them on, or import them when they are needed.
 * @param {Map<string, string[]>} modules the names that each exports, by path
 */
export const fromCore = modules => ({
  name: 'from-core',
  setup(build) {
    build.onResolve({ filter: /\.ts$/ }, ({ path, resolveDir }) => {
      const file = resolve(resolveDir, path);
      return modules.has(file) ? { path: file, namespace: 'core' } : undefined;
    });
    build.onLoad({ filter: /./, namespace: 'core' }, ({ path }) => {
      const list = modules
        .get(path)
        .map(name =>
          name === 'default' ? 'export default core.default;' : `export const ${name} = core.${name};`,
        );
      return { contents: `const core = ${CORE}[${JSON.stringify(keyOf(path))}]();\n${list.join('\n')}` };
    });
  },
});

/**
 * The WebAssembly of undici's parser as it is: in text it would be a quarter of the core, read by every run.
 * @param {(name: string, bytes: Buffer) => Promise<void>} keep writes it beside the core, which knows its `folder`
 */
export const wasmApart = keep => ({
  name: 'wasm-apart',
  setup(build) {
    build.onLoad({ filter: /undici\/lib\/llhttp\/.*-wasm\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const [, base64] = /wasmBase64 = '([^']+)'/.exec(text) ?? [];
      if (base64 === undefined) throw new Error(`${path} does not look like undici's parser any more`);
      const name = /([^/]*)-wasm\.js$/.exec(path)[1];
      await keep(`${name}.wasm`, Buffer.from(base64, 'base64'));
      const file = `folder + ${JSON.stringify(`/${name}.wasm`)}`;
      return { contents: `module.exports = process.getBuiltinModule('node:fs').readFileSync(${file});` };
    });
  },
});
