/** Servers that change their flavor, or their machine while they are off: both wait to be confirmed or taken back. */

import { isObject, type Json, text } from '../../clients/json.ts';
import { empty } from '../http.ts';
import { bindPorts } from '../network/ports.ts';
import { any, nullable, objectOf, oneOf, textCheck } from '../schema-values.ts';
import { type Call, Refusal, type Reply } from '../service.ts';
import type { State } from '../state.ts';
import { demandState } from './access.ts';
import type { Actions } from './actions.ts';
import { NO_HOST } from './boot.ts';
import { flavorFor } from './create.ts';
import { flavorRef } from './create-body.ts';
import { CONTROLLER, recordDone } from './history.ts';
import { addMigration, changeMigration, MIGRATIONS } from './migrations.ts';
import { become, begin, Failure, type Operations, type Step, update, type Work } from './operations.ts';
import { claim, localDisk, pickHost, usageOf, use } from './placement.ts';
import { limitsOf } from './quota-limits.ts';
import { type Flavor, getFlavor, getHost, type Server } from './types.ts';

const other = (server: Server) => server.previous?.host ?? server.host;

/** The flavor that a server gets: the one that was asked for, or its own where it only moves. */
function target(state: State, server: Server, data: Work['data']): Flavor {
  const id = text(data, 'flavor');
  return id === '' ? server.flavor : (getFlavor(state, id) ?? server.flavor);
}

function prepare(server: Server, { state, now, data }: Work): Server {
  const flavor = target(state, server, data);
  const disk = localDisk(flavor, server.image);
  const only = text(data, 'host');
  const wanted = { flavor, disk, except: [server.host] };
  const host = pickHost(state, only === '' ? wanted : { ...wanted, only });
  const migration = text(data, 'migration');
  if (host === undefined)
    throw new Failure(NO_HOST, 400, {}, work =>
      changeMigration(work.state, migration, work.now, { status: 'error' }),
    );
  claim(state, host, flavor, disk);
  changeMigration(state, migration, now, { status: 'pre-migrating', dest: host });
  const { vm_state } = server;
  // Until it has moved, `previous` holds what it is to have: deleting the server then gives both back.
  return update(server, now, { previous: { flavor, host, vm_state, migration } });
}

/** Exchanges what the server has and what `previous` holds. */
function swap(server: Server, { state, now }: Pick<Work, 'state' | 'now'>): Server {
  const { previous } = server;
  if (!previous) return server;
  const { flavor, host } = server;
  use(state, server.project_id, {
    instances: 0,
    cores: previous.flavor.vcpus - flavor.vcpus,
    ram: previous.flavor.ram - flavor.ram,
  });
  bindPorts(state, server.id, previous.host, server.power_state === 1 ? 'ACTIVE' : 'DOWN');
  const next = { flavor: previous.flavor, host: previous.host };
  return update(server, now, { ...next, previous: { ...previous, flavor, host } });
}

/** Gives back what `previous` holds. */
function forget(server: Server, state: State): void {
  const { previous } = server;
  if (previous) claim(state, previous.host, previous.flavor, localDisk(previous.flavor, server.image), -1);
}

function migrationOf(server: Server): string {
  return server.previous?.migration ?? '';
}

const resizeSteps: readonly Step[] = [
  {
    after: 0.8,
    event: ['conductor_migrate_server', 'cold_migrate'],
    host: () => CONTROLLER,
    run: prepare,
  },
  {
    after: 0.5,
    event: 'compute_prep_resize',
    host: other,
    run: (server, { state, now }) => {
      changeMigration(state, migrationOf(server), now, { status: 'migrating' });
      return update(server, now, { task_state: 'resize_migrating' });
    },
  },
  {
    after: 1,
    event: 'compute_resize_instance',
    run: (server, work) => {
      changeMigration(work.state, migrationOf(server), work.now, { status: 'post-migrating' });
      return { ...swap(server, work), task_state: 'resize_migrated' };
    },
  },
  { after: 0.3, event: 'compute_finish_resize', run: become('resize_finish') },
  {
    after: 0.7,
    run: (server, { state, now }) => {
      changeMigration(state, migrationOf(server), now, { status: 'finished' });
      return update(server, now, { vm_state: 'resized', task_state: null, launched: now });
    },
  },
];

function confirmed(server: Server, { state, now }: Pick<Work, 'state' | 'now'>): Server {
  forget(server, state);
  changeMigration(state, migrationOf(server), now, { status: 'confirmed' });
  const vm_state = server.previous?.vm_state ?? 'active';
  return update(server, now, { vm_state, previous: null });
}

const confirmSteps: readonly Step[] = [
  {
    after: 0.4,
    event: 'compute_confirm_resize',
    host: other,
    run: confirmed,
  },
];

