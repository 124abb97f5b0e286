/** Servers shown, changed and deleted (Compute API, "Servers"). */

import { text } from '../../clients/json.ts';
import { empty, ok } from '../http.ts';
import { bodyOf, type Check } from '../schema.ts';
import { ipCheck, nameCheck, nullable, oneOf, textCheck } from '../schema-values.ts';
import { type Call, Refusal, type Routes } from '../service.ts';
import { demandUnlocked, serverOf } from './access.ts';
import { deleteSteps, destroy } from './boot.ts';
import { createServers } from './create.ts';
import { hostnameCheck } from './create-body.ts';
import { record } from './history.ts';
import { begin, update } from './operations.ts';
import { confirmNow } from './resize.ts';
import { listServers } from './servers-list.ts';
import { SERVERS, type Server } from './types.ts';
import { brief, detail, shortAddresses } from './views.ts';

const UPDATE: Readonly<Record<string, Check>> = {
  name: nameCheck,
  'OS-DCF:diskConfig': oneOf('AUTO', 'MANUAL'),
  accessIPv4: ipCheck(4),
  accessIPv6: ipCheck(6),
};

function change(call: Call) {
  const { version } = call;
  const body = bodyOf(call, 'server', [], {
    ...UPDATE,
    ...(version >= 19 ? { description: nullable(textCheck()) } : {}),
    ...(version >= 90 ? { hostname: hostnameCheck } : {}),
  });
  const server = serverOf(call);
  const next = update(server, call.now, {
    ...(body.name === undefined ? {} : { name: text(body, 'name') }),
    ...(body.description === undefined ? {} : { description: text(body, 'description') || null }),
    ...(body.hostname === undefined ? {} : { hostname: text(body, 'hostname') }),
    ...(body.accessIPv4 === undefined ? {} : { access_v4: text(body, 'accessIPv4') }),
    ...(body.accessIPv6 === undefined ? {} : { access_v6: text(body, 'accessIPv6') }),
    ...(body['OS-DCF:diskConfig'] === undefined ? {} : { disk_config: text(body, 'OS-DCF:diskConfig') }),
  });
  call.state.put(SERVERS, next);
  return ok({ server: detail(call, next, true) });
}

/** Deletes a server; one that has no machine goes at once. */
export function remove(call: Call, server: Server): void {
  if (server.task_state === 'deleting') return;
  if (server.shelved) call.state.remove('images', server.shelved);
  if (server.host === '') {
    record(call, server, 'delete');
    destroy(server, call);
    return;
  }
  const operation = { name: 'delete', steps: deleteSteps };
  if (server.vm_state === 'resized') begin(call, confirmNow(call, server), 'delete', operation, {});
  else begin(call, server, 'delete', operation, { task_state: 'deleting' });
}

export const serverRoutes: Routes = {
  'GET /servers': call => listServers(call, server => brief(call, server)),
  'GET /servers/detail': call => listServers(call, server => detail(call, server, false)),
  'POST /servers': createServers,
  'GET /servers/:id/ips': call => ok({ addresses: shortAddresses(call, serverOf(call)) }),
  'GET /servers/:id/ips/:network': call => {
    const { network = '' } = call.params;
    const found = shortAddresses(call, serverOf(call))[network];
    if (!found) throw new Refusal(404, 'Instance is not a member of specified network');
    return ok({ [network]: found });
  },
  'GET /servers/:id': call => ok({ server: detail(call, serverOf(call), true) }),
  'PUT /servers/:id': change,
  'DELETE /servers/:id': call => {
    const server = serverOf(call);
    demandUnlocked(call, server);
    remove(call, server);
    return empty();
  },
};
