/** Services of the catalogue that command lines name, and the regions beside them (Identity API v3). */
import { NotFound } from '../../../clients/errors.ts';
import { type JsonObject, text as textOf } from '../../../clients/json.ts';
import { region, service } from '../../../clients/resources/identity.ts';
import type { Context } from '../../../kernel/context.ts';
import { CommandError } from '../../../kernel/errors.ts';
import type { Named } from './by-id.ts';
import type { Filter } from './filters.ts';
import { getById } from './identity-resource.ts';

/**
 * The service that an ID, a name or a type means, in this order; all are asked for at once.
 * @returns the service as the identity service sent it
 * @throws CommandError when nothing fits, or several have the type (openstackclient/identity/common.py:
 *   find_service_sdk); Ambiguous, HttpError
 */
export async function findService(context: Context, word: string): Promise<JsonObject> {
  const identity = await context.identity();
  const [named, typed] = await Promise.allSettled([
    context.find(service, word),
    identity.list(service.path, service.key, { query: { type: word } }),
  ]);
  if (named.status === 'fulfilled') return named.value;
  if (!(named.reason instanceof NotFound)) throw named.reason;
  if (typed.status === 'rejected') throw typed.reason;
  const [match, ...others] = typed.value;
  if (match === undefined) {
    throw new CommandError(`No service with a type, name or ID of '${word}' exists.`);
  }
  if (others.length === 0) return match;
  const ids = typed.value.map(item => textOf(item, 'id')).join(', ');
  const theirs = context.manners === 'peer' ? '' : ` Their IDs: ${ids}`;
  throw new CommandError(
    `Multiple service matches found for '${word}', use an ID to be more specific.${theirs}`,
  );
}

/** The ID of the service that an option names, undefined when the option was not typed. @throws as `findService` */
export async function serviceId(context: Context, word: string | undefined): Promise<string | undefined> {
  return word ? textOf(await findService(context, word), 'id') : undefined;
}

/** The ID of the region that an option names, undefined when the option was not typed. @throws as `getById` */
export async function regionId(context: Context, word: string | undefined): Promise<string | undefined> {
  return word ? textOf(await getById(context, region, word), 'id') : undefined;
}

/** A service by ID, name or type. */
export function namedService(context: Context, word: string): Named {
  return { word, lookUp: async () => textOf(await findService(context, word), 'id') };
}

/** Lists of one service's things; undefined when the option was not typed. */
export function serviceFilter(context: Context, word: string | undefined): Filter | undefined {
  return word ? namedService(context, word) : undefined;
}

/** Lists of one region's things; undefined when the option was not typed. A region that does not exist is told. */
export function regionFilter(context: Context, word: string | undefined): Filter | undefined {
  if (!word) return undefined;
  return { word, certain: true, lookUp: async () => textOf(await getById(context, region, word), 'id') };
}
