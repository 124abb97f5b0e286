/** An instance whose state is wrong. */
import { command, type Verbs } from '../../kernel/command.ts';
import { arg, naming, text } from '../../kernel/params.ts';
import { askAndTell, waiting } from './lib/change.ts';

const reset = command({
  summary: "Reset an instance's state",
  description: 'Given its root device, the instance is also built anew on that volume, whose data stay.',
  params: {
    instance: naming('gs-instance', arg('<instance>', 'ID of the instance')),
    root_device: naming('gs-volume', text('--root-device-id <volume>', 'Volume that it boots from')),
    ...waiting,
  },
  output: 'none',
  auth: false,
  run: (context, { instance, root_device: rootDevice, ...values }) =>
    askAndTell(context, { action: 'reset', instance, rootDevice }, values),
});

export default { '': reset } satisfies Verbs;
