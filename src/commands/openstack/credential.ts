/** Credentials of any type that the identity service keeps for users (Identity API v3, "Credentials"). */
import { HttpError, NotFound } from '../../clients/errors.ts';
import type { JsonObject } from '../../clients/json.ts';
import { fetchById } from '../../clients/resources/find.ts';
import { credential, domain, project, user } from '../../clients/resources/identity.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { type BulkSentences, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import type { ShowResult } from '../../kernel/output/result.ts';
import { arg, args, naming, text, textOr } from '../../kernel/params.ts';
import { type Column, fields, rows } from '../../kernel/rows.ts';
import { inOrder } from '../../kernel/together.ts';
import { pathOf } from './lib/by-id.ts';
import { userDomain } from './lib/identity.ts';
import { type Attributes, getById, create as post } from './lib/identity-resource.ts';
import { eraseKnown } from './lib/known-id.ts';

const columns: readonly Column[] = [
  ['ID', 'id'],
  ['Type', 'type'],
  ['User ID', 'user_id'],
  ['Data', 'blob'],
  ['Project ID', 'project_id'],
];

const shown: readonly Column[] = [
  ['blob', 'blob'],
  ['id', 'id'],
  ['project_id', 'project_id'],
  ['type', 'type'],
  ['user_id', 'user_id'],
];

function showCredential(item: JsonObject): ShowResult {
  return fields(shown, attributes(credential, item));
}

/** The IDs of a user and of a project; the service takes a credential of anybody, so both have to be looked up. */
async function owner(
  context: Context,
  userName: string,
  projectName: string | undefined,
): Promise<readonly [user: string, project: string | undefined]> {
  return inOrder(
    context.findId(user, userName),
    projectName ? context.findId(project, projectName) : Promise.resolve(undefined),
  );
}

/** The ID of a user; in a domain the peer looks for an ID only, as it asks for names in a domain that is none. */
async function userIn(context: Context, name: string, domainName: string | undefined): Promise<string> {
  if (!domainName) return context.findId(user, name);
  const domain_id = await context.findId(domain, domainName);
  if (context.manners === 'ostk') return context.findId(user, name, { domain_id });
  try {
    return String((await fetchById(await context.identity(), user, name)).id);
  } catch (error) {
    throw error instanceof HttpError && error.status < 500 ? new NotFound(user.kind, name) : error;
  }
}

const create = command({
  summary: 'Create a credential',
  params: {
    user: naming('user', arg('<user>', 'User that it belongs to (name or ID)')),
    type: textOr('--type <type>', 'cert', 'What it is: cert (default), ec2, totp …'),
    data: arg('<data>', 'The credential itself, in the form that its type has'),
    project: naming(
      'project',
      text('--project <project>', 'Project that it is for (name or ID); ec2 needs one'),
    ),
  },
  output: 'show',
  examples: ['openstack credential create --type totp alice GEZDGNBVGY3TQOJQ'],
  async run(context, { user: userName, type, data, project: projectName }) {
    const [user_id, project_id] = await owner(context, userName, projectName);
    // Null is refused by services of today; the peer sends it all the same.
    const none = context.manners === 'peer' ? null : undefined;
    const sent: Attributes = { user_id, type, blob: data, project_id: project_id ?? none };
    return showCredential(await post(context, credential, sent));
  },
});

const list = command({
  summary: 'List credentials',
  params: {
    user: naming('user', text('--user <user>', 'Only those of this user (name or ID)')),
    user_domain: userDomain,
    type: text('--type <type>', 'Only those of this type: cert, ec2, totp …'),
  },
  output: 'list',
  examples: ['openstack credential list --user alice --type totp'],
  async run(context, { user: name, user_domain, type }) {
    const query = {
      user_id: name ? await userIn(context, name, user_domain) : undefined,
      type: type || undefined,
    };
    const identity = await context.identity();
    const items = await identity.list(credential.path, credential.key, { query });
    return rows(
      columns,
      items.map(item => attributes(credential, item)),
    );
  },
});

const show = command({
  summary: 'Show a credential',
  params: { credential: naming('credential', arg('<credential-id>', 'ID of the credential')) },
  output: 'show',
  run: async (context, values) => showCredential(await getById(context, credential, values.credential)),
});

/**
 * What to send for a change. The peer drops user and project on the way, and most services then refuse the type; under
 * ostk's own name all that differs from what there is goes out.
 */
async function changes(context: Context, id: string, wanted: Attributes): Promise<Attributes> {
  if (context.manners === 'peer') return { type: wanted.type, blob: wanted.blob };
  const current = await getById(context, credential, id);
  const differing = Object.entries(wanted).filter(([key, value]) => key === 'blob' || value !== current[key]);
  return Object.fromEntries(differing);
}

const set = command({
  summary: 'Change a credential',
  params: {
    credential: naming('credential', arg('<credential-id>', 'ID of the credential')),
    user: naming('user', text('--user <user>', 'User that it belongs to (name or ID)', { required: true })),
    type: text('--type <type>', 'What it is: cert, ec2, totp …', { required: true }),
    data: text('--data <data>', 'The new credential itself', { required: true }),
    project: naming('project', text('--project <project>', 'Project that it is for (name or ID)')),
  },
  output: 'none',
  async run(context, { credential: id, user: userName = '', type = '', data = '', project: projectName }) {
    const [user_id, project_id] = await owner(context, userName, projectName);
    const wanted = { type, blob: data, user_id, ...(project_id === undefined ? {} : { project_id }) };
    const sent = await changes(context, id, wanted);
    const identity = await context.identity();
    await identity.patch(pathOf(credential, id), { credential: sent });
    return undefined;
  },
});

const deleting: BulkSentences = {
  failed: (id, reason) => `Failed to delete credentials with ID '${id}': ${reason}`,
  summary: (failures, total) => `${failures} of ${total} credential failed to delete.`,
};

const remove = command({
  summary: 'Delete credentials',
  params: { credential: naming('credential', args('<credential-id>', 'IDs of the credentials')) },
  output: 'none',
  async run(context, values) {
    await forEach(context, values.credential, id => eraseKnown(context, credential, id), deleting);
    return undefined;
  },
});

export default { create, list, show, set, delete: remove } satisfies Verbs;
