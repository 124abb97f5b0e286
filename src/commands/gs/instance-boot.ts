/** A new instance. */
import { command, type Verbs } from '../../kernel/command.ts';
import { CommandError } from '../../kernel/errors.ts';
import { converted, naming, text, texts } from '../../kernel/params.ts';
import { ask, positive, waiting } from './lib/change.ts';
import { showInstance, showTask } from './lib/rows.ts';

const boot = command({
  summary: 'Boot an instance',
  description:
    'Boots from an image, from a volume made of it with --volume-size, or from a volume that is there.',
  params: {
    flavor: naming('flavor', text('--flavor <flavor>', 'Flavor (name or ID)', { required: true })),
    image: naming('image', text('--image <image>', 'Image to boot from (name or ID)')),
    host: naming('gs-host', text('--host <host>', 'Host to boot on (default: one is chosen)')),
    zone: text('--zone <zone>', 'Zone to boot in'),
    name: text('--name <name>', 'Name of the instance', { required: true }),
    port: texts('--port <port>', 'Port of the instance; may be repeated'),
    volume: naming('gs-volume', text('--volume <volume>', 'Volume to boot from')),
    volume_size: converted('--volume-size <GiB>', positive, 'Size of a new volume to boot from, in GiB'),
    ...waiting,
  },
  exclusive: [{ members: ['--volume', '--volume-size'] }],
  output: 'show',
  auth: false,
  examples: ['gs instance boot --flavor s7.small.1 --image cirros --zone SERIES-7-ZONE --name web1 --wait'],
  async run(context, values) {
    const { name = '', flavor = '', image, volume } = values;
    if (image === undefined && volume === undefined)
      throw new CommandError('An instance boots from something: give --image or --volume');
    const asked = await ask(
      context,
      {
        action: 'boot',
        name,
        flavor,
        image,
        volume,
        host: values.host,
        zone: values.zone,
        ports: values.port ?? [],
        volumeSize: values.volume_size,
      },
      values,
    );
    if (asked.id === undefined) return showTask(asked.task ?? '');
    return showInstance(await (await context.region()).instance(asked.id));
  },
});

export default { '': boot } satisfies Verbs;
