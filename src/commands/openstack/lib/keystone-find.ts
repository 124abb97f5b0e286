/** Look-ups that the peer makes with python-keystoneclient (osc_lib/utils: find_resource; keystoneclient/base.py). */
import { HttpError } from '../../../clients/errors.ts';
import { type Json, type JsonObject, text as textOf } from '../../../clients/json.ts';
import { fetchById } from '../../../clients/resources/find.ts';
import { domain } from '../../../clients/resources/identity.ts';
import type { ResourceType } from '../../../clients/resources/resource.ts';
import type { Query, Service } from '../../../clients/service.ts';
import type { Context } from '../../../kernel/context.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { keystone } from './keystone.ts';

/** What the service makes: a word like that is first looked for as an ID alone. */
const ID = /^([0-9a-f]{32}){1,2}$/;

/**
 * The identity service, as keystoneclient finds it: in the catalogue alone.
 * @throws CommandError under a peer's name when the token has no scope, and so no catalogue
 */
export async function catalogued(context: Context): Promise<Service> {
  if (context.manners === 'peer') {
    const { userId } = await context.whoami();
    const catalog = await context.catalog();
    if (userId !== '' && catalog.length === 0) throw new CommandError('The service catalog is empty.');
  }
  return context.identity();
}

/**
 * Whose token it is.
 * @param nobody the peer's sentence where the token was not issued by the identity service (`--os-auth-type none`)
 * @throws CommandError
 */
export async function currentUser(context: Context, nobody: string): Promise<string> {
  const { userId } = await context.whoami();
  if (userId !== '') return userId;
  throw new CommandError(context.manners === 'peer' ? nobody : 'Nobody is logged in; name the user');
}

/**
 * The resource that an ID or a name means.
 * Under a peer's name the service decides which names fit, and all do where it does not filter by name, as with OAuth
 * consumers: then the only one there is taken for whatever was typed. Under ostk's own name the name has to be right.
 * @param query more filters for the name
 * @throws CommandError `No user with a name or ID of 'x' exists.` and keystoneclient's sentences; HttpError
 */
export async function findResource(
  context: Context,
  type: ResourceType,
  nameOrId: string,
  query: Query = {},
): Promise<JsonObject> {
  const identity = await catalogued(context);
  const list = () => keystone(context, () => namesakes(context, identity, type, nameOrId, query));
  const early = ID.test(nameOrId) ? undefined : list();
  early?.catch(() => {});
  const found = await keystone(context, () => byId(context, identity, type, nameOrId));
  if (found) return found;
  const [only, ...others] = await (early ?? list());
  const noun = type.kind.toLowerCase();
  if (only === undefined) throw new CommandError(`No ${noun} with a name or ID of '${nameOrId}' exists.`);
  if (others.length > 0) throw new CommandError(`More than one ${noun} exists with the name '${nameOrId}'.`);
  return only;
}

/** As `findResource`, but only its ID. */
export async function findResourceId(
  context: Context,
  type: ResourceType,
  nameOrId: string,
  domainId?: string,
): Promise<string> {
  const query = domainId === undefined ? {} : { domain_id: domainId };
  return textOf(await findResource(context, type, nameOrId, query), 'id');
}

/**
 * The ID of a domain; who may not look it up gets the word itself (openstackclient/identity/common.py: find_domain).
 * @param nameOrId undefined for none
 */
export async function findDomainId(
  context: Context,
  nameOrId: string | undefined,
): Promise<string | undefined> {
  if (!nameOrId) return undefined;
  try {
    return await findResourceId(context, domain, nameOrId);
  } catch (error) {
    const cause = error instanceof CommandError ? error.cause : error;
    if (cause instanceof HttpError && cause.status === 403) return nameOrId;
    throw error;
  }
}

/** What has the ID; a refusal of any kind means that nothing has, that of a whole number is told. */
async function byId(
  context: Context,
  identity: Service,
  type: ResourceType,
  id: string,
): Promise<JsonObject | undefined> {
  try {
    return await fetchById(identity, type, id);
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    const isNumber = context.manners === 'peer' && /^\d+$/.test(id);
    if (isNumber && error.status !== 404) throw error;
    return undefined;
  }
}

async function namesakes(
  context: Context,
  identity: Service,
  type: ResourceType,
  name: string,
  query: Query,
): Promise<JsonObject[]> {
  const own = context.manners === 'ostk';
  if (own && type.nameFilter === undefined) return [];
  try {
    const items = await identity.list(type.path, type.key, { query: { ...query, name } });
    return own ? items.filter(item => item.name === name) : items;
  } catch (error) {
    if (error instanceof HttpError && error.status === 404) return [];
    throw error;
  }
}

/** A column of what keystoneclient has no fixed fields for: what the service left out is empty. */
export function held(key: string): (item: JsonObject) => Json {
  return item => item[key] ?? (key in item ? null : '');
}
