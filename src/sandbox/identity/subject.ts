/** Whom a token stands for, and as what: looked up with each request, so that what is taken away is gone at once. */
import { text } from '../../clients/json.ts';
import { Refusal } from '../service.ts';
import type { Item, State } from '../state.ts';
import {
  ACCESS_TOKENS,
  accessRoles,
  CREDENTIALS,
  credentialRoles,
  isPast,
  liveTrust,
  TRUSTS,
  trustRoles,
} from './delegations.ts';
import { denied, missing, notFound, unauthorized } from './refusals.ts';
import { effectiveRoles } from './role-graph.ts';
import { domainIn, SYSTEM } from './targets.ts';
import type { Claims } from './token.ts';

/** Who asks, in a scope. */
export interface Subject {
  readonly claims: Claims;
  /** Who it is: with a trust that impersonates, the trustor. */
  readonly user: Item;
  /** The scope: a project, or a domain, or the whole system, or neither. */
  readonly project: Item | undefined;
  readonly domain: Item | undefined;
  readonly isSystem: boolean;
  readonly roles: readonly Item[];
  /** What the roles were delegated with. */
  readonly trust: Item | undefined;
  readonly credential: Item | undefined;
  readonly access: Item | undefined;
}

/** What `work` finds; undefined where it is refused. */
export function attempted<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/**
 * Whom claims stand for.
 * @throws Refusal when what they name is gone or disabled, or gives no role in the scope
 */
export function subjectOf(state: State, claims: Claims, now: number): Subject {
  const { target } = claims;
  const domainId = domainIn(target);
  const isSystem = target === SYSTEM;
  const project = domainId === '' && !isSystem ? state.get('projects', target) : undefined;
  if (target !== '' && !isSystem && domainId === '' && !project) throw missing('project', target);
  const domain = domainId === '' ? undefined : state.get('domains', domainId);
  if (domainId !== '' && domain?.enabled !== true) throw missing('domain', domainId);
  if (project) checkProject(state, project);
  const parts = delegated(state, claims, now);
  const owner = enabledUser(state, claims.userId);
  const user = parts.trust ? trusted(state, parts.trust, owner) : owner;
  const roles = rolesOf(state, claims, parts);
  if (target !== '' && roles.length === 0) throw unauthorized();
  return { claims, user, project, domain, isSystem, roles, ...parts };
}

type Parts = Pick<Subject, 'trust' | 'credential' | 'access'>;

function delegated(state: State, { trust, credential, access }: Claims, now: number): Parts {
  const found: Parts = {
    trust: trust === '' ? undefined : liveTrust(state, trust, now),
    credential: credential === '' ? undefined : state.get(CREDENTIALS, credential),
    access: access === '' ? undefined : state.get(ACCESS_TOKENS, access),
  };
  if (trust !== '' && !found.trust) throw missing('trust', trust);
  if (credential !== '' && !found.credential) throw missing('Application Credential', credential);
  if (access !== '' && !found.access) throw notFound('Access token not found');
  if (isPast(text(found.credential ?? {}, 'expires_at'), now)) throw unauthorized();
  return found;
}

function rolesOf(state: State, { userId, target }: Claims, { trust, credential, access }: Parts): Item[] {
  if (trust) {
    // A trust without a project can be made, and not used.
    if (target === '') throw missing('project', 'None');
    return trustRoles(state, trust);
  }
  if (access) return accessRoles(state, access);
  if (credential) return credentialRoles(state, credential);
  return target === '' ? [] : effectiveRoles(state, userId, target);
}

function checkProject(state: State, project: Item): void {
  const problem = (what: string, id: string) =>
    notFound(`Unable to validate token because ${what} ${id} is disabled`);
  if (project.enabled !== true) throw problem('project', project.id);
  const domain = text(project, 'domain_id');
  if (state.get('domains', domain)?.enabled !== true) throw problem('domain', domain);
}

/** @throws Refusal 401 for a user who is gone or disabled, or whose domain is */
function enabledUser(state: State, id: string): Item {
  const user = state.get('users', id);
  if (user?.enabled !== true) throw unauthorized();
  if (state.get('domains', text(user, 'domain_id'))?.enabled !== true) throw unauthorized();
  return user;
}

/** Whom somebody is who uses a trust. @throws Refusal 403 for a trust of somebody else's, or whose trustor is disabled */
function trusted(state: State, trust: Item, trustee: Item): Item {
  if (trust.trustee_user_id !== trustee.id) throw denied();
  const trustor = attempted(() => enabledUser(state, text(trust, 'trustor_user_id')));
  if (!trustor) throw denied();
  for (let at = state.get(TRUSTS, text(trust, 'redelegated_trust_id')); at; ) {
    if (!attempted(() => enabledUser(state, text(at ?? {}, 'trustee_user_id')))) throw denied();
    at = state.get(TRUSTS, text(at, 'redelegated_trust_id'));
  }
  return trust.impersonation === true ? trustor : trustee;
}
