/**
 * The core as V8 compiled it in earlier runs. Node's own compile cache keeps a file as it is before it runs, and most
 * functions are compiled when they are called; what is kept here is kept after a run, so the next one finds the functions
 * that it calls. Part of the edge, like main.ts.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';
import { withoutOptimizer } from './clients/optimizer.ts';
import type { endOf, nodeHost } from './node.ts';
import type { run } from './run.ts';

/** Of the core's modules those that a run begins with. */
interface Modules {
  readonly 'src/node.ts': () => { readonly nodeHost: typeof nodeHost; readonly endOf: typeof endOf };
  readonly 'src/run.ts': () => { readonly run: typeof run };
}

declare global {
  /** The core's modules, for the files that are loaded later (see scripts/build.js). */
  var ostkCore: Modules | undefined;
}

/** What the core's modules give a run, and what is to be done when it is over. */
export interface LoadedCore {
  readonly nodeHost: typeof nodeHost;
  readonly endOf: typeof endOf;
  readonly run: typeof run;
  /**
   * Keeps the code of a kind of run that is not among those kept yet. Errors are swallowed: without it the next start is
   * slower, nothing else.
   * @param kind what the run was, such as `openstack server show`
   */
  keep(kind: string): void;
}

/**
 * The directory for compiled code, which is the user's own: code that another user could have written is never run.
 * @param user the user's number
 * @returns undefined where there is none, or NODE_DISABLE_COMPILE_CACHE is set
 */
export function codeDirectory(
  env: Readonly<Record<string, string | undefined>>,
  user: number | undefined,
): string | undefined {
  const base = env.XDG_CACHE_HOME || (env.HOME && `${env.HOME}/.cache`);
  if (!base || env.NODE_DISABLE_COMPILE_CACHE) return undefined;
  const directory = `${base}/ostk/compile`;
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const { uid, mode } = statSync(directory);
    return uid === user && (mode & 0o077) === 0 ? directory : undefined;
  } catch {
    // Without it the start is slower, nothing else.
    return undefined;
  }
}

/** What is kept of a script. */
interface Kept {
  readonly code: Buffer;
  /** The runs whose functions it has. */
  readonly kinds: readonly string[];
}

/** Milliseconds after which the code of another build goes. */
const STALE = 30 * 24 * 3600 * 1000;
/** Bytes of the number at the end of what is kept: how long the JSON before it is, which has the kinds. */
const TAIL = 4;

/**
 * Loads the core.
 * @param file its script
 * @param build what tells this build from others: V8 itself only compares the script's length
 * @param directory where code is kept, which nobody else may write to; undefined: nowhere
 */
export function loadCore(file: string, build: string, directory: string | undefined): LoadedCore {
  // Before V8 is asked what it is: code is good for the flags that it was made under.
  withoutOptimizer();
  const tag = cachedDataVersionTag();
  const place = directory && `${directory}/core-${build}-${tag.toString(16)}`;
  const kept = place === undefined ? undefined : readKept(place);
  const script = new Script(readFileSync(file, 'latin1'), {
    filename: file,
    ...(kept && { cachedData: kept.code }),
  });
  const begin: (importFile: (path: string) => Promise<unknown>, folder: string) => Modules =
    script.runInThisContext();
  const require = createRequire(file);
  // Files of a build are CommonJS (see scripts/build.js); a promise, since elsewhere the sources import() them.
  const load = async (path: string) => require(path.startsWith('file:') ? fileURLToPath(path) : path);
  const modules = begin(load, dirname(file));
  globalThis.ostkCore = modules;
  const kinds = kept && script.cachedDataRejected !== true ? kept.kinds : [];
  return {
    ...modules['src/node.ts'](),
    ...modules['src/run.ts'](),
    keep(kind) {
      if (directory === undefined || place === undefined) return;
      if (kinds.includes(kind) || cachedDataVersionTag() !== tag) return;
      try {
        writeKept(place, { code: script.createCachedData(), kinds: [...kinds, kind] });
        sweep(directory, place);
      } catch {
        // A disk that is full, a folder that is read-only.
      }
    },
  };
}

/**
 * All of it is there twice: to compare takes a tenth of what a checksum and the module that makes one take.
 * @returns undefined when there is none, or it is damaged: V8 would run what it finds behind a good header
 */
function readKept(place: string): Kept | undefined {
  try {
    const twice = readFileSync(place);
    const whole = twice.subarray(0, twice.length / 2);
    if (!twice.subarray(whole.length).equals(whole)) return undefined;
    const end = whole.length - TAIL;
    const start = end - whole.readUInt32LE(end);
    const { kinds }: Pick<Kept, 'kinds'> = JSON.parse(whole.toString('utf8', start, end));
    return { code: whole.subarray(0, start), kinds };
  } catch {
    return undefined;
  }
}

/** Puts a file in the place of the one that is there; of several runs at once the last one's stays. */
function writeKept(place: string, { code, kinds }: Kept): void {
  const words = Buffer.from(JSON.stringify({ kinds }));
  const tail = Buffer.alloc(TAIL);
  tail.writeUInt32LE(words.length);
  const whole = Buffer.concat([code, words, tail]);
  const written = `${place}.${Math.random().toString(36).slice(2)}`;
  try {
    writeFileSync(written, Buffer.concat([whole, whole]), { mode: 0o600 });
    renameSync(written, place);
  } catch (error) {
    rmSync(written, { force: true });
    throw error;
  }
}

/** Removes what other builds left long ago. */
function sweep(directory: string, place: string): void {
  for (const name of readdirSync(directory)) {
    const path = `${directory}/${name}`;
    if (name.startsWith('core-') && path !== place && Date.now() - statSync(path).mtimeMs > STALE)
      rmSync(path);
  }
}
