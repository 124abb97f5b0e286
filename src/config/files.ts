/** Finds and reads clouds.yaml, secure.yaml and clouds-public.yaml (openstack/config/loader.py, platformdirs). */
import { isUtf8 } from 'node:buffer';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { type Problem, wholeFile } from './errors.ts';
import type { Tree } from './tree.ts';
import { isTree } from './tree.ts';

/** Where to look. */
export interface Places {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly home: string;
  /** The machine's directory (default `/etc/openstack`). */
  readonly etc?: string | undefined;
  /** Whether files count at all (default true). */
  readonly files?: boolean | undefined;
}

/** A file that was read. `data` is whatever the document holds. */
export interface Loaded {
  readonly path: string;
  readonly data: unknown;
}

const SUFFIXES = ['.yaml', '.yml', '.json'];

/**
 * The directories in which the SDK looks, in its order.
 * Several entries in XDG_CONFIG_DIRS are one name with colons to the SDK, which no directory bears.
 */
export function searchPath({ env, cwd, home, etc = '/etc/openstack' }: Places): string[] {
  const own = env.XDG_CONFIG_HOME ?? '';
  const site = (env.XDG_CONFIG_DIRS ?? '').split(':').filter(isAbsolute);
  return [
    cwd,
    join(isAbsolute(own) ? own : join(home, '.config'), 'openstack'),
    join(env.SNAP_REAL_HOME || home, '.config', 'openstack'),
    (site.length > 0 ? site : ['/etc/xdg']).map(directory => join(directory, 'openstack')).join(':'),
    etc,
  ];
}

/** Reads each kind of file at most once. */
export class Files {
  readonly problems: Problem[] = [];
  /** Files that are read, and have something else than a mapping where the clouds should be. */
  readonly odd: Problem[] = [];
  private readonly directories: readonly string[];
  private vendor: Promise<Loaded | undefined> | undefined;

  constructor(private readonly places: Places) {
    this.directories = places.files === false ? [] : searchPath(places);
  }

  /** clouds.yaml: `OS_CLIENT_CONFIG_FILE`, else the first that exists and can be read. */
  clouds(): Promise<Loaded | undefined> {
    return this.first('clouds', this.places.env.OS_CLIENT_CONFIG_FILE);
  }

  /** secure.yaml, found independently of clouds.yaml. */
  secure(): Promise<Loaded | undefined> {
    return this.first('secure', this.places.env.OS_CLIENT_SECURE_FILE);
  }

  /** clouds-public.yaml. */
  profiles(): Promise<Loaded | undefined> {
    this.vendor ??= this.first('clouds-public', undefined);
    return this.vendor;
  }

  private async first(name: string, before: string | undefined): Promise<Loaded | undefined> {
    const paths = this.directories.flatMap(directory =>
      SUFFIXES.map(suffix => join(directory, name + suffix)),
    );
    if (before && this.places.files !== false)
      paths.unshift(isAbsolute(before) ? before : join(this.places.cwd, before));
    for (const path of paths) {
      const source = contents(path);
      if (source === undefined) continue;
      const { parse } = await import('./document.ts');
      const { data, problem } = isUtf8(source)
        ? parse(path, source.toString())
        : { problem: wholeFile(path, 'it is not UTF-8') };
      if (problem) {
        this.problems.push(problem);
        continue;
      }
      const clouds = isTree(data) ? (data.clouds ?? {}) : {};
      if (!isTree(clouds)) this.odd.push(wholeFile(path, 'clouds is not a mapping'));
      return { path, data };
    }
    return undefined;
  }
}

/**
 * What is in a file; undefined when there is none or it may not be read: the SDK goes on to the next one. Nothing else could
 * be done meanwhile, and on Node's threads the thirty places of a run without a file would take ten times as long.
 */
function contents(path: string): Buffer | undefined {
  // An error costs more than the question.
  if (!existsSync(path)) return undefined;
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** The clouds that a file names; an empty mapping when it has none. */
export function cloudsOf(data: unknown): Tree {
  const clouds = isTree(data) ? data.clouds : undefined;
  return isTree(clouds) ? clouds : {};
}

/** Who a file belongs to; undefined when that cannot be told. */
export function ownerOf(path: string): number | undefined {
  try {
    return statSync(path).uid;
  } catch {
    return undefined;
  }
}
