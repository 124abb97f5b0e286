/** Metadata of volumes and of snapshots (Block Storage API). */

import { ok } from '../http.ts';
import { bodyOf } from '../schema.ts';
import { textsOf } from '../schema-values.ts';
import { type Call, Refusal, type Routes } from '../service.ts';
import type { Item } from '../state.ts';
import { metadataCheck } from './checks.ts';

/**
 * The routes below one kind of thing.
 * @param collection where it is kept
 * @param path such as `volumes`
 * @param single as sentences call it
 * @param inPath finds it
 */
export function metadataRoutes(
  collection: string,
  path: string,
  single: string,
  inPath: (call: Call) => Item,
): Routes {
  const keep = (call: Call, item: Item, metadata: Record<string, string>) =>
    call.state.put(collection, { ...item, metadata, updated: call.now });

  function set(call: Call, whole: boolean) {
    const body = bodyOf(call, 'metadata');
    metadataCheck('metadata', body);
    const item = inPath(call);
    const given = textsOf(body);
    const metadata = whole ? given : { ...textsOf(item.metadata), ...given };
    keep(call, item, metadata);
    return ok({ metadata });
  }

  /** @throws Refusal 404 where it has no such key */
  function entry(call: Call, item: Item): { key: string; value: string; rest: Record<string, string> } {
    const { key = '' } = call.params;
    const { [key]: value, ...rest } = textsOf(item.metadata);
    if (value === undefined) throw new Refusal(404, `${single} ${item.id} has no metadata with key ${key}.`);
    return { key, value, rest };
  }

  return {
    [`GET /${path}/:id/metadata`]: call => ok({ metadata: textsOf(inPath(call).metadata) }),
    [`POST /${path}/:id/metadata`]: call => set(call, false),
    [`PUT /${path}/:id/metadata`]: call => set(call, true),
    [`GET /${path}/:id/metadata/:key`]: call => {
      const { key, value } = entry(call, inPath(call));
      return ok({ meta: { [key]: value } });
    },
    [`PUT /${path}/:id/metadata/:key`]: call => {
      const { key = '' } = call.params;
      const meta = textsOf(bodyOf(call, 'meta'));
      if (Object.keys(meta).length > 1) throw new Refusal(400, 'Request body contains too many items');
      if (meta[key] === undefined) throw new Refusal(400, 'Request body and URI mismatch');
      const item = inPath(call);
      keep(call, item, { ...textsOf(item.metadata), ...meta });
      return ok({ meta });
    },
    [`DELETE /${path}/:id/metadata/:key`]: call => {
      const item = inPath(call);
      keep(call, item, entry(call, item).rest);
      return { status: 200 };
    },
  };
}
