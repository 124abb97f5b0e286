/** Tokens: signed statements of who asks, so that none has to be kept (as Fernet tokens are). */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Caller } from '../service.ts';
import type { State } from '../state.ts';
import { permits, type Use } from './access.ts';
import { isRevoked } from './revocation.ts';
import { tokenKey } from './secrets.ts';
import { attempted, type Subject, subjectOf } from './subject.ts';

/** What a token says. */
export interface Claims {
  /** Who got it. */
  readonly userId: string;
  /** As in assignments: a project's ID, `@` and a domain's ID, `system`, or '' for a token without a scope. */
  readonly target: string;
  readonly methods: readonly string[];
  /** Its own audit ID, then that of the token it was made from first. */
  readonly audits: readonly string[];
  /** Milliseconds since the epoch. */
  readonly issued: number;
  readonly expires: number;
  /** IDs of what was delegated with it; '' where nothing was. */
  readonly trust: string;
  readonly credential: string;
  readonly access: string;
}

const PREFIX = 'gAAAAA';

/** Makes a token. */
export function seal(state: State, claims: Claims): string {
  const { userId, target, methods, audits, issued, expires, trust, credential, access } = claims;
  const times = [issued, expires].map(time => time.toString(36));
  const said = [userId, target, methods.join(','), audits.join(','), ...times, trust, credential, access];
  const payload = Buffer.from(said.join(':').replace(/:+$/, '')).toString('base64url');
  return `${PREFIX}${payload}.${signature(state, payload)}`;
}

/**
 * What a token says.
 * @param grace for how many milliseconds more than its life it is accepted
 * @returns undefined for one that is not ours, too old, or revoked
 */
export function unseal(state: State, token: string, now: number, grace = 0): Claims | undefined {
  const [payload = '', signed = ''] = token.slice(PREFIX.length).split('.');
  const [given, wanted] = [Buffer.from(signed), Buffer.from(signature(state, payload))];
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
  const said = Buffer.from(payload, 'base64url').toString('utf8').split(':');
  const [userId = '', target = '', methods = '', audits = '', issued = '', expires = ''] = said;
  const [trust = '', credential = '', access = ''] = said.slice(6);
  const claims = {
    ...{ userId, target, trust, credential, access },
    methods: methods.split(','),
    audits: audits.split(','),
    issued: Number.parseInt(issued, 36),
    expires: Number.parseInt(expires, 36),
  };
  return claims.expires + grace > now && !isRevoked(state, claims) ? claims : undefined;
}

/**
 * Who a token belongs to.
 * @param use what it is used for: access rules may forbid it
 * @returns undefined when it is worth nothing, or no longer
 */
export function callerOf(state: State, token: string, now: number, use?: Use): Caller | undefined {
  const claims = unseal(state, token, now);
  const subject = claims && attempted(() => subjectOf(state, claims, now));
  return subject && permits(subject, use) ? caller(subject) : undefined;
}

function caller({ user, project, roles }: Subject): Caller {
  const names = roles.map(role => String(role.name));
  return {
    userId: user.id,
    userName: String(user.name),
    domainId: String(user.domain_id),
    projectId: project?.id ?? '',
    projectName: project ? String(project.name) : '',
    roles: names,
    isAdmin: names.includes('admin'),
  };
}

function signature(state: State, payload: string): string {
  return createHmac('sha256', tokenKey(state)).update(payload).digest('base64url');
}
