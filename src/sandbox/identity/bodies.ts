/** What is sent: read from a body, and held to a schema. */
import { isObject, type Json, type JsonObject } from '../../clients/json.ts';
import type { Call } from '../service.ts';
import { expecting, invalid, NO_JSON } from './refusals.ts';
import { type Schema, validate } from './schema.ts';

/**
 * Holds a body to what the framework expects of every one.
 * @throws Refusal 400 for a body that is no JSON object, or says that it is something else
 */
export function checkBody({ body, headers }: Pick<Call, 'body' | 'headers'>): void {
  if (body === null) return;
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim() ?? '';
  if (type !== '' && !/^application\/(.+\+)?json$/.test(type))
    throw expecting('application/json', 'Content-Type header');
  if (!isObject(body)) throw invalid(NO_JSON);
}

/** What a body has under a key. @param absent what stands for nothing (default {}) */
export function sent(call: Call, key: string, absent: Json = {}): Json {
  return (isObject(call.body) ? call.body[key] : undefined) ?? absent;
}

/** The object under a key, as it came; {} where there is none. */
export function sentObject(call: Call, key: string): JsonObject {
  const value = sent(call, key);
  return isObject(value) ? value : {};
}

/** The object under a key of a body. @throws Refusal 400 unless it fits the schema */
export function valid(call: Call, key: string, schema: Schema, absent: Json = {}): JsonObject {
  const value = sent(call, key, absent);
  validate(schema, value);
  return isObject(value) ? value : {};
}

/** The objects in the list under a key of a body. @throws Refusal 400 unless it fits the schema */
export function validList(call: Call, key: string, schema: Schema, absent: Json = {}): JsonObject[] {
  const value = sent(call, key, absent);
  validate(schema, value);
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** An object whose keys are fit to be attributes (`_normalize_dict`). */
export function normalized(given: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key.replace(/[:-]/g, '_'), value]));
}
