/** IDs typed as such: what is done with them is asked for at once, without a look-up before it. */

import { HttpError } from '../../../clients/errors.ts';
import type { JsonObject } from '../../../clients/json.ts';
import { pathPart } from '../../../clients/query.ts';
import type { ResourceType } from '../../../clients/resources/resource.ts';
import type { Service } from '../../../clients/service.ts';
import type { Context } from '../../../kernel/context.ts';
import { inOrder } from '../../../kernel/together.ts';

/** What the identity service makes: 32 hexadecimal digits, 64 for users and groups of LDAP; or a UUID. */
const ID = /^([0-9a-f]{32}|[0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Answers of a service that does not know an ID, or does not say whether it does. */
const REFUSED = new Set([400, 403, 404]);

/** Something that a command line names. */
export interface Named {
  readonly word: string;
  /** The domain that was typed, if one was: the word is then looked for in it, whatever it looks like. */
  readonly domain?: string | undefined;
  /** The ID that the word means; throws for a word that means nothing. */
  lookUp(): Promise<string>;
}

/** Whether a word is to be taken for an ID at first. */
export function isId({ word, domain }: Named): boolean {
  return domain === undefined && ID.test(word);
}

/** The same with a look-up that is done once. */
export function once(named: Named): Named {
  let found: Promise<string> | undefined;
  return {
    ...named,
    lookUp() {
      found ??= named.lookUp();
      return found;
    },
  };
}

/**
 * Does something with the IDs of what is named.
 * Words that look like IDs are used as they are. Where that is refused they are looked up, since names may look so as
 * well, and since a look-up that fails has the sentence that people know.
 * @param work what is to be done; called again only if the look-up found other IDs
 * @throws what a look-up or `work` throws
 */
export async function withIds<T>(
  named: readonly Named[],
  work: (...ids: readonly string[]) => Promise<T>,
): Promise<T> {
  const lookUp = () => inOrder(...named.map(each => each.lookUp()));
  const words = named.map(({ word }) => word);
  if (!named.every(isId)) return work(...(await lookUp()));
  try {
    return await work(...words);
  } catch (error) {
    if (!(error instanceof HttpError && REFUSED.has(error.status))) throw error;
    const ids = await lookUp();
    if (ids.every((id, index) => id === words[index])) throw error;
    return work(...ids);
  }
}

/** Deletes what is named. @throws as `withIds` */
export function deleteNamed(service: Service, type: ResourceType, named: Named): Promise<void> {
  return withIds([named], (id = '') => service.delete(pathOf(type, id)));
}

/**
 * As `deleteNamed`; under a peer's name what is not there counts as deleted (the SDK's `ignore_missing`). It comes to
 * that where the name could not be looked up, and was sent as an ID.
 */
export async function deleteIfThere(context: Context, type: ResourceType, named: Named): Promise<void> {
  try {
    await deleteNamed(await context.identity(), type, named);
  } catch (error) {
    const isMissing = error instanceof HttpError && error.status === 404 && error.failure.method === 'DELETE';
    if (!isMissing || context.manners === 'ostk') throw error;
  }
}

/**
 * PATCHes what is named; without a change it is looked up all the same, so that a wrong name is told.
 * @param changes the API's keys with their new values
 * @throws as `withIds`
 */
export async function changeNamed(
  service: Service,
  type: ResourceType,
  named: Named,
  changes: JsonObject,
): Promise<void> {
  if (Object.keys(changes).length === 0) await named.lookUp();
  else await withIds([named], (id = '') => service.patch(pathOf(type, id), { [type.single ?? '']: changes }));
}

/** The path of one resource. */
export function pathOf(type: ResourceType, id: string): string {
  return `${type.path}/${pathPart(id)}`;
}
