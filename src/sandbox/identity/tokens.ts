/** Getting, checking and revoking tokens (Identity API v3, "Authentication and token management"). */
import { randomBytes } from 'node:crypto';
import { child, isList, isObject, type Json, type JsonObject, text } from '../../clients/json.ts';
import { empty, object, ok, reply } from '../http.ts';
import { type Call, type Caller, Refusal, type Routes, type Service } from '../service.ts';
import type { Item, State } from '../state.ts';
import { isoMicros } from '../time.ts';
import { catalogOf } from './catalog.ts';
import { allow, expecting, unknown } from './policy.ts';
import { projectView } from './resources.ts';
import { hashed } from './seed.ts';
import { type Claims, resolve, revoke, SYSTEM, seal, unseal } from './token.ts';

/** How long a token lives, in milliseconds. */
const LIFETIME = 24 * 3600 * 1000;

/** Everything that goes wrong with somebody's credentials is one and the same to the outside. */
function refused(): Refusal {
  return new Refusal(401, 'The request you have made requires authentication.');
}

/** Makes the routes. @param services all services, for the catalogue */
export function tokenRoutes(services: () => readonly Service[]): { open: Routes; routes: Routes } {
  function describe(call: Call, claims: Claims, withCatalog: boolean): JsonObject {
    const { state } = call;
    const caller = resolve(state, claims.userId, claims.target);
    if (!caller) throw refused();
    const domain = domainOf(state, caller.domainId);
    return {
      methods: claims.methods,
      user: { domain, id: caller.userId, name: caller.userName, password_expires_at: null },
      audit_ids: [claims.audit],
      expires_at: `${isoMicros(claims.expires)}Z`,
      issued_at: `${isoMicros(claims.issued)}Z`,
      ...scope(state, claims.target, caller),
      ...(claims.target !== '' && withCatalog
        ? { catalog: catalogOf(services(), call.origin, caller.projectId) }
        : {}),
    };
  }

  const issue = (call: Call) => {
    const claims = authenticate(call);
    const token = describe(call, claims, !call.query.has('nocatalog'));
    return reply(201, { token }, { 'x-subject-token': seal(call.state, claims) });
  };

  /** The token that a request is about. */
  function subject(call: Call): { claims: Claims; token: string } {
    const token = call.headers['x-subject-token'] ?? '';
    const claims = unseal(call.state, token, call.now);
    if (!claims) throw new Refusal(404, 'Could not recognize Fernet token');
    allow(call, 'validate_token', claims.userId === call.caller.userId);
    return { claims, token };
  }

  return {
    open: { 'POST /v3/auth/tokens': issue },
    routes: {
      'GET /auth/tokens': call => {
        const { claims, token } = subject(call);
        const shown = describe(call, claims, !call.query.has('nocatalog'));
        return reply(200, { token: shown }, { 'x-subject-token': token });
      },
      'DELETE /auth/tokens': call => {
        revoke(call.state, subject(call).claims);
        return empty();
      },
      'GET /auth/catalog': call =>
        ok({
          catalog: catalogOf(services(), call.origin, call.caller.projectId),
          links: { next: null, self: `${call.origin}${call.path}`, previous: null },
        }),
      'GET /auth/projects': call => ok(projectsOf(call, call.caller.userId)),
      'GET /auth/domains': call =>
        ok({ domains: [], links: { next: null, self: `${call.origin}${call.path}`, previous: null } }),
      'GET /users/:user/projects': call => {
        const { user = '' } = call.params;
        allow(call, 'list_user_projects', user === call.caller.userId);
        if (!call.state.get('users', user)) throw unknown('user', user);
        return ok(projectsOf(call, user));
      },
    },
  };
}

function projectsOf(call: Call, user: string): Json {
  const targets = new Set(call.state.by('assignments', 'user', user).map(each => each.target));
  const projects = call.state.all('projects').filter(project => targets.has(project.id));
  return {
    projects: projects.map(project => projectView(project, call.origin)),
    links: { next: null, self: `${call.origin}${call.path}${call.search}`, previous: null },
  };
}

