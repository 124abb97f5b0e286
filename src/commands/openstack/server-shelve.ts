/** Shelving servers: a snapshot is kept, the host is given free. */
import { type JsonObject, text as textOf } from '../../clients/json.ts';
import { server } from '../../clients/resources/compute.ts';
import { fetchById } from '../../clients/resources/find.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { args, flag, naming } from '../../kernel/params.ts';
import { inOrder } from '../../kernel/together.ts';
import { act, onEach } from './lib/server-action.ts';
import { waitForServer } from './lib/server-wait.ts';

const SHELVED = ['SHELVED', 'SHELVED_OFFLOADED'];

const shelve = command({
  summary: 'Shelve servers',
  description:
    'Stops servers and keeps them as snapshots, under their IDs and with their addresses. Most clouds then free what ' +
    'they used on their host, at once or after a while; --offload asks for it.',
  params: {
    servers: naming('server', args('<server>', 'Servers to shelve (name or ID)')),
    offload: flag(
      '--offload',
      'Free what they use on their host, for administrators; waits until they are shelved',
    ),
    wait: flag('--wait', 'Wait until they are shelved, with --offload also until they left their host'),
  },
  output: 'none',
  examples: ['openstack server shelve --wait web1 web2'],
  async run(context, { servers: names, offload, wait }) {
    const shelved: { id: string; name: string }[] = [];
    const lookUp = (name: string) => context.find(server, name);
    await onEach(context, names, 'shelve', lookUp, async item => {
      const id = textOf(item, 'id');
      if (SHELVED.includes(status(item))) return;
      shelved.push({ id, name: textOf(item, 'name') });
      await act(context, id, { shelve: null });
    });
    if (!wait && !offload) return undefined;
    const until = (success: readonly string[], failure: string): Promise<unknown> =>
      inOrder(
        ...shelved.map(({ id, name }) =>
          waitForServer(context, { id, name, success, failure: `${failure}: ${id}` }),
        ),
      );
    await until(SHELVED, 'Error shelving server');
    if (!offload) return undefined;
    const compute = await context.compute();
    const leave = async (id: string): Promise<void> => {
      if (status(await fetchById(compute, server, id)) === 'SHELVED_OFFLOADED') return;
      await act(context, id, { shelveOffload: null });
    };
    await inOrder(...shelved.map(({ id }) => leave(id)));
    if (wait) await until(['SHELVED_OFFLOADED'], 'Error offloading shelved server');
    return undefined;
  },
});

function status(item: JsonObject): string {
  return textOf(item, 'status').toUpperCase();
}

export default { '': shelve } satisfies Verbs;
