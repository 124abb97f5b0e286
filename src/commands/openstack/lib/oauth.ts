/** Tokens of OAuth 1.0: requests that a consumer signs (Identity API v3, OS-OAUTH1). */
import { authorization, parametersOf, type Secrets } from '../../../clients/oauth1.ts';
import type { Context } from '../../../kernel/context.ts';
import { CommandError } from '../../../kernel/errors.ts';
import type { ShowResult } from '../../../kernel/output/result.ts';
import { text } from '../../../kernel/params.ts';
import { showAttributes } from '../../../kernel/rows.ts';
import { keystone } from './keystone.ts';
import { catalogued } from './keystone-find.ts';

/** Who signs. */
export const consumerParams = {
  consumer_key: text('--consumer-key <consumer-key>', 'ID of the consumer', { required: true }),
  consumer_secret: text('--consumer-secret <consumer-secret>', 'Secret of the consumer', { required: true }),
};

/** What a consumer asks for a token. */
export interface TokenRequest {
  /** Below OS-OAUTH1. */
  readonly path: string;
  readonly consumerKey: string;
  readonly secrets: Secrets;
  /** More parameters of the protocol. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Asks for a token.
 * @returns key and secret, which are printed once, and when it expires
 * @throws CommandError in keystoneclient's words, and for an answer without a token
 */
export async function requestToken(context: Context, request: TokenRequest): Promise<ShowResult> {
  const identity = await catalogued(context);
  const path = `/OS-OAUTH1/${request.path}`;
  const url = (await identity.endpoint()) + path;
  const parameters = parametersOf(request.consumerKey, context.clock.now(), request.parameters);
  const signed = authorization({ method: 'POST', url }, parameters, request.secrets);
  const headers = { ...request.headers, authorization: signed };
  const { body } = await keystone(context, () => identity.request('POST', path, { headers }));
  const form = new URLSearchParams(typeof body === 'string' ? body : '');
  const [key, secret, expires] = ['oauth_token', 'oauth_token_secret', 'oauth_expires_at'].map(name =>
    form.get(name),
  );
  if (!key || !secret) throw new CommandError('The identity service answered without a token');
  return showAttributes({ id: key, key, secret, ...(expires ? { expires } : {}) });
}
