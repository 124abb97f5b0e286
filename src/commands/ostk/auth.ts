/** The tokens that ostk keeps between runs. */
import type { CacheEntry } from '../../clients/auth/cache.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Cell } from '../../kernel/output/result.ts';

const COLUMNS = ['Auth URL', 'User', 'Project', 'Scope', 'Valid until'];

function row({ authUrl, identity, validUntil }: CacheEntry): Cell[] {
  const scope = identity.systemScope
    ? 'system'
    : identity.projectId
      ? 'project'
      : identity.domainId
        ? 'domain'
        : 'none';
  const until = new Date(validUntil).toISOString().replace(/\.\d+Z$/, 'Z');
  return [authUrl, identity.userName, identity.projectName ?? null, scope, until];
}

const status = command({
  summary: 'Show the tokens that are kept',
  params: {},
  output: 'list',
  auth: false,
  examples: ['ostk auth status'],
  async run(context) {
    const tokens = await context.tokens();
    return { kind: 'list', columns: COLUMNS, rows: tokens.list().map(({ entry }) => row(entry)) };
  },
});

const logout = command({
  summary: 'Forget all tokens that are kept',
  description: 'Removes the tokens from the cache. They stay valid at the service until they expire.',
  params: {},
  output: 'none',
  auth: false,
  examples: ['ostk auth logout'],
  async run(context) {
    const count = (await context.tokens()).clear();
    await context.stdout.write(`${count} ${count === 1 ? 'token' : 'tokens'} removed.\n`);
    return undefined;
  },
});

export default { status, logout } satisfies Verbs;