const revertSteps: readonly Step[] = [
  {
    after: 0.5,
    event: 'compute_revert_resize',
    run: (server, work) => {
      const back = swap(server, work);
      forget(back, work.state);
      return { ...back, previous: null };
    },
  },
  {
    after: 1,
    event: 'compute_finish_revert_resize',
    run: (server, { state, now, data }) => {
      changeMigration(state, text(data, 'migration'), now, { status: 'reverted' });
      const vm_state = text(data, 'vm_state');
      return update(server, now, { vm_state, task_state: null, launched: now });
    },
  },
];

/** Confirms what waits for it, since the server is about to be deleted: what it had before goes at once. */
export function confirmNow(call: Call, server: Server): Server {
  recordDone(call, server, 'confirmResize', 'compute_confirm_resize');
  return { ...confirmed(server, call), task_state: null, operation: '' };
}

export const resizeOperations: Operations = {
  resize: resizeSteps,
  confirm: confirmSteps,
  revert: revertSteps,
};

/** @throws Refusal 403 when the larger flavor goes beyond the quota */
function withinQuota(call: Call, server: Server, flavor: Flavor): void {
  const limits = limitsOf(call.state, server.project_id);
  const used = usageOf(call.state, server.project_id);
  const more = { cores: flavor.vcpus - server.flavor.vcpus, ram: flavor.ram - server.flavor.ram };
  const over = (['cores', 'ram'] as const).filter(key => {
    const limit = limits[key] ?? -1;
    return more[key] > 0 && limit >= 0 && used[key] + more[key] > limit;
  });
  if (over.length === 0) return;
  const names = over.join(', ');
  const list = (value: (key: 'cores' | 'ram') => number | undefined) => over.map(value).join(', ');
  throw new Refusal(
    403,
    `Quota exceeded for ${names}: Requested ${list(key => more[key])}, but already used ${list(key => used[key])} of ${list(key => limits[key])} ${names}`,
  );
}

const RESIZE = objectOf({ flavorRef, 'OS-DCF:diskConfig': oneOf('AUTO', 'MANUAL') }, ['flavorRef']);

function resize(call: Call, server: Server, about: Json): Reply {
  demandState(server, 'resize', ['active', 'stopped']);
  const flavor = flavorFor(call, String(isObject(about) ? about.flavorRef : ''));
  if (flavor.id === server.flavor.id) throw new Refusal(400, 'When resizing, instances must change flavor!');
  if (flavor.disk === 0 && server.flavor.disk !== 0 && server.image !== '')
    throw new Refusal(
      400,
      "Flavor's disk is smaller than the minimum size specified in image metadata. Flavor disk is 0 bytes.",
    );
  withinQuota(call, server, flavor);
  const migration = addMigration(call, server, { type: 'resize', status: 'pre-migrating', flavor });
  const data = { flavor: flavor.id, migration };
  const operation = { name: 'resize', steps: resizeSteps };
  begin(call, server, 'resize', operation, { task_state: 'resize_prep' }, data);
  return empty(202);
}

const MIGRATE = nullable(objectOf({ host: nullable(textCheck(1)) }));

function migrate(call: Call, server: Server, about: Json): Reply {
  const host = isObject(about) ? text(about, 'host') : '';
  if (host !== '' && !getHost(call.state, host))
    throw new Refusal(400, `Compute host ${host} could not be found.`);
  if (host !== '' && host === server.host)
    throw new Refusal(400, 'Cannot migrate to the host where the server exists.');
  demandState(server, 'migrate', ['active', 'stopped']);
  const { flavor } = server;
  const migration = addMigration(call, server, { type: 'migration', status: 'pre-migrating', flavor });
  const operation = { name: 'resize', steps: resizeSteps };
  begin(call, server, 'migrate', operation, { task_state: 'resize_prep' }, { host, migration });
  return empty(202);
}

/** @throws Refusal unless a server waits for its resize to be confirmed or taken back */
function waiting(call: Call, server: Server, action: string): void {
  demandState(server, action, ['resized']);
  if (call.state.get(MIGRATIONS, migrationOf(server))?.status !== 'finished')
    throw new Refusal(400, 'Instance has not been resized.');
}

function confirm(call: Call, server: Server): Reply {
  waiting(call, server, 'confirmResize');
  changeMigration(call.state, migrationOf(server), call.now, { status: 'confirming' });
  begin(call, server, 'confirmResize', { name: 'confirm', steps: confirmSteps }, {});
  return empty();
}

function revert(call: Call, server: Server): Reply {
  waiting(call, server, 'revertResize');
  changeMigration(call.state, migrationOf(server), call.now, { status: 'reverting' });
  const operation = { name: 'revert', steps: revertSteps };
  const data = { migration: migrationOf(server), vm_state: server.previous?.vm_state ?? 'active' };
  begin(call, server, 'revertResize', operation, { task_state: 'resize_reverting' }, data);
  return empty(202);
}

export const resizeActions: Actions = {
  resize: { said: () => RESIZE, run: resize },
  migrate: {
    rule: 'os-migrate-server:migrate',
    said: version => (version >= 56 ? MIGRATE : any),
    run: migrate,
  },
  confirmResize: { run: confirm },
  revertResize: { run: revert },
};
