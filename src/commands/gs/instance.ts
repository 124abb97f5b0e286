/** Instances of a region: looking, power, deleting. */
import { type BulkSentences, deleting, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { arg, args, converted, flag, naming, text } from '../../kernel/params.ts';
import { attachPort, changeVolume, detachPort } from './lib/attachments.ts';
import { askAndTell, positive, waiting } from './lib/change.ts';
import { instanceColumns, listed, showInstance } from './lib/rows.ts';

const instances = () => naming('gs-instance', args('<instance>', 'IDs of the instances'));

const list = command({
  summary: 'List instances',
  params: {
    name: text('--name <name>', 'Only those with this in their name'),
    status: text('--status <status>', 'Only those of this status, such as ACTIVE'),
    host: naming('gs-host', text('--host <host>', 'Only those on this host')),
    tenant: text('--tenant <tenant>', 'Only those of this tenant'),
    limit: converted('--limit <limit>', positive, 'So many at most'),
  },
  output: 'list',
  auth: false,
  examples: ['gs instance list', 'gs instance list --status ERROR -f value -c ID'],
  async run(context, { name, status, host, tenant, limit }) {
    const region = await context.region();
    return listed(
      instanceColumns,
      region.instances({ name, status: status?.toUpperCase(), host, tenant, limit }),
    );
  },
});

const show = command({
  summary: 'Show an instance',
  params: { instance: naming('gs-instance', arg('<instance>', 'ID of the instance')) },
  output: 'show',
  auth: false,
  async run(context, { instance }) {
    return showInstance(await (await context.region()).instance(instance));
  },
});

/** How a bulk change speaks of failures. @param done such as `started` */
function sentences(action: string, done: string): BulkSentences {
  return {
    failed: (id, reason) => `Failed to ${action} instance '${id}': ${reason}`,
    summary: (failures, total) => `${failures} of ${total} instances were not ${done}.`,
  };
}

const start = command({
  summary: 'Start instances',
  params: { instance: instances(), ...waiting },
  output: 'none',
  auth: false,
  async run(context, values) {
    const work = (instance: string) => askAndTell(context, { action: 'start', instance }, values);
    await forEach(context, values.instance, work, sentences('start', 'started'));
    return undefined;
  },
});

const stop = command({
  summary: 'Stop instances',
  params: { instance: instances(), ...waiting },
  output: 'none',
  auth: false,
  async run(context, values) {
    const work = (instance: string) => askAndTell(context, { action: 'stop', instance }, values);
    await forEach(context, values.instance, work, sentences('stop', 'stopped'));
    return undefined;
  },
});

const remove = command({
  summary: 'Delete instances',
  description:
    'Deletes softly: where the region keeps deleted instances for some time, they can be brought back. An instance in ' +
    'ERROR is refused without --ignore.',
  params: {
    instance: instances(),
    hard: flag('--hard', 'Delete at once and for good'),
    ignore: flag('--ignore', 'Also delete an instance in ERROR'),
    ...waiting,
  },
  output: 'none',
  auth: false,
  examples: ['gs instance delete --hard --ignore 0c1f4a62-5b3e-4d8a-9f27-6d1e8b3c7a90'],
  async run(context, values) {
    const { hard, ignore } = values;
    const work = (instance: string) =>
      askAndTell(context, { action: 'delete', instance, hard, ignore }, values);
    await forEach(context, values.instance, work, deleting('instance'));
    return undefined;
  },
});

export default {
  list,
  show,
  start,
  stop,
  delete: remove,
  'attach-volume': changeVolume('attach-volume', 'Attach a volume to an instance'),
  'detach-volume': changeVolume('detach-volume', 'Detach a volume from an instance'),
  'attach-interface': attachPort,
  'detach-interface': detachPort,
} satisfies Verbs;
