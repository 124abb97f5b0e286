/** Crash dumps of servers. */
import { command, type Verbs } from '../../kernel/command.ts';
import { args, naming } from '../../kernel/params.ts';
import { actOnEach } from './lib/server-action.ts';

const create = command({
  summary: 'Crash servers and have them write dumps',
  description:
    'Crashes servers, so that their systems (kdump and the like) write a dump of their memory to their own disks. ' +
    'Microversion 2.17 and newer.',
  params: { server: naming('server', args('<server>', 'Servers to crash (name or ID)')) },
  output: 'none',
  examples: ['openstack server dump create web1'],
  async run(context, { server: names }) {
    await actOnEach(context, names, 'crash', { trigger_crash_dump: null });
    return undefined;
  },
});

export default { create } satisfies Verbs;
