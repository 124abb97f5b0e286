/**
 * Files that many processes read and write at once, without a database.
 *
 * The data are in small immutable files (`data/`); one of them, the root, names the others. The empty file
 * `head.42.1f00baa4` says which root is the state. To change something, new files are written next to the old ones and
 * the head is renamed to the next. That works once: of two writers that began from one head the second finds it gone and
 * begins again, so no update is lost. Whoever is killed leaves files that no root names, and nothing else.
 */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isObject, type Json, type JsonObject } from '../clients/json.ts';
import { codeOf, lock, remove } from './lock.ts';
import {
  denied,
  emptyRoot,
  FORMAT,
  number,
  type Root,
  readRoot,
  rootFile,
  StateError,
  sentence,
} from './root.ts';

/** For how many changes old files are kept, so that a reader can finish with the root that it began with. */
const KEPT = 16;

/** How many resets in a row are believed in. */
const RESETS = 10;

/** Every so many changes, files that nobody names are looked for. */
const SWEEP = 64;

/** Files that nobody names may still be a running writer's; milliseconds. */
const LEFTOVER_AGE = 60_000;

/** What a writer wants to become of a root. */
export interface Change {
  /** New contents by shard; undefined removes the shard. */
  readonly shards: ReadonlyMap<string, JsonObject | undefined>;
  readonly due: number | undefined;
  /** Left out: as before. */
  readonly seeds?: readonly string[];
}

/** The contents of a shard: items by ID. */
export type Shard = ReadonlyMap<string, JsonObject>;

/** Thrown where a file of an old root is gone: the reader was too slow and begins again. */
export class Outdated extends Error {}

const HEAD = /^head\.((\d+)\.[0-9a-f]{8})$/;

/** A state in a directory: what it is now, and how it becomes something else. */
export class Store {
  /** Files never change, so what was parsed once stays right. */
  private readonly parsed = new Map<string, Shard>();
  private root: Root | undefined;

  /**
   * @param dir where the state is; made when something is written
   * @param uid the user whom it must belong to; undefined where the system has no such thing
   */
  constructor(
    readonly dir: string,
    private readonly uid: number | undefined,
  ) {}

  /**
   * The newest root.
   * @returns a root without shards and of number 0 when there is no state
   * @throws StateError when it cannot be read, is newer than this program, or is another user's
   */
  newest(): Root {
    for (let name = this.head(); ; ) {
      if (name === undefined) return emptyRoot('');
      if (this.root?.name === name) return this.root;
      try {
        this.root = readRoot(join(this.dir, 'data'), name);
        const named = new Set(Object.values(this.root.shards));
        for (const file of this.parsed.keys()) if (!named.has(file)) this.parsed.delete(file);
        return this.root;
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') throw error;
        // The file of a head is gone when others have changed the state often since the head was looked for.
        const next = this.head();
        if (next === name)
          throw new StateError(join(this.dir, rootFile(name)), 'is missing', { cause: error });
        name = next;
      }
    }
  }

  /**
   * The items of a shard.
   * @throws Outdated when the root is no longer the newest and the file is gone, StateError when it cannot be read
   */
  shard(root: Root, key: string): Shard {
    const name = root.shards[key];
    if (name === undefined) return new Map();
    const known = this.parsed.get(name);
    if (known) return known;
    const path = join(this.dir, 'data', name);
    let items: Shard;
    try {
      const content: Json = JSON.parse(readFileSync(path, 'utf8'));
      if (!isObject(content)) throw new SyntaxError('no object');
      items = new Map(Object.entries(content).flatMap(([id, item]) => (isObject(item) ? [[id, item]] : [])));
    } catch (error) {
      if (codeOf(error) === 'ENOENT' && this.newest().name !== root.name) throw new Outdated();
      throw new StateError(path, `cannot be read (${sentence(error)})`, { cause: error });
    }
    this.parsed.set(name, items);
    return items;
  }

  /**
   * Runs a change alone: nobody else changes the state between what `work` reads and what it leaves behind.
   * @param work asked again when another process was faster all the same
   * @returns what `work` made
   * @throws StateError where the file system does not take it
   */
  async write<T>(work: (root: Root) => { result: T; change: Change | undefined }): Promise<T> {
    for (let lost = 0; ; ) {
      try {
        if (this.head() === undefined) this.begin();
        const unlock = await lock(join(this.dir, 'lock'));
        try {
          const root = this.newest();
          const { result, change } = work(root);
          if (change === undefined || this.commit(root, change)) return result;
        } finally {
          unlock();
        }
      } catch (error) {
        if (error instanceof Outdated) continue;
        // A reset took the directory away, unless that goes on.
        if (codeOf(error) !== 'ENOENT' || ++lost > RESETS) throw denied(this.dir, 'written', error);
      }
    }
  }

