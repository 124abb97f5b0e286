/** Servers put away for a while (Compute API, "Shelve Server"). */

import { isObject, type Json, text } from '../../clients/json.ts';
import { empty } from '../http.ts';
import { bindPorts } from '../network/ports.ts';
import type { Check } from '../schema.ts';
import { any, anyOf, nameCheck, nullable, nullCheck, objectOf, textCheck } from '../schema-values.ts';
import { type Call, Refusal, type Reply } from '../service.ts';
import { allow, demandState } from './access.ts';
import type { Actions } from './actions.ts';
import { NO_HOST } from './boot.ts';
import { CONTROLLER } from './history.ts';
import { begin, Failure, type Operations, type Step, update, type Work } from './operations.ts';
import { claim, localDisk, pickHost, unclaim } from './placement.ts';
import { keepImage } from './snapshot.ts';
import { getHost, type Server, ZONE } from './types.ts';

function offload(server: Server, { state, now }: Work): Server {
  unclaim(state, server);
  bindPorts(state, server.id, server.host, 'DOWN');
  return update(server, now, { vm_state: 'shelved_offloaded', power_state: 4, task_state: null, host: '' });
}

const shelveSteps: readonly Step[] = [
  {
    after: 1,
    event: 'compute_shelve_instance',
    run: (server, { now }) => update(server, now, { task_state: 'shelving_image_uploading' }),
  },
  {
    after: 1,
    run: (server, { now }) =>
      update(server, now, { vm_state: 'shelved', task_state: 'shelving_offloading', power_state: 4 }),
  },
  { after: 0.5, run: offload },
];

const offloadSteps: readonly Step[] = [{ after: 1, event: 'compute_shelve_offload_instance', run: offload }];

const place: Pick<Step, 'host' | 'run'> = {
  host: () => CONTROLLER,
  run: (server, { state, now, data }) => {
    if (server.host !== '') return server;
    const disk = localDisk(server.flavor, server.image);
    const only = text(data, 'host');
    const wanted = { flavor: server.flavor, disk };
    const host = pickHost(state, only === '' ? wanted : { ...wanted, only });
    if (host === undefined) throw new Failure(NO_HOST, 500, {});
    claim(state, host, server.flavor, disk);
    return update(server, now, { host, task_state: 'spawning' });
  },
};

const back: Step = {
  after: 2,
  event: 'compute_unshelve_instance',
  run: (server, { state, now }) => {
    bindPorts(state, server.id, server.host, 'ACTIVE');
    if (server.shelved) state.remove('images', server.shelved);
    return update(server, now, {
      shelved: '',
      vm_state: 'active',
      power_state: 1,
      task_state: null,
      launched: now,
    });
  },
};

/** Only what has an image of its own needs it again. */
const unshelveSteps: readonly Step[] = [
  { after: 0.6, event: ['get_image_info', 'schedule_instances'], ...place },
  back,
];

const unshelveVolumeSteps: readonly Step[] = [{ after: 0.6, event: 'schedule_instances', ...place }, back];

export const shelveOperations: Operations = {
  shelve: shelveSteps,
  offload: offloadSteps,
  unshelve: unshelveSteps,
  unshelveVolume: unshelveVolumeSteps,
};

function shelve(call: Call, server: Server): Reply {
  demandState(server, 'shelve', ['active', 'stopped', 'paused', 'suspended']);
  const change = { task_state: 'shelving' };
  // What is on a volume needs no image, and goes off its machine at once.
  if (server.image === '') begin(call, server, 'shelve', { name: 'offload', steps: offloadSteps }, change);
  else {
    const shelved = keepImage(call, server, `${server.name}-shelved`, {});
    begin(call, server, 'shelve', { name: 'shelve', steps: shelveSteps }, { ...change, shelved });
  }
  return empty(202);
}

function shelveOffload(call: Call, server: Server): Reply {
  demandState(server, 'shelveOffload', ['shelved']);
  const change = { task_state: 'shelving_offloading' };
  begin(call, server, 'shelveOffload', { name: 'offload', steps: offloadSteps }, change);
  return empty(202);
}

/** What may be said of where a server is to come back. Older microversions take anything. */
function sayUnshelve(version: number): Check {
  if (version < 77) return any;
  if (version < 91) return nullable(objectOf({ availability_zone: nameCheck }, ['availability_zone']));
  const text = textCheck(0, Number.POSITIVE_INFINITY);
  return anyOf(nullCheck, objectOf({ availability_zone: nullable(text), host: text }));
}

function unshelve(call: Call, server: Server, given: Json): Reply {
  const about = isObject(given) ? given : {};
  demandState(server, 'unshelve', ['shelved', 'shelved_offloaded']);
  const zone = about.availability_zone;
  const host = call.version >= 91 ? text(about, 'host') : '';
  if (typeof zone === 'string' && zone !== ZONE)
    throw new Refusal(400, 'The requested availability zone is not available');
  if (host !== '') {
    allow(call, 'os-shelve:unshelve_to_host');
    if (!getHost(call.state, host)) throw new Refusal(400, `Compute host ${host} could not be found.`);
  }
  const change = {
    task_state: 'unshelving',
    ...(typeof zone === 'string' ? { zone } : zone === null ? { zone: '' } : {}),
  };
  const operation =
    server.image === ''
      ? { name: 'unshelveVolume', steps: unshelveVolumeSteps }
      : { name: 'unshelve', steps: unshelveSteps };
  begin(call, server, 'unshelve', operation, change, { host });
  return empty(202);
}

export const shelveActions: Actions = {
  shelve: { run: shelve },
  shelveOffload: { rule: 'os-shelve:shelve_offload', run: shelveOffload },
  unshelve: { said: sayUnshelve, run: unshelve },
};
