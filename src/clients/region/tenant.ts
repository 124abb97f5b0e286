/** Tenants, which are projects: whose things somebody may select. */
import { HttpError } from '../errors.ts';
import { type JsonObject, text } from '../json.ts';
import { find } from '../resources/find.ts';
import { project } from '../resources/identity.ts';
import type { Clients } from './clients.ts';
import { RegionRefusal } from './errors.ts';

/**
 * The ID of a tenant whose things the credentials see: any for an administrator, else their own project alone.
 * Services ignore who else is asked for, and would answer with what is the member's.
 * @param tenant name or ID
 * @throws RegionRefusal for one that they do not see, NotFound, Ambiguous, HttpError
 */
export async function tenantId(clients: Clients, tenant: string): Promise<string> {
  const identity = await clients.identity();
  try {
    return text(await find(identity, project, tenant), 'id');
  } catch (error) {
    if (!isForbidden(error)) throw error;
  }
  const own = await identity.list('/auth/projects', 'projects');
  const found = own.find(each => [each.id, each.name].includes(tenant));
  if (found === undefined) throw new RegionRefusal(`Only an administrator can select by tenant ${tenant}`);
  const id = text(found, 'id');
  try {
    // A member may read the project of the token, and no other.
    await identity.get(`/projects/${encodeURIComponent(id)}`);
  } catch (error) {
    if (!isForbidden(error)) throw error;
    throw new RegionRefusal(
      `The credentials are for another project than ${tenant}: name it with --os-project-name`,
      {
        cause: error,
      },
    );
  }
  return id;
}

/**
 * Keeps what is of a tenant.
 * @param items what a service answered
 * @param field which has the tenant's ID
 */
export function ofTenant(
  items: readonly JsonObject[],
  field: string,
  id: string | undefined,
): readonly JsonObject[] {
  return id === undefined ? items : items.filter(each => text(each, field) === id);
}

/** Whether a service said that somebody may not. */
export function isForbidden(error: unknown): boolean {
  return error instanceof HttpError && error.status === 403;
}
