/** Roles that somebody has by way of a trust, an application credential, or an access token. */
import { children, isList, text } from '../../clients/json.ts';
import type { Item, State } from '../state.ts';
import { denied } from './refusals.ts';
import { closure, effectiveRoles, rolesByIds } from './role-graph.ts';

/** Collections of what can be delegated with. */
export const TRUSTS = 'trusts';
export const CREDENTIALS = 'application_credentials';
export const ACCESS_TOKENS = 'access_tokens';
/** Collection of those who ask for access tokens. */
export const CONSUMERS = 'oauth_consumers';

/** How one shows who one is oneself; everything else is done for somebody. */
const PRIMARY = ['external', 'kerberos', 'mapped', 'openid', 'password', 'saml2', 'token', 'totp', 'x509'];

/** Whether a token was had in another's stead, by its methods. */
export function isDelegated(methods: readonly string[]): boolean {
  return !methods.every(method => PRIMARY.includes(method));
}

/** Whether a time that was kept has come. @param kept '' for never */
export function isPast(kept: string, now: number): boolean {
  return kept !== '' && Date.parse(kept) <= now;
}

/** A trust that has not ended. @returns undefined for one that has, or never was */
export function liveTrust(state: State, id: string, now: number): Item | undefined {
  const trust = state.get(TRUSTS, id);
  return trust && !isPast(text(trust, 'expires_at'), now) ? trust : undefined;
}

/** The trusts that a trust was made by way of: itself first, the first one last. */
export function pedigree(state: State, trust: Item): Item[] {
  const parent = state.get(TRUSTS, text(trust, 'redelegated_trust_id'));
  return parent ? [trust, ...pedigree(state, parent)] : [trust];
}

/** The roles that a trust gives. @throws Refusal 403 when the trustor has one of them no longer */
export function trustRoles(state: State, trust: Item): Item[] {
  const origin = pedigree(state, trust).at(-1) ?? trust;
  const held = effectiveRoles(state, text(origin, 'trustor_user_id'), text(trust, 'project_id'), true);
  const ids = new Set(held.map(({ id }) => id));
  const wanted = closure(
    state,
    children(trust, 'roles').map(role => text(role, 'id')),
  );
  if (wanted.some(id => !ids.has(id))) throw denied();
  return rolesByIds(state, wanted).filter(role => !role.domain_id);
}

/** The roles that an application credential gives: those that its user still has. */
export function credentialRoles(state: State, credential: Item): Item[] {
  const wanted = children(credential, 'roles').map(role => text(role, 'id'));
  const held = effectiveRoles(state, text(credential, 'user_id'), text(credential, 'project_id'));
  return held.filter(({ id }) => wanted.includes(id));
}

/** The roles that an access token gives: those that were authorized and that its user still has. */
export function accessRoles(state: State, access: Item): Item[] {
  const wanted = closure(state, isList(access.role_ids) ? access.role_ids.map(String) : []);
  const held = effectiveRoles(state, text(access, 'authorizing_user_id'), text(access, 'project_id'));
  return held.filter(({ id }) => wanted.includes(id));
}
