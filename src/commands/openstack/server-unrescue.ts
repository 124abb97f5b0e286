/** Ending a rescue. */
import { command, type Verbs } from '../../kernel/command.ts';
import { arg, naming } from '../../kernel/params.ts';
import { actOn } from './lib/server-action.ts';

const unrescue = command({
  summary: 'Start a rescued server from its own disk again',
  params: { server: naming('server', arg('<server>', 'Server (name or ID)')) },
  output: 'none',
  examples: ['openstack server unrescue web1'],
  async run(context, { server: name }) {
    await actOn(context, name, 'unrescue');
    return undefined;
  },
});

export default { '': unrescue } satisfies Verbs;
