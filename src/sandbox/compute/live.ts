/** Servers that move while they run (Compute API, os-migrateLive; os-evacuate). */

import { isObject, type Json, type JsonObject, text } from '../../clients/json.ts';
import { empty, reply } from '../http.ts';
import { bindPorts } from '../network/ports.ts';
import type { Check } from '../schema.ts';
import { booleanCheck, booleanOf, nullable, objectOf, textCheck } from '../schema-values.ts';
import { type Call, Refusal, type Reply } from '../service.ts';
import { demandState } from './access.ts';
import type { Actions } from './actions.ts';
import { NO_HOST } from './boot.ts';
import { CONTROLLER, recordDone } from './history.ts';
import { addMigration, changeMigration } from './migrations.ts';
import { begin, Failure, type Operations, type Step, update, type Work } from './operations.ts';
import { password } from './passwords.ts';
import { claim, localDisk, pickHost, unclaim } from './placement.ts';
import { getHost, SERVERS, type Server } from './types.ts';

const destination = (server: Server) => server.previous?.host ?? server.host;

/** A migration that fails leaves the server as it was. */
function refuse(message: string): Failure {
  return new Failure(message, 400, {}, ({ state, now, data }) =>
    changeMigration(state, text(data, 'migration'), now, { status: 'error' }),
  );
}

function prepare(server: Server, { state, now, data }: Work): Server {
  const only = text(data, 'host');
  if (only === server.host)
    throw refuse(`Unable to migrate instance (${server.id}) to current host (${only}).`);
  const disk = localDisk(server.flavor, server.image);
  const wanted = { flavor: server.flavor, disk, except: [server.host] };
  const host = pickHost(state, only === '' ? wanted : { ...wanted, only });
  if (host === undefined) throw refuse(NO_HOST);
  claim(state, host, server.flavor, disk);
  const migration = text(data, 'migration');
  changeMigration(state, migration, now, { status: 'preparing', dest: host });
  const { flavor, vm_state } = server;
  return update(server, now, { previous: { flavor, host, vm_state, migration } });
}

/** The server is where it was to go; what it had before is given back. */
function arrive(server: Server, { state, now, data }: Work): Server {
  const host = destination(server);
  unclaim(state, server);
  bindPorts(state, server.id, host, 'ACTIVE');
  changeMigration(state, text(data, 'migration'), now, { status: 'completed' });
  return update(server, now, { host, previous: null, task_state: null });
}

/** Where an event of a live migration happens: the server is still where it was. */
function place(server: Server, event: string): string {
  return /destination$|pre_live/.test(event) ? destination(server) : server.host;
}

const liveSteps: readonly Step[] = [
  { after: 0.5, event: 'conductor_live_migrate_instance', host: () => CONTROLLER, run: prepare },
  {
    after: 0.5,
    event: ['compute_check_can_live_migrate_destination', 'compute_check_can_live_migrate_source'],
    host: place,
    run: server => server,
  },
  {
    after: 0.5,
    event: ['compute_live_migration', 'compute_pre_live_migration'],
    host: place,
    run: (server, { state, now, data }) => {
      changeMigration(state, text(data, 'migration'), now, { status: 'running' });
      return server;
    },
  },
  {
    after: 2,
    run: (server, { state, now, data }) => {
      changeMigration(state, text(data, 'migration'), now, { status: 'post-migrating' });
      return server;
    },
  },
  { after: 0.5, event: 'compute_post_live_migration_at_destination', host: place, run: arrive },
];

function evacuated(server: Server, work: Work): Server {
  const { state, now, data } = work;
  const disk = localDisk(server.flavor, server.image);
  const only = text(data, 'host');
  const wanted = { flavor: server.flavor, disk, except: [server.host] };
  const host = pickHost(state, only === '' ? wanted : { ...wanted, only });
  if (host === undefined) throw new Failure(NO_HOST);
  unclaim(state, server);
  claim(state, host, server.flavor, disk);
  bindPorts(state, server.id, host, 'ACTIVE');
  changeMigration(state, text(data, 'migration'), now, { status: 'done', dest: host });
  return update(server, now, { host, task_state: null, fault: null });
}

