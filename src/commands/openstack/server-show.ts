/** `server show` (Compute API, "Show Server Details", "Show Server Diagnostics", "Show Server Topology"). */
import { type JsonObject, text } from '../../clients/json.ts';
import { server, serverDiagnostics } from '../../clients/resources/compute.ts';
import { attributes } from '../../clients/resources/resource.ts';
import type { Service } from '../../clients/service.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { demand } from '../../kernel/microversion.ts';
import type { ShowResult } from '../../kernel/output/result.ts';
import { arg, flag, naming } from '../../kernel/params.ts';
import { showAttributes } from '../../kernel/rows.ts';
import { currentLocation } from './lib/location.ts';
import { showServer } from './lib/server-detail.ts';

const TOPOLOGY_SINCE = '2.78';

const show = command({
  summary: 'Show a server',
  description: 'Shows a server. Its flavor is shown in full from microversion 2.47 on.',
  params: {
    server: naming('server', arg('<server>', 'Server to show (name or ID)')),
    diagnostics: flag('--diagnostics', 'Show how the virtual machine is doing instead (administrators)'),
    topology: flag('--topology', 'Add the NUMA topology (microversion 2.78 and newer)'),
  },
  exclusive: [{ members: ['--diagnostics', '--topology'] }],
  output: 'show',
  examples: ['openstack server show web1', 'openstack server show web1 -f value -c status'],
  async run(context, values) {
    const compute = await context.compute();
    const message = `--os-compute-api-version ${TOPOLOGY_SINCE} or greater is required to support the --topology option`;
    if (values.topology) await demand(compute, TOPOLOGY_SINCE, message);
    const item = await context.find(server, values.server);
    const id = text(item, 'id');
    if (values.diagnostics) return diagnostics(context, compute, id);
    const topology = values.topology ? await fetchTopology(context, compute, id) : undefined;
    return showServer(context, item, { topology });
  },
});

/** The peer forgets to ask for a microversion, and gets a 404 unless the user asks for one. */
function fetchTopology(context: Context, compute: Service, id: string): Promise<JsonObject> {
  const options = context.manners === 'ostk' ? { microversion: TOPOLOGY_SINCE } : {};
  return compute.get(`/servers/${id}/topology`, options);
}

async function diagnostics(context: Context, compute: Service, id: string): Promise<ShowResult> {
  const { microversion = '' } = serverDiagnostics;
  const [body, location] = await Promise.all([
    compute.get(`/servers/${id}/diagnostics`, { microversion }),
    currentLocation(context),
  ]);
  return showAttributes({ ...attributes(serverDiagnostics, body), server_id: id, location });
}

export default { '': show } satisfies Verbs;
