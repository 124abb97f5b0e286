/** Access tokens of OAuth 1.0: what a consumer gets for an authorized request token (Identity API v3, OS-OAUTH1). */
import { command, type Verbs } from '../../kernel/command.ts';
import { text } from '../../kernel/params.ts';
import { consumerParams, requestToken } from './lib/oauth.ts';

const create = command({
  summary: 'Create an access token, as a consumer',
  description: 'Exchanges an authorized request token for an access token. Its secret is shown once.',
  params: {
    ...consumerParams,
    request_key: text('--request-key <request-key>', 'Key of the request token', { required: true }),
    request_secret: text('--request-secret <request-secret>', 'Secret of the request token', {
      required: true,
    }),
    verifier: text('--verifier <verifier>', 'Verifier that the user got for authorizing it', {
      required: true,
    }),
  },
  output: 'show',
  examples: [
    'openstack access token create --consumer-key KEY --consumer-secret SECRET --request-key TOKEN ' +
      '--request-secret SECRET --verifier PIN',
  ],
  run: (
    context,
    { consumer_key = '', consumer_secret = '', request_key = '', request_secret = '', verifier = '' },
  ) =>
    requestToken(context, {
      path: 'access_token',
      consumerKey: consumer_key,
      secrets: { client: consumer_secret, token: request_secret },
      parameters: { oauth_token: request_key, oauth_verifier: verifier },
    }),
});

export default { create } satisfies Verbs;