function domainOf(state: State, id: string): JsonObject {
  return { id, name: text(state.get('domains', id) ?? {}, 'name') };
}

/** What a token says of its scope: the scope itself, and the roles in it. */
function scope(state: State, target: string, caller: Caller): JsonObject {
  if (target === '') return {};
  const held = state.all('roles').filter(role => caller.roles.includes(text(role, 'name')));
  const roles = held.map(({ id, name }) => ({ id, name }));
  if (target === SYSTEM) return { roles, system: { all: true } };
  const project = state.get('projects', target) ?? {};
  const domain = domainOf(state, text(project, 'domain_id'));
  return { project: { domain, id: target, name: caller.projectName }, is_domain: false, roles };
}

/** Checks credentials and scope. @throws Refusal 400 for what is not understood, 401 for everything else */
function authenticate(call: Call): Claims {
  const auth = object(call, 'auth');
  if (!auth) throw expecting('auth', 'request body');
  if (!isObject(auth.identity)) throw new Refusal(400, "'identity' is a required property");
  const { identity } = auth;
  if (!isList(identity.methods)) throw new Refusal(400, "'methods' is a required property");
  const methods = identity.methods.filter(method => typeof method === 'string');
  let user: Item | undefined;
  let bound: string | undefined;
  let expires = call.now + LIFETIME;
  for (const method of methods) {
    const given = identity[method];
    if (!isObject(given)) throw expecting(method, 'identity');
    if (method === 'password') {
      user = userOf(call.state, child(given, 'user'));
      if (user?.password !== hashed(text(child(given, 'user'), 'password'))) throw refused();
    } else if (method === 'token') {
      const claims = unseal(call.state, text(given, 'id'), call.now);
      if (!claims) throw refused();
      user = call.state.get('users', claims.userId);
      expires = claims.expires;
    } else if (method === 'application_credential') {
      const credential = credentialOf(call.state, given);
      if (credential?.secret !== hashed(text(given, 'secret'))) throw refused();
      user = call.state.get('users', text(credential, 'user_id'));
      bound = text(credential, 'project_id');
    } else throw refused();
  }
  const target = user && (bound ?? targetOf(call.state, auth.scope));
  if (!user || target === undefined || !resolve(call.state, user.id, target)) throw refused();
  const audit = randomBytes(16).toString('base64url');
  return { userId: user.id, target, methods, audit, issued: call.now, expires };
}

function userOf(state: State, given: JsonObject): Item | undefined {
  if (text(given, 'id')) return state.get('users', text(given, 'id'));
  const domain = domainId(state, child(given, 'domain'));
  return state.all('users').find(user => user.name === given.name && user.domain_id === domain);
}

function credentialOf(state: State, given: JsonObject): Item | undefined {
  if (text(given, 'id')) return state.get('application_credentials', text(given, 'id'));
  const user = userOf(state, child(given, 'user'));
  return state
    .all('application_credentials')
    .find(each => each.user_id === user?.id && each.name === given.name);
}

function domainId(state: State, given: JsonObject): string | undefined {
  return text(given, 'id') || state.all('domains').find(domain => domain.name === given.name)?.id;
}

/** What a scope means, as in `Claims`; undefined for one that nobody has. */
function targetOf(state: State, scope: Json | undefined): string | undefined {
  const asked = isObject(scope) ? scope : {};
  if (isObject(asked.project)) return projectOf(state, asked.project)?.id;
  if (isObject(asked.system)) return SYSTEM;
  return isObject(asked.domain) || isObject(asked['OS-TRUST:trust']) ? undefined : '';
}

function projectOf(state: State, given: JsonObject): Item | undefined {
  if (text(given, 'id')) return state.get('projects', text(given, 'id'));
  const domain = domainId(state, child(given, 'domain'));
  return state.all('projects').find(each => each.name === given.name && each.domain_id === domain);
}
