/** What the verbs of flavors share. */

import { HttpError } from '../../../clients/errors.ts';
import { child, isObject, type Json, type JsonObject, text } from '../../../clients/json.ts';
import { pathPart } from '../../../clients/query.ts';
import { flavor } from '../../../clients/resources/compute.ts';
import { attributes } from '../../../clients/resources/resource.ts';
import type { Service } from '../../../clients/service.ts';
import { demand } from '../../../kernel/microversion.ts';

/** Extra specs come with the flavor from here on. */
export const MICROVERSION = { microversion: '2.61' };

/** Flavor IDs are any text, and private flavors are found only when all are asked for. */
export const EVERY = { is_public: 'None' };

/** The flavor's attributes; extra specs are asked for where an old server leaves them out. */
export async function withExtraSpecs(compute: Service, item: JsonObject): Promise<JsonObject> {
  const named = attributes(flavor, item);
  if (isObject(item.extra_specs) && Object.keys(item.extra_specs).length > 0) return named;
  const body = await compute.get(`/flavors/${text(item, 'id')}/os-extra_specs`, MICROVERSION);
  return { ...named, extra_specs: child(body, 'extra_specs') };
}

/** Adds extra specs. @returns all that the service now has of them */
export async function setExtraSpecs(compute: Service, item: JsonObject, specs: JsonObject): Promise<Json> {
  const path = `/flavors/${text(item, 'id')}/os-extra_specs`;
  return child(await compute.post(path, { extra_specs: specs }, MICROVERSION), 'extra_specs');
}

/** Removes an extra spec; one that is not there is no failure, as in the SDK. */
export async function removeExtraSpec(compute: Service, item: JsonObject, key: string): Promise<void> {
  const path = `/flavors/${text(item, 'id')}/os-extra_specs/${pathPart(key)}`;
  try {
    await compute.delete(path, MICROVERSION);
  } catch (error) {
    if (!(error instanceof HttpError && error.status === 404)) throw error;
  }
}

/** Lets a project use a private flavor, or no longer. */
export async function changeAccess(
  compute: Service,
  item: JsonObject,
  action: 'addTenantAccess' | 'removeTenantAccess',
  tenant: string,
): Promise<void> {
  await compute.post(`/flavors/${text(item, 'id')}/action`, { [action]: { tenant } });
}

/** Whether every project may use a flavor. */
export function isPublic(item: JsonObject): boolean {
  return item['os-flavor-access:is_public'] !== false;
}

/** Refuses a description that the server is too old for. @throws CommandError */
export async function requireDescription(compute: Service): Promise<void> {
  await demand(
    compute,
    '2.55',
    'The --description parameter requires server support for API microversion 2.55',
  );
}
