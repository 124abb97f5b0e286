/** OAuth 1.0a: consumers, and the way from a request token to an access token (Identity API v3, OS-OAUTH1). */
import { randomInt } from 'node:crypto';
import { type JsonObject, text } from '../../clients/json.ts';
import { ok } from '../http.ts';
import type { Call, Reply, Routes } from '../service.ts';
import { hexId, type Item } from '../state.ts';
import { sent } from './bodies.ts';
import { ACCESS_TOKENS, CONSUMERS, isDelegated, isPast } from './delegations.ts';
import { type Kind, routesOf } from './kind.ts';
import { checkForm, isSigned, type OauthRequest, oauthOf } from './oauth-request.ts';
import { allow } from './policy.ts';
import { denied, expecting, missing, notFound, unauthorized } from './refusals.ts';
import { removeWhere } from './removal.ts';
import { revokeAll } from './revocation.ts';
import { effectiveRoles } from './role-graph.ts';
import { roleIds } from './role-names.ts';
import { validate } from './schema.ts';
import { nullableString, open as openObject, roleList, SOME } from './schema-types.ts';
import { opened, sealed } from './secrets.ts';
import { projectById } from './targets.ts';
import { tokenTime } from './times.ts';

const REQUEST_TOKENS = 'request_tokens';

/** How long tokens can be used, in milliseconds. */
const REQUEST_LIFE = 8 * 3600 * 1000;
const ACCESS_LIFE = 24 * 3600 * 1000;

/** What a verifier is made of (keystone/oauth1/backends/base.py). */
const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const VERIFIER = 8;

const properties = { description: nullableString };

const consumer: Kind = {
  plural: 'consumers',
  single: 'consumer',
  prefix: '/OS-OAUTH1',
  collection: CONSUMERS,
  attributes: ['id', 'description'],
  hidden: ['secret'],
  filters: [],
  absent: () => notFound('Consumer not found'),
  schema: {
    create: openObject(properties),
    update: openObject(properties, { not: { required: ['secret'] }, ...SOME }),
  },
  create: ({ state }, given) => ({ ...given, id: hexId(), secret: sealed(state, hexId()) }),
  // Only whoever makes a consumer is told its secret.
  more: (call, item) => (call.method === 'POST' ? { secret: opened(call.state, text(item, 'secret')) } : {}),
  remove: ({ state, now }, { id }) => {
    for (const collection of [REQUEST_TOKENS, ACCESS_TOKENS])
      removeWhere(state, collection, each => each.consumer_id === id);
    state.remove(CONSUMERS, id);
    revokeAll(state, 'consumer', id, now);
  },
};

/** @throws Refusal 400 for a request that lacks something, in the order in which it is looked for */
function need(given: string | undefined, name: string): string {
  if (given === undefined || given === '') throw expecting(name, 'request');
  return given;
}

/** @throws Refusal 400 or 401 for a request that is not as it should be, or not signed */
function checkSigned(call: Call, request: OauthRequest, consumerItem: Item, secret: string): void {
  checkForm(request, call.now);
  const key = opened(call.state, text(consumerItem, 'secret'));
  if (!isSigned(call, request, key, secret)) throw unauthorized();
}

/** A new token as OAuth writes it. */
function granted(id: string, secret: string, expires: number): Reply {
  const content = `oauth_token=${id}&oauth_token_secret=${secret}&oauth_expires_at=${tokenTime(expires)}`;
  return { status: 201, headers: { 'content-type': 'application/x-www-form-urlencoded' }, content };
}

function requestToken(call: Call): Reply {
  const { state, now } = call;
  const request = oauthOf(call);
  const consumerId = need(request.consumer, 'oauth_consumer_key');
  const project = need(call.headers['requested-project-id'], 'Requested-Project-Id');
  if (!projectById(state, project)) throw missing('project', project);
  const found = state.get(CONSUMERS, consumerId);
  if (!found) throw notFound('Consumer not found');
  checkSigned(call, request, found, '');
  const [id, secret] = [hexId(), hexId()];
  const expires = now + REQUEST_LIFE;
  state.put(REQUEST_TOKENS, {
    id,
    secret: sealed(state, secret),
    consumer_id: consumerId,
    requested_project_id: project,
    expires_at: new Date(expires).toISOString(),
  });
  return granted(id, secret, expires);
}

/** The request token with an ID. @throws Refusal 404 for none, 401 for one that has ended */
function requestTokenBy(call: Call, id: string): Item {
  const found = call.state.get(REQUEST_TOKENS, id);
  if (!found) throw notFound('Request token not found');
  if (isPast(text(found, 'expires_at'), call.now)) throw unauthorized();
  return found;
}

function authorize(call: Call): Reply {
  const { state } = call;
  const { claims, userId, trust } = allow(call, 'authorize_request_token');
  const wanted = sent(call, 'roles', []);
  validate(roleList, wanted);
  if (trust || isDelegated(claims.methods)) throw denied();
  const found = requestTokenBy(call, call.params.id ?? '');
  const roles = roleIds(state, { roles: wanted }, 'roles');
  const held = effectiveRoles(state, userId, text(found, 'requested_project_id')).map(({ id }) => id);
  if (roles.some(id => !held.includes(id))) throw unauthorized();
  const left = [...LETTERS];
  const verifier = Array.from({ length: VERIFIER }, () => left.splice(randomInt(left.length), 1)).join('');
  const authorized = { authorizing_user_id: userId, verifier, role_ids: roles };
  state.put(REQUEST_TOKENS, { ...found, ...authorized });
  return ok({ token: { oauth_verifier: verifier } });
}

function accessToken(call: Call): Reply {
  const { state, now } = call;
  const request = oauthOf(call);
  const consumerId = need(request.consumer, 'oauth_consumer_key');
  const token = need(request.token, 'oauth_token');
  const verifier = need(request.verifier, 'oauth_verifier');
  const found = requestTokenBy(call, token);
  const owner = state.get(CONSUMERS, consumerId);
  const isTheirs = owner !== undefined && found.consumer_id === consumerId && found.verifier === verifier;
  if (!isTheirs || text(found, 'authorizing_user_id') === '') throw unauthorized();
  checkSigned(call, request, owner, opened(state, text(found, 'secret')));
  const [id, secret] = [hexId(), hexId()];
  const expires = now + ACCESS_LIFE;
  const about: JsonObject = {
    authorizing_user_id: found.authorizing_user_id,
    project_id: found.requested_project_id,
    role_ids: found.role_ids,
    consumer_id: consumerId,
    expires_at: new Date(expires).toISOString(),
  };
  state.remove(REQUEST_TOKENS, found.id);
  state.put(ACCESS_TOKENS, { ...about, id, secret: sealed(state, secret) });
  return granted(id, secret, expires);
}

/** What is signed needs no token. */
export const open: Routes = {
  'POST /v3/OS-OAUTH1/request_token': requestToken,
  'POST /v3/OS-OAUTH1/access_token': accessToken,
};

export const routes: Routes = {
  ...routesOf(consumer),
  'PUT /OS-OAUTH1/authorize/:id': authorize,
};
