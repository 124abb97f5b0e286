/** People with rights: a domain with a project and two users. */
import type { JsonObject } from '../../../../src/clients/json.ts';
import { domain } from './people.ts';
import type { Side } from './sides.ts';

const PASSWORD = 'story';

/** Somebody's credentials, with a scope or none. */
export function asking(user: string, scope?: JsonObject | string): JsonObject {
  const password = { user: { id: `{${user}}`, password: PASSWORD } };
  const identity = { methods: ['password'], password };
  return { auth: { identity, ...(scope === undefined ? {} : { scope }) } };
}

export const inProject = { project: { id: '{project}' } };

/** A domain with a project and a user, who has a role of the story's own in it, and is a member. */
export async function setting(side: Side): Promise<void> {
  await domain(side);
  await side.ask(
    'POST /projects',
    { project: { name: '{run}', domain_id: '{domain}' } },
    { name: 'project' },
  );
  for (const name of ['ann', 'bob']) {
    const about = { name: `{run}-${name}`, domain_id: '{domain}', password: PASSWORD };
    await side.ask('POST /users', { user: about }, { name });
  }
  await side.ask('GET /roles?name=member', undefined, { name: 'member' });
  await side.ask('GET /roles?name=reader', undefined, { name: 'reader' });
  await side.ask('GET /roles?name=admin', undefined, { name: 'admin-role' });
  await side.ask('PUT /projects/{project}/users/{ann}/roles/{member}');
}

/** A role of the story's own. */
export async function role(side: Side, name: string, more: JsonObject = {}): Promise<void> {
  await side.ask('POST /roles', { role: { name: `{run}-${name}`, ...more } }, { name });
  side.later(`DELETE /roles/{${name}}`);
}
