/** Bringing shelved servers back. */
import { type Json, text as textOf } from '../../clients/json.ts';
import { server } from '../../clients/resources/compute.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { demand } from '../../kernel/microversion.ts';
import { args, flag, naming, text } from '../../kernel/params.ts';
import { act, onEach } from './lib/server-action.ts';
import { waitForServer } from './lib/server-wait.ts';

function needed(version: string, option: string): string {
  return `--os-compute-api-version ${version} or greater is required to support the --${option} option`;
}

const unshelve = command({
  summary: 'Bring shelved servers back',
  params: {
    server: naming('server', args('<server>', 'Servers to bring back (name or ID)')),
    availability_zone: naming(
      'zone',
      text('--availability-zone', 'Where to, for a server that left its host (microversion 2.77 and newer)'),
    ),
    no_availability_zone: flag(
      '--no-availability-zone',
      'To any availability zone, also later on (microversion 2.91 and newer)',
    ),
    host: naming(
      'hypervisor',
      text('--host', 'To this host, for a server that left its own (microversion 2.91 and newer)'),
    ),
    wait: flag('--wait', 'Wait until they are back'),
  },
  exclusive: [{ members: ['--availability-zone', '--no-availability-zone'] }],
  output: 'none',
  examples: ['openstack server unshelve --wait web1'],
  async run(context, { server: names, availability_zone, no_availability_zone, host, wait }) {
    const compute = await context.compute();
    if (availability_zone) await demand(compute, '2.77', needed('2.77', 'availability-zone'));
    if (host) await demand(compute, '2.91', needed('2.91', 'host'));
    if (no_availability_zone) await demand(compute, '2.91', needed('2.91', 'no-availability-zone'));
    const where: Record<string, Json> = {
      ...(host ? { host } : {}),
      ...(availability_zone ? { availability_zone } : {}),
      ...(no_availability_zone ? { availability_zone: null } : {}),
    };
    const value = Object.keys(where).length > 0 ? where : null;
    const lookUp = (name: string) => context.find(server, name);
    await onEach(context, names, 'unshelve', lookUp, async item => {
      if (!['SHELVED', 'SHELVED_OFFLOADED'].includes(textOf(item, 'status').toUpperCase())) return;
      const id = textOf(item, 'id');
      await act(context, id, { unshelve: value });
      if (!wait) return;
      const failure = `Error unshelving server: ${id}`;
      await waitForServer(context, {
        id,
        name: textOf(item, 'name'),
        success: ['ACTIVE', 'SHUTOFF'],
        failure,
      });
    });
    return undefined;
  },
});

export default { '': unshelve } satisfies Verbs;
