/** Request tokens of OAuth 1.0: what a consumer asks a user to authorize (Identity API v3, OS-OAUTH1). */

import { child } from '../../clients/json.ts';
import { pathPart } from '../../clients/query.ts';
import { project, role } from '../../clients/resources/identity.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { naming, text, texts } from '../../kernel/params.ts';
import { showAttributes } from '../../kernel/rows.ts';
import { inOrder } from '../../kernel/together.ts';
import { keystone } from './lib/keystone.ts';
import { catalogued, findDomainId, findResourceId } from './lib/keystone-find.ts';
import { consumerParams, requestToken } from './lib/oauth.ts';

const create = command({
  summary: 'Create a request token, as a consumer',
  params: {
    ...consumerParams,
    project: naming(
      'project',
      text('--project <project>', 'Project that the consumer wants to act in (name or ID)', {
        required: true,
      }),
    ),
    domain: naming('domain', text('--domain <domain>', 'Domain of the project (name or ID)')),
  },
  output: 'show',
  examples: ['openstack request token create --consumer-key KEY --consumer-secret SECRET --project demo'],
  async run(context, { consumer_key = '', consumer_secret = '', project: name = '', domain }) {
    const projectId = await findResourceId(context, project, name, await findDomainId(context, domain));
    return requestToken(context, {
      path: 'request_token',
      consumerKey: consumer_key,
      secrets: { client: consumer_secret },
      // The verifier is handed over by the user, not by a call.
      parameters: { oauth_callback: 'oob' },
      headers: { 'requested-project-id': projectId },
    });
  },
});

const authorize = command({
  summary: 'Authorize a request token, as a user',
  params: {
    request_key: text('--request-key <request-key>', 'Key of the request token', { required: true }),
    roles: naming(
      'role',
      texts('--role <role>', 'Role that the consumer gets (name or ID; may be repeated)', {
        required: true,
      }),
    ),
  },
  output: 'show',
  examples: ['openstack request token authorize --request-key KEY --role member'],
  async run(context, { request_key = '', roles: words = [] }) {
    const ids = await inOrder(...words.map(word => findResourceId(context, role, word)));
    const identity = await catalogued(context);
    const path = `/OS-OAUTH1/authorize/${pathPart(request_key)}`;
    const body = { roles: ids.map(id => ({ id })) };
    return showAttributes(child(await keystone(context, () => identity.put(path, body)), 'token'));
  },
});

export default { create, authorize } satisfies Verbs;
