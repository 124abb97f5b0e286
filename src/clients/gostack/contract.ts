/** The contract between `gs` and the engine of a region: docs/gostack-backend.md as code. */
import { isObject, type Json, type JsonObject, parseJson, text, writeJson } from '../json.ts';

export const CONTRACT = 'ostk-gostack';
export const CONTRACT_VERSION = 1;

export const DEFAULT_PREFIX = '/gostack';
export const DEFAULT_DATABASE = 'gostack';
/** Where operators keep templates; not part of the contract. */
export const TEMPLATES = '/template';
/** The marker's `_id`, in a collection of the same name. */
export const MARKER = 'contract';

/** Keys in etcd. */
export interface Keys {
  readonly marker: string;
  /** What all tasks and claims begin with. */
  readonly tasks: string;
  task(id: string): string;
  /** The engine that works on a task, bound to its lease. */
  claim(id: string): string;
  /** Held by the engine that decides about room, ports and volumes. */
  readonly lock: string;
  /** One key an engine that is there, bound to its lease. */
  readonly engines: string;
}

/** @param prefix without a slash at its end */
export function keysOf(prefix: string = DEFAULT_PREFIX): Keys {
  const base = prefix.replace(/\/+$/, '');
  return {
    marker: `${base}/contract`,
    tasks: `${base}/tasks/`,
    task: id => `${base}/tasks/${id}`,
    claim: id => `${base}/tasks/${id}/claim`,
    lock: `${base}/lock`,
    engines: `${base}/engines/`,
  };
}

/** What says that a store holds this contract. */
export interface Marker {
  readonly contract: string;
  readonly version: number;
  /** The program that wrote it, with its version. */
  readonly writer: string;
}

/** Reads a marker. @returns undefined for anything else */
export function markerOf(value: unknown): Marker | undefined {
  if (typeof value !== 'object' || value === null || !('contract' in value) || !('version' in value))
    return undefined;
  const { contract, version } = value;
  if (contract !== CONTRACT || typeof version !== 'number') return undefined;
  return { contract, version, writer: 'writer' in value ? String(value.writer) : '' };
}

export type TaskState = 'pending' | 'running' | 'done' | 'failed';

/** A task document, as JSON in etcd. */
export interface Task {
  readonly id: string;
  readonly state: TaskState;
  /** What is asked for: `boot`, `stop` … */
  readonly action: string;
  readonly args: JsonObject;
  /** ISO 8601. */
  readonly created: string;
  /** The engine that took it. */
  readonly engine?: string | undefined;
  /** What was made or changed, when it is done. */
  readonly result?: string | undefined;
  /** Why it failed. */
  readonly error?: string | undefined;
}

/** A task document as JSON, with the contract's name and version. */
export function writeTask(task: Task): string {
  return writeJson({ contract: CONTRACT, version: CONTRACT_VERSION, ...task });
}

/** Reads a task document. @returns undefined for what is none */
export function readTask(source: string): Task | undefined {
  const value = parsed(source);
  if (!isObject(value)) return undefined;
  const state = text(value, 'state');
  if (state !== 'pending' && state !== 'running' && state !== 'done' && state !== 'failed') return undefined;
  return {
    id: text(value, 'id'),
    state,
    action: text(value, 'action'),
    args: isObject(value.args) ? value.args : {},
    created: text(value, 'created'),
    engine: text(value, 'engine') || undefined,
    result: text(value, 'result') || undefined,
    error: text(value, 'error') || undefined,
  };
}

/** JSON, or undefined for what is none. */
export function parsed(source: string): Json | undefined {
  try {
    return parseJson(source);
  } catch {
    return undefined;
  }
}
