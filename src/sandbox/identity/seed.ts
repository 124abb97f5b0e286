/** Whom a new cloud knows. */
import { hexId, type State } from '../state.ts';
import { ASSIGNMENTS, IMPLICATIONS } from './role-graph.ts';
import { hashed, KEYS, seedKey } from './secrets.ts';
import { SYSTEM } from './targets.ts';

/** Password of a new cloud's users, as devstack has it. */
export const PASSWORD = 'secret';

/** Each role implies the next one. */
const ROLES = ['admin', 'member', 'reader'];

/** Lets a user have a role in a target. */
function grant(state: State, user: string, role: string, target: string): void {
  state.put(ASSIGNMENTS, { id: `${user} ${target} ${role}`, user, role, target });
}

/** Fills the identity service of a new cloud; one that has been filled stays as it is. */
export function seedIdentity(state: State): void {
  if (state.get(KEYS, 'token')) return;
  seedKey(state);
  const shared = { enabled: true, tags: [], options: {} };
  state.put('domains', { id: 'default', name: 'Default', description: 'The default domain', ...shared });
  const roles = ROLES.map(name => ({ id: hexId(), name }));
  for (const [at, role] of roles.entries()) {
    state.put('roles', { ...role, domain_id: null, description: null, options: { immutable: true } });
    const next = roles[at + 1];
    if (next) state.put(IMPLICATIONS, { id: `${role.id} ${next.id}`, prior: role.id, implied: next.id });
  }
  for (const name of ['admin', 'demo']) {
    const project = hexId();
    const place = { domain_id: 'default', parent_id: 'default', is_domain: false };
    state.put('projects', { id: project, name, description: '', ...place, ...shared });
    const user = hexId();
    const about = { domain_id: 'default', enabled: true, default_project_id: project, options: {} };
    state.put('users', { id: user, name, ...about, password_expires_at: null, password: hashed(PASSWORD) });
    const [admin, member] = roles;
    const role = name === 'admin' ? admin : member;
    if (role) grant(state, user, role.id, project);
    if (role && name === 'admin') grant(state, user, role.id, SYSTEM);
  }
}
