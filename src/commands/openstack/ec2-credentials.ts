/** EC2 credentials: an access key and a secret for clients of Amazon's APIs (Identity API v3, OS-EC2). */

import { child, type JsonObject } from '../../clients/json.ts';
import { pathPart } from '../../clients/query.ts';
import { project, user } from '../../clients/resources/identity.ts';
import { type BulkSentences, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import type { ShowResult } from '../../kernel/output/result.ts';
import { arg, args, naming, text } from '../../kernel/params.ts';
import { type Column, rows, showAttributes } from '../../kernel/rows.ts';
import { inOrder } from '../../kernel/together.ts';
import { projectDomain, userDomain } from './lib/identity.ts';
import { keystone } from './lib/keystone.ts';
import { catalogued, currentUser, findDomainId, findResourceId, held } from './lib/keystone-find.ts';

const columns: readonly Column[] = [
  ['Access', held('access')],
  ['Secret', held('secret')],
  ['Project ID', held('tenant_id')],
  ['User ID', held('user_id')],
];

const ownerParams = {
  user: naming('user', text('--user <user>', 'Those of this user (name or ID), not your own')),
  user_domain: userDomain,
};

/** Whose credentials are meant: the named user's, or those of whoever runs the command. */
async function ownerId(
  context: Context,
  name: string | undefined,
  domain: string | undefined,
): Promise<string> {
  const domainId = await findDomainId(context, domain);
  if (name) return findResourceId(context, user, name, domainId);
  return currentUser(context, "'NoneType' object has no attribute 'user_id'");
}

async function projectOf(
  context: Context,
  name: string | undefined,
  domain: string | undefined,
): Promise<string | undefined> {
  const domainId = await findDomainId(context, domain);
  if (name) return findResourceId(context, project, name, domainId);
  return (await context.whoami()).projectId;
}

function pathOf(userId: string, access?: string): string {
  const all = `/users/${pathPart(userId)}/credentials/OS-EC2`;
  return access === undefined ? all : `${all}/${pathPart(access)}`;
}

/** All that the service says of it, by name. */
function showPair(body: JsonObject): ShowResult {
  return showAttributes(child(body, 'credential'), { rename: { tenant_id: 'project_id' } });
}

const create = command({
  summary: 'Create EC2 credentials',
  params: {
    project: naming(
      'project',
      text('--project <project>', 'Project that they are for (name or ID; default: the one in use)'),
    ),
    user: naming('user', text('--user <user>', 'User that they are for (name or ID; default: yourself)')),
    user_domain: userDomain,
    project_domain: projectDomain,
  },
  output: 'show',
  examples: ['openstack ec2 credentials create', 'openstack ec2 credentials create --project demo -f json'],
  async run(context, values) {
    const [userId, projectId] = await inOrder(
      ownerId(context, values.user, values.user_domain),
      projectOf(context, values.project, values.project_domain),
    );
    const identity = await catalogued(context);
    const body = { tenant_id: projectId ?? null };
    return showPair(await keystone(context, () => identity.post(pathOf(userId), body)));
  },
});

const list = command({
  summary: 'List EC2 credentials, with their secrets',
  params: ownerParams,
  output: 'list',
  async run(context, values) {
    const userId = await ownerId(context, values.user, values.user_domain);
    const identity = await catalogued(context);
    return rows(columns, await keystone(context, () => identity.list(pathOf(userId), 'credentials')));
  },
});

const show = command({
  summary: 'Show EC2 credentials, with their secret',
  params: { access_key: arg('<access-key>', 'Access key of the credentials'), ...ownerParams },
  output: 'show',
  async run(context, values) {
    const userId = await ownerId(context, values.user, values.user_domain);
    const identity = await catalogued(context);
    return showPair(await keystone(context, () => identity.get(pathOf(userId, values.access_key))));
  },
});

const deleting: BulkSentences = {
  failed: (key, reason) => `Failed to delete EC2 credentials with access key '${key}': ${reason}`,
  summary: (failures, total) => `${failures} of ${total} EC2 keys failed to delete.`,
};

const remove = command({
  summary: 'Delete EC2 credentials',
  params: { access_key: args('<access-key>', 'Access keys of the credentials'), ...ownerParams },
  output: 'none',
  async run(context, values) {
    const userId = await ownerId(context, values.user, values.user_domain);
    const identity = await catalogued(context);
    const work = (key: string): Promise<void> =>
      keystone(context, () => identity.delete(pathOf(userId, key)));
    await forEach(context, values.access_key, work, deleting);
    return undefined;
  },
});

export default { create, list, show, delete: remove } satisfies Verbs;
