/** The actions of servers: `POST /servers/ID/action` (Compute API, "Servers - run an action"). */
import type { Json, JsonObject } from '../../../clients/json.ts';
import { server } from '../../../clients/resources/compute.ts';
import { BATCH, forEach } from '../../../kernel/bulk.ts';
import type { Context } from '../../../kernel/context.ts';

/** The newest microversion that the peer's SDK knows for servers and their actions. */
const NEWEST = '2.100';

/**
 * Runs an action.
 * @param body such as `{ pause: null }`
 * @param microversion the cap for this action
 * @returns the answer's object, {} when it has none
 */
export async function act(
  context: Context,
  id: string,
  body: JsonObject,
  microversion: string = NEWEST,
): Promise<JsonObject> {
  return (await context.compute()).post(`/servers/${id}/action`, body, { microversion });
}

/**
 * Runs an action on the server that a word means.
 * @param value what the action's key holds in the body
 */
export async function actOn(
  context: Context,
  nameOrId: string,
  action: string,
  value: Json = null,
): Promise<void> {
  const id = await context.findId(server, nameOrId);
  await act(context, id, { [action]: value });
}

/**
 * Does something with each of several servers: all of ten are looked up at once, then worked on at once.
 *
 * The peer goes from one to the next and ends with the first failure. Under its name the same is said and servers
 * behind a name that is missing are left alone; those behind one that refuses may be done already. Under ostk's own
 * name a failure does not keep the others from being done, and each is named.
 * @param verb for ostk's sentences, such as `pause`
 * @param lookUp what `work` gets of the server that a word means
 * @throws the first failure, in the order of the names; CommandError with the number of failures
 */
export async function onEach<T>(
  context: Context,
  names: readonly string[],
  verb: string,
  lookUp: (name: string) => Promise<T>,
  work: (found: T) => Promise<unknown>,
): Promise<void> {
  if (context.manners === 'ostk' && names.length > 1) {
    await forEach(context, names, async name => work(await lookUp(name)), {
      failed: (name, reason) => `Failed to ${verb} server with name or ID '${name}': ${reason}`,
      summary: (failures, total) => `${failures} of ${total} servers failed to ${verb}.`,
    });
    return;
  }
  for (let start = 0; start < names.length; start += BATCH) {
    const looked = await Promise.allSettled(names.slice(start, start + BATCH).map(name => lookUp(name)));
    const missing = looked.find(outcome => outcome.status === 'rejected');
    const found: T[] = [];
    for (const outcome of looked) {
      if (outcome.status === 'rejected') break;
      found.push(outcome.value);
    }
    const outcomes = await Promise.allSettled(found.map(each => work(each)));
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    if (missing) throw missing.reason;
  }
}

/**
 * Runs an action on each of several servers, as `onEach`.
 * @param body of the action
 * @param lookUp the ID of the server that a word means; left out: among those of the project
 */
export function actOnEach(
  context: Context,
  names: readonly string[],
  verb: string,
  body: JsonObject,
  lookUp: (name: string) => Promise<string> = name => context.findId(server, name),
): Promise<void> {
  return onEach(context, names, verb, lookUp, id => act(context, id, body));
}
