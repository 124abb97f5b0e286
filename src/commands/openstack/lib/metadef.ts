/** Metadata definitions: namespaces and what is in them, read and written. */

import type { JsonObject } from '../../../clients/json.ts';
import { pathPart } from '../../../clients/query.ts';
import { metadefNamespace } from '../../../clients/resources/metadef.ts';
import type { BulkSentences } from '../../../kernel/bulk.ts';
import type { Context } from '../../../kernel/context.ts';
import { imageThing } from './image-resource.ts';

/**
 * The path of a namespace, or of something in it.
 * @param parts such as `'objects', 'name'`
 */
export function namespacePath(namespace: string, ...parts: readonly string[]): string {
  return [metadefNamespace.path, ...[namespace, ...parts].map(pathPart)].join('/');
}

/**
 * GETs a namespace with all that is in it.
 * @throws as `imageThing`
 */
export function getNamespace(context: Context, name: string): Promise<JsonObject> {
  return imageThing(context, metadefNamespace.kind, name, namespacePath(name));
}

/**
 * GETs an object of a namespace, which the peer's sentences know no name of.
 * @throws as `imageThing`
 */
export function getObject(context: Context, namespace: string, name: string): Promise<JsonObject> {
  return imageThing(context, 'MetadefObject', undefined, namespacePath(namespace, 'objects', name));
}

/**
 * Does something that the peer looks before. The look is taken only where it failed: then it may have better words.
 * @throws what `look` throws, else what `work` threw
 */
export async function orElseLook<T>(
  work: () => Promise<T>,
  look: () => Promise<unknown>,
  context: Context,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (context.manners === 'peer') await look();
    throw error;
  }
}

/** What a namespace has of its own; whatever is not sent is reset. */
const OWN = ['display_name', 'description', 'visibility', 'protected', 'owner'];

/**
 * Changes a namespace. The peer sends the changes alone, so that the service resets the rest: under its name so do we.
 * @param changes the API's keys with their new values
 * @throws as `imageThing`, HttpError
 */
export async function changeNamespace(context: Context, name: string, changes: JsonObject): Promise<void> {
  const service = await context.image();
  const kept = context.manners === 'peer' ? {} : picked(await getNamespace(context, name), OWN);
  await service.put(namespacePath(name), { namespace: name, ...kept, ...changes });
}

/** Some of the fields of an object, those that are there. */
export function picked(item: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(
    keys.flatMap(key => {
      const value = item[key];
      return value === undefined || value === null ? [] : [[key, value]];
    }),
  );
}

/**
 * The sentences for deleting parts of a namespace.
 * The peer counts the letters of the namespace instead of the parts; under its name so do we.
 */
export function deletingFrom(
  { manners }: Context,
  namespace: string,
  said: { failed: BulkSentences['failed']; noun: string },
): BulkSentences {
  const counted = (total: number) => (manners === 'peer' ? [...namespace].length : total);
  return {
    failed: said.failed,
    summary: (failures, total) => `${failures} of ${counted(total)} ${said.noun} failed to delete.`,
  };
}
