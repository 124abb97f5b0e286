/** `trust create`. */
import { child, type JsonObject } from '../../clients/json.ts';
import { project, role, trust, user } from '../../clients/resources/identity.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { arg, flag, naming, text, texts } from '../../kernel/params.ts';
import { withIds } from './lib/by-id.ts';
import { expiration } from './lib/expiration.ts';
import { projectDomain } from './lib/identity.ts';
import { named, partyDomains, showTrust } from './lib/trust.ts';

const create = command({
  summary: 'Let another user act with your roles in a project',
  params: {
    trustor: naming(
      'user',
      arg('<trustor-user>', 'User whose roles they are, that is, yourself (name or ID)'),
    ),
    trustee: naming('user', arg('<trustee-user>', 'User who may act with them (name or ID)')),
    project: naming(
      'project',
      text('--project <project>', 'Project that it holds for (name or ID)', { required: true }),
    ),
    roles: naming(
      'role',
      texts('--role <role>', 'Role that is lent (name or ID; may be repeated)', { required: true }),
    ),
    is_impersonation: flag('--impersonate', 'Let tokens from the trust be those of the trustor'),
    expiration: text('--expiration <expiration>', 'When it expires, in UTC (YYYY-mm-ddTHH:MM:SS)'),
    project_domain: projectDomain,
    ...partyDomains,
  },
  output: 'show',
  examples: [
    'openstack trust create --project demo --role member --expiration 2031-01-01T00:00:00 alice bob',
  ],
  async run(context, values) {
    const { is_impersonation: impersonation, roles: words = [] } = values;
    const expires = values.expiration ? { expires_at: expiration(values.expiration) } : {};
    const identity = await context.identity();
    const create = async (
      trustor_user_id = '',
      trustee_user_id = '',
      project_id = '',
      ...ids: string[]
    ): Promise<JsonObject> => {
      const roles = ids.map(id => ({ id }));
      const sent = { trustor_user_id, trustee_user_id, project_id, roles, ...expires, impersonation };
      return { ...sent, ...child(await identity.post(trust.path, { trust: sent }), 'trust') };
    };
    const parties = [
      named(context, user, values.trustor, values.trustor_domain),
      named(context, user, values.trustee, values.trustee_domain),
      named(context, project, values.project ?? '', values.project_domain),
      ...words.map(word => named(context, role, word)),
    ];
    return showTrust(await withIds(parties, create));
  },
});

export default { '': create } satisfies Verbs;
