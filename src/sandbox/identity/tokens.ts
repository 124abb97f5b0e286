/** Getting, checking and revoking tokens, and what they are for (Identity API v3, "Authentication and tokens"). */
import { empty, ok, reply } from '../http.ts';
import type { Call, Routes } from '../service.ts';
import { authenticate, consume } from './auth.ts';
import { catalogOf } from './catalog.ts';
import { linkTo } from './lists.ts';
import { allow } from './policy.ts';
import { denied, notFound } from './refusals.ts';
import { revoke } from './revocation.ts';
import { effectiveRoles } from './role-graph.ts';
import { type Subject, subjectOf } from './subject.ts';
import { SYSTEM } from './targets.ts';
import { seal, unseal } from './token.ts';
import { tokenBody } from './token-body.ts';

/** For how long after its end a token is shown where that is asked for, in milliseconds. */
const GRACE = 2 * 24 * 3600 * 1000;

function issue(call: Call) {
  const claims = authenticate(call);
  const subject = subjectOf(call.state, claims, call.now);
  consume(call.state, claims, call.now);
  const token = tokenBody(call, subject, !call.query.has('nocatalog'));
  return reply(201, { token }, { 'x-subject-token': seal(call.state, claims) });
}

/** The token that a request is about. @throws Refusal 403 for somebody else's, 404 for one that is worth nothing */
function subjectIn(call: Call, rule: string): { token: string; subject: Subject } {
  const token = call.headers['x-subject-token'];
  const grace = /^(1|t|true|on|y|yes)$/i.test(call.query.get('allow_expired') ?? '') ? GRACE : 0;
  const claims = token === undefined ? undefined : unseal(call.state, token, call.now, grace);
  if (token !== undefined && !claims) throw notFound('Could not recognize Fernet token');
  allow(call, rule, claims ? { token: { user_id: claims.userId } } : {});
  if (token === undefined || !claims) throw notFound('No token in the request');
  return { token, subject: subjectOf(call.state, claims, call.now) };
}

/** Routes that need no token. */
export const openTokenRoutes: Routes = { 'POST /v3/auth/tokens': issue };

export const tokenRoutes: Routes = {
  'GET /auth/tokens': call => {
    const rule = call.method === 'HEAD' ? 'check_token' : 'validate_token';
    const { token, subject } = subjectIn(call, rule);
    const shown = tokenBody(call, subject, !call.query.has('nocatalog'));
    return reply(200, { token: shown }, { 'x-subject-token': token });
  },
  'DELETE /auth/tokens': call => {
    revoke(call.state, subjectIn(call, 'revoke_token').subject.claims, call.now);
    return empty();
  },
  'GET /auth/catalog': call => {
    const { userId, project } = allow(call, 'get_auth_catalog');
    if (!project) throw denied();
    const catalog = catalogOf(call.state, call.origin, userId, project.id);
    return ok({ catalog, links: { self: linkTo(call, '/auth/catalog') } });
  },
  'GET /auth/system': call => {
    const { userId } = allow(call, 'get_auth_system');
    const has = effectiveRoles(call.state, userId, SYSTEM).length > 0;
    return ok({ system: has ? [{ all: true }] : [], links: { self: linkTo(call, '/auth/system') } });
  },
};
