/** Whom a new cloud knows. */
import { createHash } from 'node:crypto';
import { hexId, type State } from '../state.ts';
import { SYSTEM, seedKey } from './token.ts';

/** Users, projects and password of a new cloud, as devstack names them. */
export const PASSWORD = 'secret';

const ROLES = ['admin', 'member', 'reader'];

/** How passwords are kept: the sandbox protects nothing, but nobody's real password should lie there in plain. */
export function hashed(password: string): string {
  return createHash('sha256').update(`sandbox ${password}`).digest('hex');
}

/** Lets a user have a role: in a project, or with `system` in the whole system. */
export function grant(
  state: State,
  user: string,
  role: string,
  scope: { project: string } | { system: true },
): void {
  const target = 'project' in scope ? scope.project : SYSTEM;
  state.put('assignments', { id: `${user} ${target} ${role}`, user, role, target });
}

/** Fills the identity service of a new cloud. */
export function seedIdentity(state: State): void {
  seedKey(state);
  const shared = { enabled: true, tags: [], options: {} };
  state.put('domains', { id: 'default', name: 'Default', description: 'The default domain', ...shared });
  const roles = new Map(ROLES.map(name => [name, hexId()]));
  for (const [name, id] of roles)
    state.put('roles', { id, name, domain_id: null, description: null, options: { immutable: true } });
  for (const name of ['admin', 'demo']) {
    const project = hexId();
    const place = { domain_id: 'default', parent_id: 'default', is_domain: false };
    state.put('projects', { id: project, name, description: '', ...place, ...shared });
    const user = hexId();
    const about = { default_project_id: project, password_expires_at: null, options: {} };
    state.put('users', {
      id: user,
      name,
      domain_id: 'default',
      enabled: true,
      ...about,
      password: hashed(PASSWORD),
    });
    for (const [role, id] of roles) {
      if (role === 'admin' && name !== 'admin') continue;
      grant(state, user, id, { project });
      if (name === 'admin') grant(state, user, id, { system: true });
    }
  }
}
