/** Policies that the identity service keeps for others (Identity API v3, "Policies"). */
import type { JsonObject } from '../../clients/json.ts';
import { policy } from '../../clients/resources/identity.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { deleting, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { ShowResult } from '../../kernel/output/result.ts';
import { arg, args, flag, naming, text, textOr } from '../../kernel/params.ts';
import { type Column, fields, rows } from '../../kernel/rows.ts';
import { change, erase, getById, create as post } from './lib/identity-resource.ts';
import { blobFile } from './lib/user-file.ts';

const columns: readonly Column[] = [
  ['ID', 'id'],
  ['Type', 'type'],
];

const longColumns: readonly Column[] = [...columns, ['Rules', 'blob']];

const shown: readonly Column[] = [
  ['id', 'id'],
  ['rules', 'blob'],
  ['type', 'type'],
];

/** A policy in full. @param item as the service sent it */
function showPolicy(item: JsonObject): ShowResult {
  return fields(shown, attributes(policy, item));
}

const create = command({
  summary: 'Create a policy',
  params: {
    type: textOr(
      '--type <type>',
      'application/json',
      'MIME type of the file with the rules (default application/json)',
    ),
    rules: arg('<filename>', 'File with the rules'),
  },
  output: 'show',
  examples: ['openstack policy create policy.json'],
  async run(context, values) {
    const blob = await blobFile(context, values.rules);
    return showPolicy(await post(context, policy, { blob, type: values.type }));
  },
});

const remove = command({
  summary: 'Delete policies',
  params: { policy: naming('policy', args('<policy>', 'IDs of the policies')) },
  output: 'none',
  async run(context, values) {
    const work = (id: string) => erase(context, policy, id, 'fails');
    await forEach(context, values.policy, work, deleting('policy', 'policies'));
    return undefined;
  },
});

const list = command({
  summary: 'List policies',
  params: { long: flag('--long', 'Show the rules too') },
  output: 'list',
  async run(context, values) {
    const identity = await context.identity();
    const items = await identity.list(policy.path, policy.key);
    return rows(
      values.long ? longColumns : columns,
      items.map(item => attributes(policy, item)),
    );
  },
});

const set = command({
  summary: 'Change a policy',
  params: {
    policy: naming('policy', arg('<policy>', 'ID of the policy')),
    type: text('--type <type>', 'New MIME type of the file with the rules'),
    rules: text('--rules <filename>', 'File with the new rules'),
  },
  output: 'none',
  async run(context, values) {
    await change(context, policy, values.policy, {
      blob: values.rules ? await blobFile(context, values.rules) : undefined,
      type: values.type || undefined,
    });
    return undefined;
  },
});

const show = command({
  summary: 'Show a policy',
  params: { policy: naming('policy', arg('<policy>', 'ID of the policy')) },
  output: 'show',
  run: async (context, values) => showPolicy(await getById(context, policy, values.policy)),
});

export default { create, delete: remove, list, set, show } satisfies Verbs;
