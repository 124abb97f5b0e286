/** The root of a state: the file that names all others, and what can be wrong with it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isList, isObject, type Json } from '../clients/json.ts';
import { codeOf } from './lock.ts';

/** The version of the files' layout; a newer one is not touched. */
export const FORMAT = 1;

/** How to go on with a state that cannot be read. */
const AFRESH = "It was left as it is; 'ostk sandbox reset' starts a new one.";

/** How to go on where the file system refuses. */
const ELSEWHERE = 'XDG_STATE_HOME names another place for it.';

/** A state that cannot be used; the message says where it is and how to go on. */
export class StateError extends Error {
  constructor(path: string, problem: string, options?: ErrorOptions, advice = AFRESH) {
    super(`The sandbox's state ${path} ${problem}. ${advice}`, options);
  }
}

/**
 * What is thrown where the file system does not let one at the state.
 * @param verb `read`, `written` or `taken away`
 * @param error the file system's error, which becomes a StateError; others are returned as they are
 */
export function denied(path: string, verb: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error)) return error;
  return new StateError(path, `cannot be ${verb} (${error.message})`, { cause: error }, ELSEWHERE);
}

/** What a root says. */
export interface Root {
  /** The number of changes so far. */
  readonly sequence: number;
  /** `42.1f00baa4`: what its head and its file are called; '' where there is no state yet. */
  readonly name: string;
  /** File names by shard, such as `servers/07`. */
  readonly shards: Readonly<Record<string, string>>;
  /** When something happens next by itself, in milliseconds since the epoch. */
  readonly due: number | undefined;
  /** What has been put into the state to begin with: a newer ostk may know more. */
  readonly seeds: readonly string[];
  /** The files that each of the last changes put others in the place of. */
  readonly replaced: readonly (readonly string[])[];
}

/** The root where nothing has been written yet. */
export function emptyRoot(name: string): Root {
  return { sequence: 0, name, shards: {}, due: undefined, seeds: [], replaced: [] };
}

/** The number in a head's name. */
export function number(name: string): number {
  return Number.parseInt(name, 10);
}

/** What a root's file is called, below `data/`. */
export function rootFile(name: string): string {
  return `root.${name}.json`;
}

/**
 * Reads a root.
 * @param dir where its file is
 * @throws StateError, or the file system's ENOENT
 */
export function readRoot(dir: string, name: string): Root {
  const sequence = number(name);
  if (sequence === 0) return emptyRoot(name);
  const path = join(dir, rootFile(name));
  let content: Json;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw error;
    throw new StateError(path, `cannot be read (${sentence(error)})`, { cause: error });
  }
  if (!isObject(content) || typeof content.format !== 'number' || !isObject(content.shards))
    throw new StateError(path, 'is not what was written there');
  if (content.format > FORMAT) throw new StateError(path, 'was written by a newer ostk');
  const { due, seeds, replaced } = content;
  const shards = Object.entries(content.shards);
  return {
    sequence,
    name,
    due: typeof due === 'number' ? due : undefined,
    seeds: words(seeds),
    replaced: isList(replaced) ? replaced.map(words) : [],
    shards: Object.fromEntries(
      shards.flatMap(([key, file]) => (typeof file === 'string' ? [[key, file]] : [])),
    ),
  };
}

function words(value: Json | undefined): string[] {
  return isList(value) ? value.filter(each => typeof each === 'string') : [];
}

/** An error's own words, in one line: V8 quotes what it cannot parse. */
export function sentence(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ');
}
