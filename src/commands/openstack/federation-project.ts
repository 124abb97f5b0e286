/** Projects that a token may be scoped to (Identity API v3, OS-FEDERATION), for users who logged in without a scope. */
import { command, type Verbs } from '../../kernel/command.ts';
import { rows } from '../../kernel/rows.ts';
import { keystone } from './lib/keystone.ts';
import { held } from './lib/keystone-find.ts';

const list = command({
  summary: 'List the projects that you may log in to',
  params: {},
  output: 'list',
  async run(context) {
    const identity = await context.identity();
    return rows(
      [
        ['ID', held('id')],
        ['Domain ID', held('domain_id')],
        ['Enabled', held('enabled')],
        ['Name', held('name')],
      ],
      await keystone(context, () => identity.list('/auth/projects', 'projects')),
    );
  },
});

export default { list } satisfies Verbs;
