/** Live migrations of one server while they go on (Compute API, /servers/:id/migrations). */
import { isObject, type JsonObject, text } from '../../clients/json.ts';
import { empty, ok } from '../http.ts';
import { type Call, Refusal, type Routes } from '../service.ts';
import type { Item } from '../state.ts';
import { allow, demandUnlocked, serverOf, since, wrongState } from './access.ts';
import { abortLive, forceComplete } from './live.ts';
import { addressOf, MIGRATIONS, micros } from './migrations.ts';
import type { Server } from './types.ts';

const RUNNING = ['queued', 'accepted', 'preparing', 'running', 'post-migrating'];

/** A record with how far it has come. */
function progress(migration: Item, version: number): JsonObject {
  const { dest } = migration;
  return {
    created_at: micros(migration.created),
    dest_compute: dest,
    dest_host: addressOf(migration),
    dest_node: dest,
    disk_processed_bytes: 0,
    disk_remaining_bytes: 0,
    disk_total_bytes: 0,
    id: migration.number,
    memory_processed_bytes: 0,
    memory_remaining_bytes: 0,
    memory_total_bytes: 0,
    server_uuid: migration.server,
    source_compute: migration.source,
    source_node: migration.source,
    status: migration.status,
    updated_at: micros(migration.updated),
    ...(version >= 59 ? { uuid: migration.id } : {}),
    ...(version >= 80 ? { user_id: migration.user, project_id: migration.project } : {}),
  };
}

function isRunning(migration: Item): boolean {
  return migration.type === 'live-migration' && RUNNING.includes(text(migration, 'status'));
}

/** The server in the path, and its migration of that number where there is one. */
function inPath(call: Call, rule: string): { server: Server; found: Item | undefined; number: string } {
  const server = serverOf(call);
  allow(call, `servers:migrations:${rule}`);
  const { number = '' } = call.params;
  const all = call.state.by(MIGRATIONS, 'server', server.id);
  return { server, number, found: all.find(each => String(each.number) === number) };
}

function shown(call: Call): Item {
  const { server, found, number } = inPath(call, 'show');
  if (!found)
    throw new Refusal(404, `In-progress live migration ${number} is not found for server ${server.id}.`);
  if (found.type !== 'live-migration')
    throw new Refusal(404, `Migration ${number} for server ${server.id} is not live-migration.`);
  if (!isRunning(found))
    throw new Refusal(404, `Live migration ${number} for server ${server.id} is not in progress.`);
  return found;
}

/** The running migration that shall be ended. @param missing the status for one that is not there */
function running(call: Call, rule: string, action: string, missing: number) {
  const { server, found, number } = inPath(call, rule);
  demandUnlocked(call, server);
  if (server.task_state !== 'migrating') throw wrongState(server, action, 'task_state');
  if (!found) throw new Refusal(missing, `Migration ${number} not found for instance ${server.id}`);
  const queued =
    rule === 'delete' && call.version >= 65 && ['queued', 'preparing'].includes(text(found, 'status'));
  if (found.status !== 'running' && !queued)
    throw new Refusal(
      400,
      `Migration ${number} state of instance ${server.id} is ${text(found, 'status')}. Cannot ${action.replace('_', ' ')} while the migration is in this state.`,
    );
  return { server, migration: found.id };
}

export const serverMigrationRoutes: Routes = {
  'GET /servers/:id/migrations': call => {
    since(call, 23);
    const server = serverOf(call);
    allow(call, 'servers:migrations:index');
    const found = call.state.by(MIGRATIONS, 'server', server.id).filter(isRunning);
    return ok({ migrations: found.map(each => progress(each, call.version)) });
  },
  'GET /servers/:id/migrations/:number': call => {
    since(call, 23);
    return ok({ migration: progress(shown(call), call.version) });
  },
  'DELETE /servers/:id/migrations/:number': call => {
    since(call, 24);
    const { server, migration } = running(call, 'delete', 'abort live migration', 404);
    abortLive(call, server, migration);
    return empty(202);
  },
  'POST /servers/:id/migrations/:number/action': call => {
    since(call, 22);
    if (!isObject(call.body) || !('force_complete' in call.body))
      throw new Refusal(400, `There is no such action: ${Object.keys(isObject(call.body) ? call.body : {})}`);
    const { server, migration } = running(call, 'force_complete', 'force_complete', 400);
    forceComplete(call, server, migration);
    return empty(202);
  },
};
