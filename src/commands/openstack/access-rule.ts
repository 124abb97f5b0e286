/** Access rules: what an application credential may be used for (Identity API v3, "Application credentials"). */
import { accessRule } from '../../clients/resources/identity.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { type BulkSentences, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import { arg, args, naming, text } from '../../kernel/params.ts';
import { type Column, fields, rows } from '../../kernel/rows.ts';
import { pathOf } from './lib/by-id.ts';
import { userDomain, userId } from './lib/identity.ts';
import { getById } from './lib/identity-resource.ts';
import { currentUser } from './lib/keystone-find.ts';

const NOBODY = 'invalid authentication info';

const columns: readonly Column[] = [
  ['ID', 'id'],
  ['Service', 'service'],
  ['Method', 'method'],
  ['Path', 'path'],
];

const shown: readonly Column[] = [
  ['ID', 'id'],
  ['Method', 'method'],
  ['Path', 'path'],
  ['Service', 'service'],
];

/** The ID of the user that is named. @throws CommandError under a peer's name, where looking it up always fails */
async function ownerId(context: Context, name: string, domain: string | undefined): Promise<string> {
  if (context.manners === 'ostk') return userId(context, name, domain);
  const method = /^\d+$/.test(domain || name) ? 'get' : 'list';
  throw new CommandError(`'function' object has no attribute '${method}'`);
}

const list = command({
  summary: 'List access rules',
  params: {
    user: naming('user', text('--user <user>', 'Those of this user (name or ID), not your own')),
    user_domain: userDomain,
  },
  output: 'list',
  examples: ['openstack access rule list'],
  async run(context, { user: name, user_domain }) {
    const owner = name ? await ownerId(context, name, user_domain) : await currentUser(context, NOBODY);
    const type = accessRule(owner);
    const identity = await context.identity();
    const items = await identity.list(type.path, type.key);
    return rows(
      columns,
      items.map(item => attributes(type, item)),
    );
  },
});

const show = command({
  summary: 'Show an access rule',
  params: { access_rule: naming('access-rule', arg('<access-rule>', 'ID of the access rule')) },
  output: 'show',
  async run(context, values) {
    const type = accessRule(await currentUser(context, NOBODY));
    return fields(shown, attributes(type, await getById(context, type, values.access_rule)));
  },
});

const deleting: BulkSentences = {
  failed: (id, reason) => `Failed to delete access rule with ID '${id}': ${reason}`,
  summary: (failures, total) => `${failures} of ${total} access rules failed to delete.`,
};

const remove = command({
  summary: 'Delete access rules that no application credential uses any more',
  params: { access_rule: naming('access-rule', args('<access-rule>', 'IDs of the access rules')) },
  output: 'none',
  async run(context, values) {
    const type = accessRule(await currentUser(context, NOBODY));
    const identity = await context.identity();
    const work = async (id: string): Promise<void> => {
      try {
        await identity.delete(pathOf(type, id));
      } catch (error) {
        // The peer reads it first, so that of one that is not there the sentence is the reading's.
        await getById(context, type, id);
        throw error;
      }
    };
    await forEach(context, values.access_rule, work, deleting);
    return undefined;
  },
});

export default { list, show, delete: remove } satisfies Verbs;
