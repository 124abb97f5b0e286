/** etcd's messages as its JSON gateway has them: bytes in base64, 64-bit numbers as text, zeros left out. */
import { children, isObject, type Json, type JsonObject, text } from '../json.ts';

export interface KeyValue {
  readonly key: string;
  readonly value: string;
  /** Revision of the key's last change. */
  readonly modified: number;
  /** How often it was written since it was made. */
  readonly version: number;
  /** The lease that it is bound to; '' for none. */
  readonly lease: string;
}

/** A condition of a transaction: how often a key was written (0: it is not there), when, or its lease. */
export type Compare =
  | { readonly key: string; readonly version: number }
  | { readonly key: string; readonly present: true }
  | { readonly key: string; readonly modified: number };

export type Operation =
  | { readonly put: string; readonly value: string; readonly lease?: string | undefined }
  | { readonly remove: string }
  | { readonly get: string };

/** Bytes as the gateway wants them. */
export function encode(value: string): string {
  return Buffer.from(value).toString('base64');
}

function decode(value: string): string {
  return Buffer.from(value, 'base64').toString();
}

/** The first key behind all that begin with a prefix (etcd's documentation of ranges). */
export function rangeEnd(prefix: string): string {
  const bytes = Buffer.from(prefix);
  for (let at = bytes.length - 1; at >= 0; at--) {
    const byte = bytes[at] ?? 0;
    if (byte === 0xff) continue;
    bytes[at] = byte + 1;
    return bytes.subarray(0, at + 1).toString('base64');
  }
  return 'AA==';
}

/** A number that came as text or not at all. */
export function integer(object: JsonObject, key: string): number {
  return Number(object[key] ?? 0);
}

/** A key with its value, of a range or an event. */
export function keyValue(kv: JsonObject): KeyValue {
  return {
    key: decode(text(kv, 'key')),
    value: decode(text(kv, 'value')),
    modified: integer(kv, 'mod_revision'),
    version: integer(kv, 'version'),
    lease: text(kv, 'lease'),
  };
}

/** A condition as the gateway wants it. */
export function compareMessage(compare: Compare): JsonObject {
  const key = encode(compare.key);
  if ('version' in compare)
    return { key, target: 'VERSION', result: 'EQUAL', version: String(compare.version) };
  if ('modified' in compare)
    return { key, target: 'MOD', result: 'EQUAL', mod_revision: String(compare.modified) };
  return { key, target: 'VERSION', result: 'GREATER', version: '0' };
}

/** A part of a transaction as the gateway wants it. */
export function operationMessage(operation: Operation): JsonObject {
  if ('put' in operation) {
    const lease: JsonObject = operation.lease === undefined ? {} : { lease: operation.lease };
    return { request_put: { key: encode(operation.put), value: encode(operation.value), ...lease } };
  }
  return 'remove' in operation
    ? { request_delete_range: { key: encode(operation.remove) } }
    : { request_range: { key: encode(operation.get) } };
}

/** What the `get`s of a transaction found, in order. */
export function foundBy(responses: readonly JsonObject[]): readonly (KeyValue | undefined)[] {
  return responses.flatMap(response => {
    const range = response.response_range;
    return isObject(range) ? [children(range, 'kvs').map(keyValue)[0]] : [];
  });
}

/** gRPC's code and sentence in an answer; undefined where it is none. */
export function failureOf(answer: Json): { readonly message: string; readonly code: number } | undefined {
  if (!isObject(answer)) return undefined;
  const error = isObject(answer.error) ? answer.error : answer;
  const message = text(error, 'message') || text(error, 'error');
  if (message === '') return undefined;
  return { message, code: integer(error, 'grpc_code') || integer(error, 'code') };
}
