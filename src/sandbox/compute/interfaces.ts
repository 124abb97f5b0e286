/** Ports put on servers and taken off, and addresses (Compute API, os-interface). */

import { children, isObject, type JsonObject, text } from '../../clients/json.ts';
import { empty, ok } from '../http.ts';
import {
  attachPort,
  bindPorts,
  createPort,
  dropAddress,
  findNetwork,
  findPort,
  releasePort,
  type ServerPort,
  serverPorts,
} from '../network/ports.ts';
import { bodyOf } from '../schema.ts';
import { addressCheck, listOf, objectOf, textCheck, uuidCheck } from '../schema-values.ts';
import { type Call, Refusal, type Reply, type Routes } from '../service.ts';
import { demandState, demandUnlocked, serverOf } from './access.ts';
import type { Actions } from './actions.ts';
import { networksFor } from './create-parts.ts';
import { recordDone } from './history.ts';
import { ZONE } from './types.ts';

const STATES = ['active', 'paused', 'stopped'];

function view(port: ServerPort): JsonObject {
  return {
    net_id: port.networkId,
    port_id: port.id,
    mac_addr: port.mac,
    port_state: port.status,
    fixed_ips: port.fixedIps.map(({ subnetId, address }) => ({ subnet_id: subnetId, ip_address: address })),
  };
}

function portOf(call: Call): ServerPort {
  const server = serverOf(call);
  const { port: id = '' } = call.params;
  const port = serverPorts(call.state, server.id).find(each => each.id === id);
  if (!port) throw new Refusal(404, `Port id ${id} could not be found.`);
  return port;
}

function attach(call: Call): Reply {
  const empty = isObject(call.body) && call.body.interfaceAttachment === undefined;
  const body = empty
    ? {}
    : bodyOf(call, 'interfaceAttachment', [], {
        net_id: uuidCheck,
        port_id: uuidCheck,
        fixed_ips: listOf(objectOf({ ip_address: addressCheck }, ['ip_address']), 1),
        ...(call.version >= 49 ? { tag: textCheck(1, 60) } : {}),
      });
  const server = serverOf(call);
  demandUnlocked(call, server);
  const [network, port] = [text(body, 'net_id'), text(body, 'port_id')];
  const [fixed] = children(body, 'fixed_ips').map(each => text(each, 'ip_address'));
  if (network !== '' && port !== '') throw new Refusal(400, 'Must not input both network_id and port_id');
  if (fixed !== undefined && network === '')
    throw new Refusal(400, 'Must input network_id when request IP address');
  demandState(server, 'attach_interface', STATES);
  const owner = { serverId: server.id, projectId: server.project_id, host: server.host, zone: ZONE };
  const scope = call.caller.isAdmin ? undefined : call.caller.projectId;
  let made: ServerPort;
  if (port !== '') {
    const known = findPort(call.state, port, scope);
    if (!known) throw new Refusal(404, `Port id ${port} could not be found.`);
    if (known.serverId !== '') throw new Refusal(409, `Port ${port} is still in use.`);
    made = attachPort(call.state, owner, port);
  } else {
    if (network !== '' && !findNetwork(call.state, network, scope))
      throw new Refusal(404, `Network ${network} could not be found.`);
    const [wish] = network === '' ? networksFor(call, undefined, 1) : [{ network }];
    if (!wish)
      throw new Refusal(
        400,
        `No specific network was requested and none are available for project '${server.project_id}'.`,
      );
    const address = fixed === undefined ? {} : { fixedIp: fixed };
    made = createPort(call.state, owner, { networkId: text(wish, 'network'), ...address });
  }
  if (server.power_state === 1) bindPorts(call.state, server.id, server.host, 'ACTIVE');
  recordDone(call, server, 'attach_interface', 'compute_attach_interface');
  const shown = call.version >= 70 ? { ...view(made), tag: text(body, 'tag') || null } : view(made);
  return ok({ interfaceAttachment: { ...shown, port_state: 'ACTIVE' } });
}

function tagged(call: Call, port: ServerPort): JsonObject {
  return call.version >= 70 ? { ...view(port), tag: null } : view(port);
}

export const interfaceRoutes: Routes = {
  'GET /servers/:id/os-interface': call => {
    const ports = serverPorts(call.state, serverOf(call).id);
    return ok({ interfaceAttachments: ports.map(port => tagged(call, port)) });
  },
  'GET /servers/:id/os-interface/:port': call => ok({ interfaceAttachment: tagged(call, portOf(call)) }),
  'POST /servers/:id/os-interface': attach,
  'DELETE /servers/:id/os-interface/:port': call => {
    const server = serverOf(call);
    demandUnlocked(call, server);
    demandState(server, 'detach_interface', STATES);
    const { port: id = '' } = call.params;
    // Whether it is there is found out on the machine, when the answer is given.
    const isThere = serverPorts(call.state, server.id).some(port => port.id === id);
    if (isThere) releasePort(call.state, id);
    const problem = isThere ? null : `Port ${id} is not attached`;
    recordDone(call, server, 'detach_interface', 'compute_detach_interface', problem);
    return empty(202);
  },
};

/** Actions on addresses, which newer microversions leave to the network service. */
export const addressActions: Actions = {
  removeFixedIp: {
    to: 43,
    said: () => objectOf({ address: addressCheck }, ['address']),
    run: (call, server, about) => {
      const given = isObject(about) ? about : {};
      dropAddress(call.state, server.id, text(given, 'address'));
      return empty(202);
    },
  },
};
