/** Tokens that lose their worth before their time: one alone, or all that somebody or something had until then. */
import type { State } from '../state.ts';
import type { Claims } from './token.ts';

/** Collection of revocations: one by the token's audit ID, all of something by `user ID`, `project ID` and so on. */
export const REVOKED = 'revoked_tokens';

/** Whose tokens can be revoked together. */
export type Revocable = 'user' | 'project' | 'trust' | 'consumer';

/** Makes one token worthless. */
export function revoke(state: State, { audits: [audit = ''] }: Claims, now: number): void {
  state.put(REVOKED, { id: audit, at: now });
}

/** Makes all tokens worthless that something has had until now. */
export function revokeAll(state: State, kind: Revocable, id: string, now: number): void {
  state.put(REVOKED, { id: `${kind} ${id}`, at: now });
}

/** Whether a token has been revoked. */
export function isRevoked(state: State, { audits: [audit = ''], issued, ...claims }: Claims): boolean {
  if (state.get(REVOKED, audit)) return true;
  const owners = [`user ${claims.userId}`, `project ${claims.target}`, `trust ${claims.trust}`];
  return owners.some(owner => {
    const at = state.get(REVOKED, owner)?.at;
    return typeof at === 'number' && issued <= at;
  });
}
