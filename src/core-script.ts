/**
 * The core as V8 compiled it in earlier runs. Node's own compile cache keeps a file as it is before it runs, and most
 * functions are compiled when they are called; what is kept here is kept after a run, so the next one finds the functions
 * that it calls. Part of the edge, like main.ts.
 */
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';
import type { Verbs } from './kernel/command.ts';
import type { endOf, nodeHost } from './node.ts';
import type { run } from './run.ts';

/** Of the core's modules those that a run begins with, and files of commands. */
interface Modules {
  readonly 'src/node.ts': () => { readonly nodeHost: typeof nodeHost; readonly endOf: typeof endOf };
  readonly 'src/run.ts': () => { readonly run: typeof run };
  readonly [file: `src/commands/${string}`]: (() => { readonly default: Verbs }) | undefined;
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

/** Bytes that the core's code takes after a few kinds of runs. New memory costs more than what is read into it. */
const ROOM = 1024 * 1024;
/** Bytes that are compared at a time. */
const PIECE = 64 * 1024;

/**
 * Loads the core.
 * @param file its script
 * @param build what tells this build from others: V8 itself only compares the script's length
 * @param directory where code is kept, which nobody else may write to; undefined: nowhere
 * @param makeRequire makes what loads all other files, when the first one is needed: the commonest command needs none
 */
export function loadCore(
  file: string,
  build: string,
  directory: string | undefined,
  makeRequire: () => NodeJS.Require,
): LoadedCore {
  const tag = cachedDataVersionTag();
  const place = directory && `${directory}/core-${build}-${tag.toString(16)}`;
  const [room, length] = readAll(file);
  const source = room.toString('latin1', 0, length);
  const kept = place === undefined ? undefined : readKept(place, room);
  const script = new Script(source, { filename: file, ...(kept && { cachedData: kept.code }) });
  const begin: (importFile: (path: string) => Promise<unknown>, folder: string) => Modules =
    script.runInThisContext();
  // Files of a build are CommonJS (see scripts/build.js); a promise, since elsewhere the sources import() them.
  let require: NodeJS.Require | undefined;
  const load = async (path: string) => {
    require ??= makeRequire();
    return require(path.startsWith('file:') ? fileURLToPath(path) : path);
  };
  const modules = begin(load, dirname(file));
  globalThis.ostkCore = modules;
  const kinds = kept && script.cachedDataRejected !== true ? kept.kinds : [];
  return {
    ...modules['src/node.ts'](),
    ...modules['src/run.ts'](),
    keep(kind) {
      if (directory === undefined || place === undefined) return;
      // Code is good for the flags that it was made under.
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

/** Calls `use` with an open file and its size in bytes. */
function withFile<T>(path: string, use: (descriptor: number, size: number) => T): T {
  const descriptor = openSync(path, 'r');
  try {
    return use(descriptor, fstatSync(descriptor).size);
  } finally {
    closeSync(descriptor);
  }
}

/** Fills memory from where a file stands. @throws Error when the file ends before */
function fill(descriptor: number, memory: Buffer): Buffer {
  for (let at = 0; at < memory.length; ) {
    const read = readSync(descriptor, memory, at, memory.length - at, null);
    if (read === 0) throw new Error('the file has become shorter');
    at += read;
  }
  return memory;
}

/** @returns memory that begins with a file, and its size in bytes */
function readAll(path: string): [Buffer, number] {
  return withFile(path, (descriptor, size) => {
    const room = Buffer.allocUnsafeSlow(Math.max(size, ROOM));
    fill(descriptor, room.subarray(0, size));
    return [room, size];
  });
}

/** Whether a file goes on with the same once more. */
function repeats(descriptor: number, whole: Buffer): boolean {
  const room = Buffer.allocUnsafeSlow(PIECE);
  for (let at = 0; at < whole.length; at += PIECE) {
    const piece = whole.subarray(at, at + PIECE);
    if (!fill(descriptor, room.subarray(0, piece.length)).equals(piece)) return false;
  }
  return true;
}

/**
 * All of it is there twice: to compare takes a tenth of what a checksum and the module that makes one take.
 * @param room memory to read it into, if it is enough
 * @returns undefined when there is none, or it is damaged: V8 would run what it finds behind a good header
 */
function readKept(place: string, room: Buffer): Kept | undefined {
  try {
    const whole = withFile(place, (descriptor, size) => {
      if (size % 2 !== 0) return undefined;
      const half = size / 2;
      const memory = half <= room.length ? room.subarray(0, half) : Buffer.allocUnsafeSlow(half);
      return repeats(descriptor, fill(descriptor, memory)) ? memory : undefined;
    });
    if (!whole) return undefined;
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
