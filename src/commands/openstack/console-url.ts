/** Where a server's console can be reached (Compute API, "Server Consoles"). */
import { child, type JsonObject } from '../../clients/json.ts';
import { server, serverConsole } from '../../clients/resources/compute.ts';
import type { Service } from '../../clients/service.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import { supports } from '../../kernel/microversion.ts';
import { arg, constant, naming } from '../../kernel/params.ts';
import { showAttributes } from '../../kernel/rows.ts';
import { act } from './lib/server-action.ts';

/** A console's protocol, and the action that asked for it before microversion 2.6. */
const TYPES: Readonly<
  Record<string, { readonly protocol: string; readonly action?: string; readonly since?: string }>
> = {
  novnc: { protocol: 'vnc', action: 'os-getVNCConsole' },
  xvpvnc: { protocol: 'vnc', action: 'os-getVNCConsole' },
  'spice-html5': { protocol: 'spice', action: 'os-getSPICEConsole' },
  'spice-direct': { protocol: 'spice', action: 'os-getSPICEConsole', since: '2.99' },
  'rdp-html5': { protocol: 'rdp', action: 'os-getRDPConsole' },
  serial: { protocol: 'serial', action: 'os-getSerialConsole' },
  webmks: { protocol: 'mks', since: '2.8' },
};

const option = (flag: string, type: string, what: string) => constant(flag, type, 'novnc', what);

const show = command({
  summary: "Show the address of a server's console",
  params: {
    server: naming('server', arg('<server>', 'Server whose console is wanted (name or ID)')),
    url_type: [
      option('--novnc', 'novnc', 'A noVNC console (the default)'),
      option('--xvpvnc', 'xvpvnc', 'An XVP VNC console'),
      option('--spice', 'spice-html5', 'A SPICE console in the browser'),
      option('--spice-direct', 'spice-direct', 'A SPICE console for a native client'),
      option('--rdp', 'rdp-html5', 'An RDP console'),
      option('--serial', 'serial', 'A serial console'),
      option('--mks', 'webmks', 'A WebMKS console'),
    ],
  },
  exclusive: [
    { members: ['--novnc', '--xvpvnc', '--spice', '--spice-direct', '--rdp', '--serial', '--mks'] },
  ],
  output: 'show',
  examples: ['openstack console url show web1', 'openstack console url show --serial web1 -f value -c url'],
  async run(context, values) {
    const compute = await context.compute();
    const id = await context.findId(server, values.server);
    const {
      links: _links,
      id: _id,
      name: _name,
      ...shown
    } = await consoleOf(context, compute, id, values.url_type);
    return showAttributes(shown);
  },
});

async function consoleOf(context: Context, compute: Service, id: string, type: string): Promise<JsonObject> {
  const { protocol = '', action, since } = TYPES[type] ?? {};
  if (!(await supports(compute, '2.6'))) {
    if (action === undefined) throw new CommandError(`Unsupported console type ${type}`);
    return child(await act(context, id, { [action]: { type } }), 'console');
  }
  if (since !== undefined && !(await supports(compute, since)))
    throw new CommandError(`Console type ${type} is not supported on server side`);
  const { microversion = '' } = serverConsole;
  const body = { remote_console: { type, protocol } };
  const found = child(
    await compute.post(`/servers/${id}/remote-consoles`, body, { microversion }),
    'remote_console',
  );
  return { protocol: found.protocol ?? null, type: found.type ?? null, url: found.url ?? null };
}

export default { show } satisfies Verbs;