  /** Takes the whole state away; who is at work on it begins a new one. */
  reset(): void {
    const aside = `${this.dir}.old-${randomBytes(6).toString('hex')}`;
    try {
      renameSync(this.dir, aside);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return;
      throw denied(this.dir, 'taken away', error);
    }
    this.root = undefined;
    rmSync(aside, { recursive: true, force: true });
  }

  /** Makes an empty state appear as a whole; does nothing when another process was faster. */
  private begin(): void {
    const temporary = `${this.dir}.new-${randomBytes(6).toString('hex')}`;
    mkdirSync(join(temporary, 'data'), { recursive: true, mode: 0o700 });
    closeSync(openSync(join(temporary, `head.0.${randomBytes(4).toString('hex')}`), 'wx', 0o600));
    try {
      renameSync(temporary, this.dir);
    } catch (error) {
      rmSync(temporary, { recursive: true, force: true });
      if (!['ENOTEMPTY', 'EEXIST'].includes(codeOf(error))) throw error;
    }
  }

  /**
   * What the head names.
   * @returns undefined when there is no state
   */
  private head(): string | undefined {
    let stats: Stats | undefined;
    try {
      stats = lstatSync(this.dir, { throwIfNoEntry: false });
    } catch (error) {
      throw denied(this.dir, 'read', error);
    }
    if (!stats) return undefined;
    if (this.uid !== undefined && stats.uid !== this.uid)
      throw new StateError(this.dir, 'belongs to another user');
    // Twice: where a directory is not read at once, a head may be renamed from behind the reader to before it.
    for (let tries = 2; tries > 0; tries--) {
      let names: string[];
      try {
        names = readdirSync(this.dir);
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return undefined;
        throw new StateError(this.dir, `cannot be read (${sentence(error)})`, { cause: error });
      }
      if (names.length === 0) return undefined;
      const heads = names.flatMap(name => HEAD.exec(name)?.[1] ?? []);
      if (heads.length > 0) return heads.reduce((one, other) => (number(one) > number(other) ? one : other));
    }
    throw new StateError(this.dir, 'has lost its head');
  }

  /** @returns whether the change became the state; false when another process was faster */
  private commit(root: Root, change: Change): boolean {
    const shards: Record<string, string> = { ...root.shards };
    const replaced: string[] = [];
    const written: string[] = [];
    const sequence = root.sequence + 1;
    for (const [key, content] of change.shards) {
      const old = shards[key];
      if (old !== undefined) replaced.push(old);
      delete shards[key];
      if (content === undefined) continue;
      const name = `${key.replace('/', '-')}.${sequence}.${randomBytes(4).toString('hex')}.json`;
      writeWhole(join(this.dir, 'data', name), JSON.stringify(content));
      written.push(name);
      shards[key] = name;
    }
    if (root.sequence > 0) replaced.push(rootFile(root.name));
    const batches = [...root.replaced, replaced];
    const next = {
      format: FORMAT,
      due: change.due ?? null,
      seeds: change.seeds ?? root.seeds,
      replaced: batches.slice(-KEPT),
      shards,
    };
    const name = `${sequence}.${randomBytes(4).toString('hex')}`;
    written.push(rootFile(name));
    writeWhole(join(this.dir, 'data', rootFile(name)), JSON.stringify(next));
    const done = moved(join(this.dir, `head.${root.name}`), join(this.dir, `head.${name}`));
    const past = done ? batches.slice(0, -KEPT).flat() : written;
    for (const file of past) remove(join(this.dir, 'data', file));
    if (done && sequence % SWEEP === 0)
      this.sweep(new Set([...Object.values(shards), ...written, ...batches.flat()]));
    return done;
  }

  /** Removes what killed writers have left. */
  private sweep(used: ReadonlySet<string>): void {
    for (const name of readdirSync(join(this.dir, 'data'))) {
      const path = join(this.dir, 'data', name);
      const stats = used.has(name) ? undefined : statSync(path, { throwIfNoEntry: false });
      if (stats && Date.now() - stats.mtimeMs > LEFTOVER_AGE) remove(path);
    }
  }
}

/** Writes a file that is on the disk when this returns. */
function writeWhole(path: string, content: string): void {
  const descriptor = openSync(path, 'wx', 0o600);
  try {
    writeFileSync(descriptor, content);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** @returns whether there was something to be moved */
function moved(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
