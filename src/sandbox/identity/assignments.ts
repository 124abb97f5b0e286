/** Roles that users have in projects, and credentials of applications (Identity API v3). */
import { randomBytes } from 'node:crypto';
import { type JsonObject, text } from '../../clients/json.ts';
import { empty, object, ok, reply } from '../http.ts';
import { type Call, Refusal, type Routes } from '../service.ts';
import { hexId, type Item } from '../state.ts';
import { allow, unknown } from './policy.ts';
import { listOf } from './resources.ts';
import { grant, hashed } from './seed.ts';
import { SYSTEM } from './token.ts';

/** The things that a path names. @throws Refusal 404 for the first that is not there */
function named(call: Call, ...kinds: readonly string[]): string[] {
  return kinds.map(kind => {
    const id = call.params[kind] ?? '';
    if (!call.state.get(`${kind}s`, id)) throw unknown(kind, id);
    return id;
  });
}

function assignmentId(call: Call): string {
  const [project, user, role] = named(call, 'project', 'user', 'role');
  return `${user} ${project} ${role}`;
}

const ON_PROJECT = '/projects/:project/users/:user/roles/:role';

function credentialView(item: Item, origin: string): JsonObject {
  const { secret: _secret, user_id, ...shown } = item;
  const self = `${origin}/identity/v3/users/${user_id}/application_credentials/${item.id}`;
  return { ...shown, links: { self } };
}

function ownCredential(call: Call): Item {
  const { user = '', id = '' } = call.params;
  allow(call, 'get_application_credential', user === call.caller.userId);
  const found = call.state.get('application_credentials', id);
  if (found?.user_id !== user) throw unknown('application credential', id);
  return found;
}

export const assignmentRoutes: Routes = {
  'GET /role_assignments': call => {
    const { query } = call;
    allow(call, 'list_role_assignments');
    const found = call.state.all('assignments').filter(each => {
      if (query.has('user.id') && query.get('user.id') !== each.user) return false;
      if (query.has('role.id') && query.get('role.id') !== each.role) return false;
      if (query.has('scope.system')) return each.target === SYSTEM;
      return !query.has('scope.project.id') || query.get('scope.project.id') === each.target;
    });
    const name = (kind: string, id: string) => text(call.state.get(kind, id) ?? {}, 'name');
    const domain = { id: 'default', name: 'Default' };
    const withNames = query.has('include_names');
    const shown = found.map((each): JsonObject => {
      const [user, role, target] = [text(each, 'user'), text(each, 'role'), text(each, 'target')];
      const self = `${call.origin}/identity/v3/projects/${target}/users/${user}/roles/${role}`;
      return {
        role: withNames ? { id: role, name: name('roles', role) } : { id: role },
        user: withNames ? { id: user, name: name('users', user), domain } : { id: user },
        scope:
          target === SYSTEM
            ? { system: { all: true } }
            : {
                project: withNames ? { id: target, name: name('projects', target), domain } : { id: target },
              },
        links: { assignment: self },
      };
    });
    return ok(listOf(call, 'role_assignments', shown));
  },
  [`PUT ${ON_PROJECT}`]: call => {
    allow(call, 'create_grant');
    const [project = '', user = '', role = ''] = named(call, 'project', 'user', 'role');
    grant(call.state, user, role, { project });
    return empty();
  },
  [`GET ${ON_PROJECT}`]: call => {
    allow(call, 'check_grant');
    if (!call.state.get('assignments', assignmentId(call)))
      throw unknown('role assignment with role', call.params.role ?? '');
    return empty();
  },
  [`DELETE ${ON_PROJECT}`]: call => {
    allow(call, 'revoke_grant');
    call.state.remove('assignments', assignmentId(call));
    return empty();
  },
  'GET /users/:user/application_credentials': call => {
    const { user = '' } = call.params;
    allow(call, 'list_application_credentials', user === call.caller.userId);
    const found = call.state
      .all('application_credentials')
      .filter(each => each.user_id === user && (call.query.get('name') ?? each.name) === each.name);
    return ok(
      listOf(
        call,
        'application_credentials',
        found.map(each => credentialView(each, call.origin)),
      ),
    );
  },
  'POST /users/:user/application_credentials': call => {
    const { user = '' } = call.params;
    const { caller, state } = call;
    if (user !== caller.userId)
      allow({ ...call, caller: { ...caller, isAdmin: false } }, 'create_application_credential');
    const body = object(call, 'application_credential') ?? {};
    if (!text(body, 'name')) throw new Refusal(400, "'name' is a required property");
    const secret = text(body, 'secret') || randomBytes(64).toString('base64url');
    const roles = state.all('roles').filter(role => caller.roles.includes(text(role, 'name')));
    const item = {
      id: hexId(),
      name: text(body, 'name'),
      description: body.description ?? null,
      project_id: caller.projectId,
      user_id: user,
      roles: roles.map(({ id, name }) => ({ id, name, domain_id: null })),
      expires_at: body.expires_at ?? null,
      unrestricted: body.unrestricted ?? false,
      secret: hashed(secret),
    };
    state.put('application_credentials', item);
    return reply(201, { application_credential: { ...credentialView(item, call.origin), secret } });
  },
  'GET /users/:user/application_credentials/:id': call =>
    ok({ application_credential: credentialView(ownCredential(call), call.origin) }),
  'DELETE /users/:user/application_credentials/:id': call => {
    call.state.remove('application_credentials', ownCredential(call).id);
    return empty();
  },
};
