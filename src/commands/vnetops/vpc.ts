/** Ports of a region's networks. */
import { command, type Verbs } from '../../kernel/command.ts';
import { arg, text } from '../../kernel/params.ts';
import { askAndTell, waiting } from '../gs/lib/change.ts';

const portDetach = command({
  summary: 'Detach a port from the instance that has it',
  params: {
    port: arg('<port>', 'Port'),
    tenant: text('--tenant-id <tenant>', 'Tenant whose port it has to be', { required: true }),
    ...waiting,
  },
  output: 'none',
  auth: false,
  run: (context, { port, tenant, ...values }) =>
    askAndTell(context, { action: 'detach-interface', port, tenant }, values),
});

export default { 'port-detach': portDetach } satisfies Verbs;
