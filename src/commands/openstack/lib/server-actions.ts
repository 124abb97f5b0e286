/** Power, pause, lock: verbs that are one action of the Compute API each. */
import type { Json } from '../../../clients/json.ts';
import { server } from '../../../clients/resources/compute.ts';
import { type Command, command, type Verbs } from '../../../kernel/command.ts';
import { demand } from '../../../kernel/microversion.ts';
import { arg, args, constant, flag, naming, text } from '../../../kernel/params.ts';
import { act, actOnEach } from './server-action.ts';
import { truth } from './truth.ts';

/** A verb that sends the same action to one or more servers. */
function simple(verb: string, action: string, summary: string): Command {
  return command({
    summary,
    params: { server: naming('server', args('<server>', `Servers to ${verb} (name or ID)`)) },
    output: 'none',
    examples: [`openstack server ${verb} web1 web2`],
    async run(context, { server: names }) {
      await actOnEach(context, names, verb, { [action]: null });
      return undefined;
    },
  });
}

/** The peer looks in the plain list for the servers that it starts and stops, and tells of that list's refusal. */
const { detail: _, ...listed } = server;

/** As `simple`, for servers of other projects too. */
function power(verb: string, action: string, summary: string): Command {
  return command({
    summary,
    params: {
      server: naming('server', args('<server>', `Servers to ${verb} (name or ID)`)),
      all_projects: flag(
        '--all-projects',
        'Look for the names in all projects, for administrators (default: ALL_PROJECTS in the environment)',
      ),
    },
    output: 'none',
    examples: [`openstack server ${verb} web1 web2`],
    async run(context, { server: names, all_projects }) {
      const everywhere = all_projects || truth(context.env.ALL_PROJECTS);
      const query = everywhere ? { all_tenants: 'True' } : {};
      const lookUp = (name: string) => context.findId(listed, name, query);
      await actOnEach(context, names, verb, { [action]: null }, lookUp);
      return undefined;
    },
  });
}

const lock = command({
  summary: 'Lock servers',
  description: 'Locks servers: users without administrator rights can no longer act on them.',
  params: {
    server: naming('server', args('<server>', 'Servers to lock (name or ID)')),
    reason: text('--reason <reason>', 'Why they are locked (microversion 2.73 and newer)'),
  },
  output: 'none',
  examples: ["openstack server lock --reason 'under repair' web1"],
  async run(context, { server: names, reason }) {
    const message = '--os-compute-api-version 2.73 or greater is required to use the --reason option';
    if (reason) await demand(await context.compute(), '2.73', message);
    const value: Json = reason ? { locked_reason: reason } : null;
    await actOnEach(context, names, 'lock', { lock: value });
    return undefined;
  },
});

const reboot = command({
  summary: 'Reboot a server',
  params: {
    server: naming('server', arg('<server>', 'Server (name or ID)')),
    reboot_type: [
      constant('--hard', 'HARD', 'SOFT', 'Switch the server off and on again'),
      constant('--soft', 'SOFT', 'SOFT', 'Ask the operating system to restart (default)'),
    ],
    wait: flag('--wait', 'Wait until the server is up again'),
  },
  exclusive: [{ members: ['--hard', '--soft'] }],
  output: 'none',
  examples: ['openstack server reboot --hard --wait web1'],
  async run(context, { server: name, reboot_type, wait }) {
    const id = await context.findId(server, name);
    await act(context, id, { reboot: { type: reboot_type } });
    if (!wait) return undefined;
    const { waitForServer } = await import('./server-wait.ts');
    await waitForServer(context, { id, name, success: ['ACTIVE'], failure: `Error rebooting server: ${id}` });
    await context.stdout.write('Complete\n');
    return undefined;
  },
});

/** To be spread into the verbs of `server`. */
export const actions = {
  start: power('start', 'os-start', 'Start servers'),
  stop: power('stop', 'os-stop', 'Stop servers'),
  reboot,
  pause: simple('pause', 'pause', 'Pause servers'),
  unpause: simple('unpause', 'unpause', 'Unpause servers'),
  suspend: simple('suspend', 'suspend', 'Suspend servers'),
  resume: simple('resume', 'resume', 'Resume servers'),
  lock,
  unlock: simple('unlock', 'unlock', 'Unlock servers'),
  restore: simple('restore', 'restore', 'Restore servers that were deleted softly'),
} satisfies Verbs;
