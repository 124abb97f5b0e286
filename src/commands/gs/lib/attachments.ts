/** Volumes and ports that come to instances and go from them. */
import { command } from '../../../kernel/command.ts';
import { arg, naming, optionalArg, text } from '../../../kernel/params.ts';
import { askAndTell, waiting } from './change.ts';

const volume = naming('gs-volume', text('--volume-id <volume>', 'ID of the volume', { required: true }));
const port = text('--port <port>', 'Port', { required: true });

/** Attaches a volume, or detaches it. */
export function changeVolume(action: 'attach-volume' | 'detach-volume', summary: string) {
  return command({
    summary,
    params: { instance: naming('gs-instance', arg('<instance>', 'ID of the instance')), volume, ...waiting },
    output: 'none',
    auth: false,
    run: (context, { instance, volume: id = '', ...values }) =>
      askAndTell(context, { action, instance, volume: id }, values),
  });
}

/** Attaches a port. */
export const attachPort = command({
  summary: 'Attach a port to an instance',
  params: { instance: naming('gs-instance', arg('<instance>', 'ID of the instance')), port, ...waiting },
  output: 'none',
  auth: false,
  run: (context, { instance, port: id = '', ...values }) =>
    askAndTell(context, { action: 'attach-interface', instance, port: id }, values),
});

/** Detaches a port. */
export const detachPort = command({
  summary: 'Detach a port from the instance that has it',
  params: {
    instance: optionalArg('<instance>', 'ID of the instance (default: the one that has the port)'),
    port,
    ...waiting,
  },
  output: 'none',
  auth: false,
  run: (context, { instance, port: id = '', ...values }) =>
    askAndTell(context, { action: 'detach-interface', instance, port: id }, values),
});
