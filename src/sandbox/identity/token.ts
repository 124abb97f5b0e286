/** Tokens: signed statements of who asks, so that none has to be kept (as Fernet tokens are). */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { text } from '../../clients/json.ts';
import type { Caller } from '../service.ts';
import type { State } from '../state.ts';

/** What a token says. */
export interface Claims {
  readonly userId: string;
  /** A project's ID, `system`, or '' for a token without a scope. */
  readonly target: string;
  readonly methods: readonly string[];
  readonly audit: string;
  /** Milliseconds since the epoch. */
  readonly issued: number;
  readonly expires: number;
}

/** The scope of tokens for the whole system, and of the roles that count there. */
export const SYSTEM = 'system';

const PREFIX = 'gAAAAA';

/** Collection with the key that tokens are signed with. */
const KEYS = 'identity_keys';
/** Collection of revoked tokens, by audit ID. */
const REVOKED = 'revoked_tokens';

/** Makes the key that tokens are signed with, for a new cloud. */
export function seedKey(state: State): void {
  state.put(KEYS, { id: 'token', secret: randomBytes(32).toString('hex') });
}

/** Makes a token. */
export function seal(state: State, claims: Claims): string {
  const { userId, target, methods, audit, issued, expires } = claims;
  const times = [issued, expires].map(time => time.toString(36));
  const said = [userId, target, methods.join(','), audit, ...times].join(':');
  const payload = Buffer.from(said).toString('base64url');
  return `${PREFIX}${payload}.${signature(state, payload)}`;
}

/** What a token says; undefined for one that is not ours, too old, or revoked. */
export function unseal(state: State, token: string, now: number): Claims | undefined {
  const [payload = '', signed = ''] = token.slice(PREFIX.length).split('.');
  const [given, wanted] = [Buffer.from(signed), Buffer.from(signature(state, payload))];
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
  const said = Buffer.from(payload, 'base64url').toString('utf8').split(':');
  const [userId = '', target = '', methods = '', audit = '', issued = '', expires = ''] = said;
  const end = Number.parseInt(expires, 36);
  if (!(end > now) || state.get(REVOKED, audit)) return undefined;
  return {
    userId,
    target,
    methods: methods.split(','),
    audit,
    issued: Number.parseInt(issued, 36),
    expires: end,
  };
}

/** Who a token belongs to; undefined when it is worth nothing, or no longer. */
export function callerOf(state: State, token: string, now: number): Caller | undefined {
  const claims = unseal(state, token, now);
  return claims && resolve(state, claims.userId, claims.target);
}

/**
 * A user in a scope.
 * @param target as in `Claims`
 * @returns undefined for a user or project that is gone or disabled, and for a scope in which the user has no role
 */
export function resolve(state: State, userId: string, target: string): Caller | undefined {
  const user = state.get('users', userId);
  if (!user || user.enabled === false) return undefined;
  const project = target === '' || target === SYSTEM ? undefined : state.get('projects', target);
  if (target !== '' && target !== SYSTEM && (!project || project.enabled === false)) return undefined;
  const held = state.by('assignments', 'user', userId).filter(each => each.target === target);
  if (target !== '' && held.length === 0) return undefined;
  const ids = new Set(held.map(each => each.role));
  const roles = state.all('roles').filter(role => ids.has(role.id));
  const names = roles.map(role => text(role, 'name'));
  return {
    userId,
    userName: text(user, 'name'),
    domainId: text(user, 'domain_id'),
    projectId: project?.id ?? '',
    projectName: project ? text(project, 'name') : '',
    roles: names,
    isAdmin: names.includes('admin'),
  };
}

/** Makes a token worthless. */
export function revoke(state: State, { audit, expires }: Claims): void {
  state.put(REVOKED, { id: audit, expires });
}

function signature(state: State, payload: string): string {
  const secret = text(state.get(KEYS, 'token') ?? {}, 'secret');
  return createHmac('sha256', secret).update(payload).digest('base64url');
}
