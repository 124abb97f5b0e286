/** One resource of the identity service: read by its ID, created, changed, deleted. */
import { HttpError, NotFound } from '../../../clients/errors.ts';
import { child, children, type Json, type JsonObject } from '../../../clients/json.ts';
import { fetchById } from '../../../clients/resources/find.ts';
import type { ResourceType } from '../../../clients/resources/resource.ts';
import type { Context } from '../../../kernel/context.ts';
import { CommandError, sdkSentence } from '../../../kernel/errors.ts';
import { pathOf } from './by-id.ts';

/** A request's attributes, under the API's names; undefined ones are not sent. */
export type Attributes = Readonly<Record<string, Json | undefined>>;

/**
 * GETs a resource by its ID, where names are no IDs.
 * @returns the resource as the service sent it
 * @throws CommandError in the words of the SDK's `get_x` (`No Region found for x: Client Error for url: …`), under
 *   ostk's own name HttpError; NotFound for no ID at all
 */
export async function getById(context: Context, type: ResourceType, id: string): Promise<JsonObject> {
  // The collection's address would be asked for, and its answer taken for one.
  if (id === '') throw new NotFound(type.kind, id);
  try {
    return await fetchById(await context.identity(), type, id);
  } catch (error) {
    if (!(error instanceof HttpError) || context.manners === 'ostk') throw error;
    const sentence = sdkSentence(error.failure).replace(/^\w+: \d+/, () => `No ${type.kind} found for ${id}`);
    throw new CommandError(sentence, 1, { cause: error });
  }
}

/**
 * Creates a resource.
 * @returns what the service answered, over what was sent
 */
export async function create(context: Context, type: ResourceType, sent: Attributes): Promise<JsonObject> {
  const single = type.single ?? '';
  const identity = await context.identity();
  return { ...sent, ...child(await identity.post(type.path, { [single]: sent }), single) };
}

/** As `create`, for what the service takes and answers as a list: unified limits. */
export async function createListed(
  context: Context,
  type: ResourceType,
  sent: Attributes,
): Promise<JsonObject> {
  const identity = await context.identity();
  const [made] = children(await identity.post(type.path, { [type.key]: [sent] }), type.key);
  return { ...sent, ...made };
}

/**
 * Changes a resource; without attributes nothing is sent.
 * @returns the resource; where nothing was to be changed only its ID, which is all that the peer has of it then, under
 *   ostk's own name as it is
 */
export async function change(
  context: Context,
  type: ResourceType,
  id: string,
  sent: Attributes,
): Promise<JsonObject> {
  if (Object.values(sent).every(value => value === undefined)) {
    return context.manners === 'peer' ? { id } : getById(context, type, id);
  }
  const single = type.single ?? '';
  const identity = await context.identity();
  return { id, ...sent, ...child(await identity.patch(pathOf(type, id), { [single]: sent }), single) };
}

/**
 * Deletes a resource.
 * @param missing whether one that is not there counts as deleted (default), as with the SDK's `ignore_missing`
 */
export async function erase(
  context: Context,
  type: ResourceType,
  id: string,
  missing: 'counts' | 'fails' = 'counts',
): Promise<void> {
  const identity = await context.identity();
  try {
    await identity.delete(pathOf(type, id));
  } catch (error) {
    if (!(missing === 'counts' && error instanceof HttpError && error.status === 404)) throw error;
  }
}
