/** Trusts: a user's roles in a project, lent to another user (Identity API v3, OS-TRUST). */

import type { JsonObject } from '../../clients/json.ts';
import { trust, user } from '../../clients/resources/identity.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { deleting, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import { arg, args, flag, naming, text } from '../../kernel/params.ts';
import { type Column, rows } from '../../kernel/rows.ts';
import { inOrder } from '../../kernel/together.ts';
import { deleteNamed, type Named } from './lib/by-id.ts';
import { currentUser } from './lib/keystone-find.ts';
import { named, partyDomains, showTrust } from './lib/trust.ts';

const columns: readonly Column[] = [
  ['ID', 'id'],
  ['Expires At', 'expires_at'],
  ['Impersonation', 'is_impersonation'],
  ['Project ID', 'project_id'],
  ['Trustee User ID', 'trustee_user_id'],
  ['Trustor User ID', 'trustor_user_id'],
];

/** The trusts that whoever runs the command gave or got, each once. */
async function ofCurrentUser(context: Context): Promise<JsonObject[]> {
  const id = await currentUser(context, "'NoneType' object has no attribute 'user_id'");
  const identity = await context.identity();
  const [given, got] = await inOrder(
    identity.list(trust.path, trust.key, { query: { trustor_user_id: id } }),
    identity.list(trust.path, trust.key, { query: { trustee_user_id: id } }),
  );
  return [...new Map([...given, ...got].map(item => [item.id, item])).values()];
}

/** The trusts from one user to another; undefined for anybody. */
async function between(context: Context, trustor?: Named, trustee?: Named): Promise<JsonObject[]> {
  const [trustor_user_id, trustee_user_id] = await inOrder(
    trustor?.lookUp() ?? Promise.resolve(undefined),
    trustee?.lookUp() ?? Promise.resolve(undefined),
  );
  const identity = await context.identity();
  return identity.list(trust.path, trust.key, { query: { trustor_user_id, trustee_user_id } });
}

const list = command({
  summary: 'List trusts',
  params: {
    trustor: naming('user', text('--trustor <trustor-user>', 'Only those that this user gave (name or ID)')),
    trustee: naming('user', text('--trustee <trustee-user>', 'Only those that this user got (name or ID)')),
    ...partyDomains,
    authuser: flag('--auth-user', 'Only those that you gave or got'),
  },
  output: 'list',
  examples: ['openstack trust list --auth-user'],
  async run(context, { trustor, trustee, trustor_domain, trustee_domain, authuser }) {
    if (authuser && (trustor || trustor_domain || trustee || trustee_domain)) {
      const option = context.manners === 'peer' ? '--authuser' : '--auth-user';
      throw new CommandError(`${option} cannot be used with --trustee or --trustor`);
    }
    if (trustee_domain && !trustee) {
      throw new CommandError('Using --trustee-domain mandates the use of --trustee');
    }
    if (trustor_domain && !trustor) {
      throw new CommandError('Using --trustor-domain mandates the use of --trustor');
    }
    const items = authuser
      ? await ofCurrentUser(context)
      : await between(
          context,
          trustor ? named(context, user, trustor, trustor_domain) : undefined,
          trustee ? named(context, user, trustee, trustee_domain) : undefined,
        );
    return rows(
      columns,
      items.map(item => attributes(trust, item)),
    );
  },
});

const show = command({
  summary: 'Show a trust',
  params: { trust: naming('trust', arg('<trust>', 'ID of the trust')) },
  output: 'show',
  run: async (context, values) => showTrust(await context.find(trust, values.trust)),
});

const remove = command({
  summary: 'Delete trusts',
  params: { trust: naming('trust', args('<trust>', 'IDs of the trusts')) },
  output: 'none',
  async run(context, values) {
    const identity = await context.identity();
    const work = (word: string): Promise<void> =>
      deleteNamed(identity, trust, { word, lookUp: () => context.findId(trust, word) });
    await forEach(context, values.trust, work, deleting('trust'));
    return undefined;
  },
});

export default { list, show, delete: remove } satisfies Verbs;
