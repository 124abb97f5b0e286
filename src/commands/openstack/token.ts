/** Tokens of the identity service (Identity API v3, "Tokens"). */
import { command, type Verbs } from '../../kernel/command.ts';
import { CommandError } from '../../kernel/errors.ts';
import type { Cell } from '../../kernel/output/result.ts';
import { arg } from '../../kernel/params.ts';

const issue = command({
  summary: 'Issue a token',
  params: {},
  output: 'show',
  async run(context) {
    const identity = await context.issue();
    if (identity.userId === '') throw new CommandError('Only an authorized user may issue a new token.');
    const fields: [string, Cell][] = [['expires', withOffset(identity.expiresAt)]];
    if (identity.domainId !== undefined) fields.push(['domain_id', identity.domainId]);
    fields.push(['id', identity.token]);
    if (identity.projectId !== undefined) fields.push(['project_id', identity.projectId]);
    if (identity.systemScope !== undefined) fields.push(['system', identity.systemScope]);
    fields.push(['user_id', identity.userId]);
    return { kind: 'show', fields: fields.sort(([a], [b]) => (a < b ? -1 : 1)) };
  },
});

/** `2026-11-22T04:54:32.000000Z` as the peer writes it: `2026-11-22T04:54:32+0000`. */
function withOffset(time: string): string {
  return time.replace(/(\.\d+)?Z$/, '+0000');
}

const revoke = command({
  summary: 'Revoke a token',
  params: { token: arg('<token>', 'The token to revoke') },
  output: 'none',
  async run(context, values) {
    const identity = await context.identity();
    await identity.delete('/auth/tokens', { headers: { 'x-subject-token': values.token } });
    return undefined;
  },
});

export default { issue, revoke } satisfies Verbs;
