/** The ways to say who one is (keystone/auth/plugins). */
import { child, type JsonObject, text } from '../../clients/json.ts';
import type { Call } from '../service.ts';
import type { Item } from '../state.ts';
import { ACCESS_TOKENS, CONSUMERS, isDelegated, isPast } from './delegations.ts';
import { credentialNamed, userNamed } from './lookups.ts';
import { checkForm, isSigned, oauthOf } from './oauth-request.ts';
import { expecting, forbidden, notFound, unauthorized } from './refusals.ts';
import { isSecret, opened } from './secrets.ts';
import { subjectOf } from './subject.ts';
import { unseal } from './token.ts';

/** What a method has found out. */
export interface Proof {
  readonly user: Item;
  /** What the new token was made from: its methods, how long it lived, where its chain began. */
  readonly methods?: readonly string[];
  readonly expires?: number;
  readonly chain?: string;
  /** The scope that comes with it. */
  readonly project?: string;
  readonly credential?: Item;
  readonly access?: Item;
}

type Method = (call: Call, given: JsonObject, scope: JsonObject) => Proof;

/** All of them, in the order in which the service names them. @throws Refusal when somebody is not who they say */
export const METHODS: Readonly<Record<string, Method>> = {
  external: () => {
    throw unauthorized();
  },
  password: ({ state }, given) => {
    if (given.user === undefined) throw expecting('user', 'None');
    const user = userNamed(state, child(given, 'user'));
    if (!isSecret(text(child(given, 'user'), 'password'), text(user, 'password'))) throw unauthorized();
    return { user };
  },
  token: (call, given, scope) => {
    const claims = unseal(call.state, text(given, 'id'), call.now);
    if (!claims) throw notFound('Could not recognize Fernet token');
    const subject = subjectOf(call.state, claims, call.now);
    const refused = (kind: string, rest: string) => forbidden(`Using ${kind} token to create ${rest}`);
    const again = (kind: string) => `another token. Create a new ${kind} token instead`;
    if (subject.access) throw refused('OAuth-scoped', again('OAuth-scoped'));
    if (subject.trust) throw refused('trust-scoped', again('trust-scoped'));
    if (subject.isSystem && (scope.project !== undefined || scope.domain !== undefined))
      throw refused('a system-scoped', 'a project-scoped or domain-scoped token is not allowed.');
    if (isDelegated(claims.methods)) throw refused('a delegated', 'another token is not allowed.');
    const { methods, expires, audits } = claims;
    return { user: subject.user, methods, expires, chain: audits.at(-1) ?? '' };
  },
  oauth1: call => {
    const request = oauthOf(call);
    if (request.token === '') throw expecting('oauth_token', 'request');
    const access = call.state.get(ACCESS_TOKENS, request.token);
    if (!access) throw notFound('Access token not found');
    if (isPast(text(access, 'expires_at'), call.now)) throw unauthorized();
    checkForm(request, call.now);
    const consumer = call.state.get(CONSUMERS, request.consumer);
    const [key, secret] = [consumer?.secret, access.secret].map(kept => opened(call.state, String(kept)));
    if (!consumer || !isSigned(call, request, key ?? '', secret ?? '')) throw unauthorized();
    const user = call.state.get('users', text(access, 'authorizing_user_id'));
    if (!user) throw unauthorized();
    return { user, access, project: text(access, 'project_id') };
  },
  mapped: (_call, given) => {
    if (given.identity_provider === undefined) throw expecting('identity_provider', 'mapped');
    if (given.protocol === undefined) throw expecting('protocol', 'mapped');
    // Whoever answers for a federated user is in front of the service, and the sandbox has nobody there.
    throw unauthorized();
  },
  application_credential: (call, given) => {
    const credential = credentialNamed(call.state, given);
    const user = userNamed(call.state, { id: text(credential, 'user_id') });
    if (!isSecret(text(given, 'secret'), text(credential, 'secret'))) throw unauthorized();
    if (isPast(text(credential, 'expires_at'), call.now)) throw unauthorized();
    return { user, credential, project: text(credential, 'project_id') };
  },
};
