/** The libvirt domains of a region's instances. */
import type { Instance } from '../../clients/gostack/backend.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { CommandError } from '../../kernel/errors.ts';
import { arg, converted, naming, text } from '../../kernel/params.ts';
import { libvirtUri, onHost } from '../ostk/lib/server-domain.ts';
import { positive } from './lib/change.ts';
import { type Columns, listed } from './lib/rows.ts';

const columns: Columns<Instance> = [
  ['Instance ID', ({ id }) => id],
  ['Domain', ({ domain }) => domain],
  ['Host', ({ host }) => host],
  ['Status', ({ status }) => status],
];

const list = command({
  summary: "List the region's domains",
  params: {
    limit: converted('--limit <limit>', positive, 'So many at most'),
    status: text('--status <status>', 'Only those whose instance has this status'),
    tenant: text('--tenant <tenant>', 'Only those of this tenant'),
  },
  output: 'list',
  auth: false,
  async run(context, { limit, status, tenant }) {
    const region = await context.region();
    return listed(columns, region.instances({ limit, status: status?.toUpperCase(), tenant }));
  },
});

const console = command({
  summary: "Connect to an instance's console",
  description: "Connects through the libvirt daemon of the instance's host; Ctrl and ] leaves it.",
  params: {
    instance: naming('gs-instance', arg('<instance>', 'ID of the instance')),
    libvirt_uri: libvirtUri,
  },
  output: 'none',
  auth: false,
  async run(context, { instance, libvirt_uri: uri }) {
    const { host, domain: name } = await (await context.region()).instance(instance);
    if (host === '' || name === '')
      throw new CommandError(`Instance ${instance} is on no host that the region tells of`);
    const { runConsole } = await import('../virsh/lib/console.ts');
    await onHost(context, { host, name, uri }, (_, dom) => runConsole(context, dom, undefined, 0));
    return undefined;
  },
});

export default { list, console } satisfies Verbs;
