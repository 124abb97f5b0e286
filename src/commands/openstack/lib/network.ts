/** What the commands of network resources share: whole resources, creation, changes and deletion. */

import { HttpError } from '../../../clients/errors.ts';
import { child, type Json, type JsonObject, text as textOf } from '../../../clients/json.ts';
import { pathPart } from '../../../clients/query.ts';
import { extension } from '../../../clients/resources/network.ts';
import { attributes, type ResourceType } from '../../../clients/resources/resource.ts';
import type { Service } from '../../../clients/service.ts';
import { type BulkSentences, forEach } from '../../../kernel/bulk.ts';
import type { Context } from '../../../kernel/context.ts';
import { Formatted } from '../../../kernel/output/result.ts';

/** A request's attributes, under the API's names. */
export type Attributes = Record<string, Json>;

/**
 * A resource's fields under the SDK's names, and those that the SDK does not know under the service's, as its network
 * resources keep what extensions add (`l2_adjacency`).
 */
export function everyAttribute(type: ResourceType, item: JsonObject): JsonObject {
  const known = new Set(Object.keys(type.attributes));
  for (const declared of Object.values(type.attributes)) {
    if (typeof declared === 'string') known.add(declared);
    else {
      known.add(declared.key);
      if (declared.alias !== undefined) known.add(declared.alias);
    }
  }
  const others = Object.entries(item).filter(([key]) => !known.has(key));
  return { ...attributes(type, item), ...Object.fromEntries(others) };
}

/** `UP` or `DOWN` for people, the truth value for machines. */
export function adminState(value: Json | undefined): Formatted {
  return new Formatted(value ?? null, value ? 'UP' : 'DOWN', value ?? null);
}

/** Attributes that need an extension; which one is said when a request with them fails. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  allowed_address_pairs: 'allowed-address-pairs',
  dns_domain: 'dns-integration',
  dns_name: 'dns-integration',
  extra_dhcp_opts: 'extra_dhcp_opt',
  leak_routes: 'ovn-bgp',
  qos_policy_id: 'qos',
};

/**
 * Runs a request; when it fails and an attribute's extension is missing, says that instead.
 * @throws NotFound naming the extension, HttpError
 */
export async function explained<T>(context: Context, sent: Attributes, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    for (const [attribute, alias] of Object.entries(EXTENSIONS)) {
      if (attribute in sent) await context.find(extension, alias);
    }
    throw error;
  }
}

/**
 * Creates a resource.
 * @returns what the service answered, over what was sent
 */
export async function create(service: Service, type: ResourceType, sent: Attributes): Promise<JsonObject> {
  const single = type.single ?? '';
  return { ...sent, ...child(await service.post(type.path, { [single]: sent }), single) };
}

/** Changes a resource; without attributes nothing is sent. */
export async function update(
  service: Service,
  type: ResourceType,
  item: JsonObject,
  sent: Attributes,
): Promise<void> {
  if (Object.keys(sent).length === 0) return;
  await service.put(`${type.path}/${pathPart(textOf(item, 'id'))}`, { [type.single ?? '']: sent });
}

/**
 * Deletes resources by name or ID, side by side. One that somebody else deleted after it was found counts as deleted.
 * @throws CommandError with the summary when some failed
 */
export async function removeAll(
  context: Context,
  type: ResourceType,
  names: readonly string[],
  sentences: BulkSentences,
): Promise<undefined> {
  const service = await context.network();
  const work = async (name: string): Promise<void> => {
    const id = await context.findId(type, name);
    try {
      await service.delete(`${type.path}/${pathPart(id)}`);
    } catch (error) {
      if (!(error instanceof HttpError && error.status === 404)) throw error;
    }
  };
  await forEach(context, names, work, sentences);
  return undefined;
}

/** The ID of what an option names, undefined when the option was not typed. */
export async function optionalId(
  context: Context,
  type: ResourceType,
  nameOrId: string | undefined,
): Promise<string | undefined> {
  return nameOrId ? context.findId(type, nameOrId) : undefined;
}