const evacuateSteps: readonly Step[] = [
  { after: 2, event: ['rebuild_server', 'compute_rebuild_instance'], run: evacuated },
];

export const liveOperations: Operations = { live: liveSteps, evacuate: evacuateSteps };

/** Gives up a live migration: the server stays where it is. */
export function abortLive(call: Call, server: Server, migration: string): void {
  const { previous } = server;
  const disk = localDisk(server.flavor, server.image);
  if (previous) claim(call.state, previous.host, previous.flavor, disk, -1);
  changeMigration(call.state, migration, call.now, { status: 'cancelled' });
  recordDone(call, server, 'live_migration_cancel', 'compute_live_migration_abort');
  const next = update(server, call.now, { previous: null, task_state: null, operation: '' });
  call.state.put(SERVERS, next);
}

/** Ends a live migration at once. */
export function forceComplete(call: Call, server: Server, migration: string): void {
  if (!server.previous) demandState(server, 'force_complete', []);
  recordDone(call, server, 'live_migration_force_complete', 'compute_live_migration_force_complete');
  const work = { ...call, data: { migration }, request: call.requestId };
  call.state.put(SERVERS, { ...arrive(server, work), operation: '' });
}

function knownHost(call: Call, about: JsonObject): string {
  const host = text(about, 'host');
  if (host !== '' && !getHost(call.state, host))
    throw new Refusal(400, `Compute host ${host} could not be found.`);
  return host;
}

function sayLive(version: number): Check {
  const old = version < 25;
  return objectOf(
    {
      block_migration: old ? booleanCheck : booleanOf([[], ['auto']]),
      ...(old ? { disk_over_commit: booleanCheck } : {}),
      host: nullable(textCheck(1)),
      ...(version >= 30 && version < 68 ? { force: booleanCheck } : {}),
    },
    ['block_migration', ...(old ? ['disk_over_commit'] : []), 'host'],
  );
}

function sayEvacuate(version: number): Check {
  const old = version < 14;
  return objectOf(
    {
      host: textCheck(1),
      ...(old ? { onSharedStorage: booleanCheck } : {}),
      adminPass: textCheck(),
      ...(version >= 29 && version < 68 ? { force: booleanCheck } : {}),
    },
    old ? ['onSharedStorage'] : [],
  );
}

function migrateLive(call: Call, server: Server, given: Json): Reply {
  const about = isObject(given) ? given : {};
  const host = knownHost(call, about);
  demandState(server, 'os-migrateLive', ['active', 'paused']);
  const { flavor } = server;
  const migration = addMigration(call, server, { type: 'live-migration', status: 'queued', flavor });
  const operation = { name: 'live', steps: liveSteps };
  begin(call, server, 'live-migration', operation, { task_state: 'migrating' }, { host, migration });
  return empty(202);
}

function evacuate(call: Call, server: Server, given: Json): Reply {
  const about = isObject(given) ? given : {};
  const host = knownHost(call, about);
  if (host !== '' && host === server.host) throw new Refusal(400, "The target host can't be the same one.");
  demandState(server, 'evacuate', ['active', 'stopped', 'error'], false);
  const service = call.state
    .all('compute_services')
    .find(each => each.binary === 'nova-compute' && each.host === server.host);
  if (service?.forced_down !== true)
    throw new Refusal(400, `Compute service of ${server.host} is still in use.`);
  const { flavor } = server;
  const migration = addMigration(call, server, { type: 'evacuation', status: 'accepted', flavor });
  const operation = { name: 'evacuate', steps: evacuateSteps };
  begin(call, server, 'evacuate', operation, { task_state: 'rebuilding' }, { host, migration });
  return call.version >= 14 ? empty(200) : reply(200, { adminPass: password() });
}

export const liveActions: Actions = {
  'os-migrateLive': { rule: 'os-migrate-server:migrate_live', said: sayLive, run: migrateLive },
  evacuate: { rule: 'os-evacuate', said: sayEvacuate, run: evacuate },
};
