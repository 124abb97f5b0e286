/** From a request for a token to what the token will say (keystone/auth/core.py). */
import { randomBytes } from 'node:crypto';
import { child, isList, isObject, type Json, type JsonObject, text } from '../../clients/json.ts';
import type { Call } from '../service.ts';
import type { Item, State } from '../state.ts';
import { checkAuth } from './auth-schema.ts';
import { sent } from './bodies.ts';
import { isPast, liveTrust, TRUSTS } from './delegations.ts';
import { checkFactors, receiptOf } from './factors.ts';
import { credentialNamed, domainNamed, projectNamed } from './lookups.ts';
import { METHODS, type Proof } from './methods.ts';
import { denied, expecting, unauthenticated, unauthorized } from './refusals.ts';
import { effectiveRoles } from './role-graph.ts';
import { domainTarget, SYSTEM } from './targets.ts';
import type { Claims } from './token.ts';

/** How long a token lives, in milliseconds. */
const LIFETIME = 24 * 3600 * 1000;

const SCOPES = ['system', 'project', 'domain', 'OS-TRUST:trust', 'unscoped'];

/** What a token is asked for: undefined where nothing was said. */
interface Scope {
  readonly target: string | undefined;
  readonly trust: Item | undefined;
}

/** Checks credentials and scope. @throws Refusal for what is not understood or not true */
export function authenticate(call: Call): Claims {
  const auth = sent(call, 'auth', null);
  if (auth !== null) checkAuth(auth);
  if (!isObject(auth) || Object.keys(auth).length === 0) throw expecting('auth', 'request body');
  const identity = child(auth, 'identity');
  const names = [...new Set(isList(identity.methods) ? identity.methods.map(String) : [])];
  for (const name of names) if (identity[name] === undefined) throw expecting(name, 'identity');
  if (names.some(name => METHODS[name] === undefined))
    throw unauthenticated('Attempted to authenticate with an unsupported method.', {
      methods: Object.keys(METHODS),
    });
  const asked = names.includes('application_credential')
    ? credentialScope(call, auth)
    : scopeOf(call, auth.scope);
  const proofs = names.flatMap(name => {
    const given = child(identity, name);
    return METHODS[name]?.(call, given, child(auth, 'scope')) ?? [];
  });
  return claimsOf(call, names, proofs, asked);
}

function claimsOf(call: Call, names: readonly string[], proofs: readonly Proof[], asked: Scope): Claims {
  const { state, now } = call;
  const [first, ...others] = proofs;
  if (!first || others.some(other => other.user.id !== first.user.id)) throw unauthorized();
  const bound = proofs.find(({ project }) => project !== undefined)?.project;
  const target = bound ?? asked.target ?? defaultScope(state, first.user);
  const before = [...proofs.flatMap(({ methods = [] }) => methods), ...receiptOf(call, first.user)];
  const methods = [...new Set([...names, ...before])];
  checkFactors(call, first.user, methods);
  const chain = proofs.flatMap(proof => proof.chain ?? []);
  const credential = proofs.flatMap(proof => proof.credential ?? [])[0];
  const ends = credential ? Date.parse(text(credential, 'expires_at')) : Number.NaN;
  const times = [now + LIFETIME, ends, ...proofs.map(proof => proof.expires ?? Number.NaN)];
  return {
    userId: first.user.id,
    target,
    methods,
    audits: [randomBytes(16).toString('base64url'), ...chain.slice(0, 1)],
    issued: now,
    expires: Math.min(...times.filter(time => !Number.isNaN(time))),
    trust: asked.trust?.id ?? '',
    credential: credential?.id ?? '',
    access: proofs.flatMap(({ access }) => access?.id ?? [])[0] ?? '',
  };
}

function credentialScope(call: Call, auth: JsonObject): Scope {
  const problem = 'Application credentials cannot request a scope.';
  if (auth.scope !== undefined)
    throw unauthenticated(`Error authenticating with application credential: ${problem}`, {});
  const given = child(child(auth, 'identity'), 'application_credential');
  return { target: text(credentialNamed(call.state, given), 'project_id'), trust: undefined };
}

/** What a scope means. @throws Refusal 400 for one that is none, 401 for one that names nothing */
function scopeOf({ state, now }: Call, scope: Json | undefined): Scope {
  const unscoped = { target: '', trust: undefined };
  if (scope === undefined) return { target: undefined, trust: undefined };
  if (typeof scope === 'string' && scope.includes('unscoped')) return unscoped;
  const asked = isObject(scope) ? scope : {};
  if (SCOPES.filter(key => asked[key] !== undefined).length !== 1)
    throw expecting('system, project, domain, OS-TRUST:trust or unscoped', 'scope');
  if (asked.unscoped !== undefined) return unscoped;
  if (asked.system !== undefined) return { target: SYSTEM, trust: undefined };
  if (asked.project !== undefined)
    return { target: projectNamed(state, child(asked, 'project')).id, trust: undefined };
  if (asked.domain !== undefined)
    return { target: domainTarget(domainNamed(state, child(asked, 'domain')).id), trust: undefined };
  const id = text(child(asked, 'OS-TRUST:trust'), 'id');
  if (id === '') throw expecting('trust_id', 'trust');
  const trust = liveTrust(state, id, now);
  if (!trust || trust.remaining_uses === 0) throw unauthorized();
  const project = text(trust, 'project_id');
  return { target: project === '' ? '' : projectNamed(state, { id: project }).id, trust };
}

/** A user's default project, where there is one in which the user has a role. */
function defaultScope(state: State, user: Item): string {
  const project = state.get('projects', text(user, 'default_project_id'));
  const domain = state.get('domains', text(project ?? {}, 'domain_id'));
  const isThere = project?.enabled === true && domain?.enabled === true;
  return isThere && effectiveRoles(state, user.id, project.id).length > 0 ? project.id : '';
}

/** Notes that a trust was used once more. */
export function consume(state: State, { trust }: Claims, now: number): void {
  const item = trust === '' ? undefined : state.get(TRUSTS, trust);
  const uses = item?.remaining_uses;
  if (!item || typeof uses !== 'number') return;
  if (uses < 1 || isPast(text(item, 'expires_at'), now)) throw denied();
  state.put(TRUSTS, { ...item, remaining_uses: uses - 1 });
}
