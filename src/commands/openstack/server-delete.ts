/** `server delete` (Compute API, "Delete Server", "Force-Delete Server"). */
import { HttpError } from '../../clients/errors.ts';
import { type JsonObject, text } from '../../clients/json.ts';
import { server } from '../../clients/resources/compute.ts';
import { fetchById } from '../../clients/resources/find.ts';
import { WaitTimeout, wait } from '../../clients/wait.ts';
import { deleting, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import { args, flag, naming } from '../../kernel/params.ts';
import { act } from './lib/server-action.ts';
import { truth } from './lib/truth.ts';

/** The peer waits so long, and no longer, for each server. */
const PATIENCE_MS = 120_000;

const remove = command({
  summary: 'Delete servers',
  params: {
    server: naming('server', args('<server>', 'Servers to delete (name or ID)')),
    force: flag('--force', 'Delete at once, even where deleted servers are kept for some time'),
    all_projects: flag(
      '--all-projects',
      'Look for the names in all projects, for administrators (default: ALL_PROJECTS in the environment)',
    ),
    wait: flag('--wait', 'End when the servers are gone'),
  },
  output: 'none',
  examples: ['openstack server delete web1 web2 web3', 'openstack server delete --wait web1'],
  async run(context, values) {
    const everywhere = values.all_projects || truth(context.env.ALL_PROJECTS);
    const deleted: { readonly id: string; readonly name: string }[] = [];
    const work = async (name: string): Promise<void> => {
      const id = await context.findId(server, name, everywhere ? { all_tenants: true } : {});
      await deleteOne(context, id, values.force);
      deleted.push({ id, name });
    };
    let failure: unknown;
    try {
      await forEach(context, values.server, work, deleting('server'));
    } catch (error) {
      failure = error;
    }
    // Servers that are on their way are waited for before the others are told of.
    if (values.wait) await Promise.all(deleted.map(({ id, name }) => gone(context, id, name)));
    if (failure !== undefined) throw failure;
    return undefined;
  },
});

async function deleteOne(context: Context, id: string, force: boolean): Promise<void> {
  if (force) {
    await act(context, id, { forceDelete: null });
    return;
  }
  const { microversion = '' } = server;
  try {
    await (await context.compute()).delete(`/servers/${id}`, { microversion });
  } catch (error) {
    // Somebody else was faster.
    if (!(error instanceof HttpError && error.status === 404)) throw error;
  }
}

/**
 * Looks at a server until it is gone. The peer ends at its status DELETED, too, in which a list may still show it for a
 * moment.
 * @throws CommandError when that takes longer than the peer would wait
 */
async function gone(context: Context, id: string, name: string): Promise<void> {
  const compute = await context.compute();
  const state = (seen: JsonObject | undefined): string => (seen ? text(seen, 'status') : 'DELETED');
  try {
    await context.progress(`${name}: waiting`, update =>
      wait(() => fetchById(compute, server, id), {
        sleep: ms => context.clock.sleep(ms),
        now: () => context.clock.now(),
        timeout: PATIENCE_MS,
        done: seen => seen === undefined,
        progress: seen => update(`${name}: ${state(seen)}`),
      }),
    );
  } catch (error) {
    if (error instanceof WaitTimeout)
      throw new CommandError(`Error deleting server: ${id}`, 1, { cause: error });
    throw error;
  }
}

export default { '': remove } satisfies Verbs;
