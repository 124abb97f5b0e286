/** Records of servers that moved (Compute API, os-migrations and /servers/:id/migrations). */
import { type JsonObject, text } from '../../clients/json.ts';
import { empty, ok, paged } from '../http.ts';
import { type Call, Refusal, type Routes } from '../service.ts';
import { type Item, type State, uuid } from '../state.ts';
import { isoMicros } from '../time.ts';
import { allow, demandState, serverOf, since } from './access.ts';
import { abortLive, forceComplete } from './live.ts';
import { nextNumber } from './numbers.ts';
import type { Flavor, Server } from './types.ts';

export const MIGRATIONS = 'migrations';

/** Begins a record. @returns its ID */
export function addMigration(
  call: Pick<Call, 'state' | 'now' | 'caller'>,
  server: Server,
  about: { readonly type: string; readonly status: string; readonly flavor: Flavor; readonly dest?: string },
): string {
  const { state, now, caller } = call;
  const id = uuid();
  state.put(MIGRATIONS, {
    id,
    number: nextNumber(state, 'migrations'),
    server: server.id,
    type: about.type,
    status: about.status,
    source: server.host,
    dest: about.dest ?? null,
    old_flavor: server.flavor.id,
    new_flavor: about.flavor.id,
    user: caller.userId,
    project: caller.projectId,
    created: now,
    updated: now,
  });
  return id;
}

/** Changes a record. */
export function changeMigration(state: State, id: string, now: number, change: JsonObject): void {
  const migration = state.get(MIGRATIONS, id);
  if (migration) state.put(MIGRATIONS, { ...migration, ...change, id, updated: now });
}

const micros = (time: unknown) => isoMicros(Math.floor(Number(time) / 1000) * 1000);

const RUNNING = ['queued', 'accepted', 'preparing', 'running', 'post-migrating'];

function view(migration: Item, version: number): JsonObject {
  const { dest } = migration;
  return {
    id: migration.number,
    ...(version >= 59 ? { uuid: migration.id } : {}),
    source_compute: migration.source,
    dest_compute: dest,
    source_node: migration.source,
    dest_node: dest,
    dest_host: dest === null ? null : '192.0.2.1',
    old_instance_type_id: Number(migration.old_flavor) || 1,
    new_instance_type_id: Number(migration.new_flavor) || 1,
    instance_uuid: migration.server,
    status: migration.status,
    ...(version >= 23 ? { migration_type: migration.type } : {}),
    ...(version >= 80 ? { user_id: migration.user, project_id: migration.project } : {}),
    created_at: micros(migration.created),
    updated_at: micros(migration.updated),
  };
}

/** As shown below its server, with how far it has come. */
function progress(migration: Item, version: number): JsonObject {
  const { dest } = migration;
  return {
    created_at: micros(migration.created),
    dest_compute: dest,
    dest_host: dest === null ? null : '192.0.2.1',
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

function live(call: Call, server: Server): Item[] {
  return call.state
    .by(MIGRATIONS, 'server', server.id)
    .filter(each => each.type === 'live-migration' && RUNNING.includes(text(each, 'status')));
}

function inPath(call: Call): { server: Server; migration: Item } {
  const server = serverOf(call);
  const { number = '' } = call.params;
  const migration = call.state
    .by(MIGRATIONS, 'server', server.id)
    .find(each => String(each.number) === number);
  if (!migration) throw new Refusal(404, `Migration ${number} could not be found for instance ${server.id}`);
  if (!live(call, server).includes(migration)) {
    if (migration.type !== 'live-migration')
      throw new Refusal(404, `Migration ${number} for server ${server.id} is not live-migration.`);
    if (call.method === 'GET')
      throw new Refusal(404, `Live migration ${number} for server ${server.id} is not in progress.`);
  }
  return { server, migration };
}

export const migrationRoutes: Routes = {
  'GET /os-migrations': call => {
    allow(call, 'os-migrations:index');
    const { query, state, version } = call;
    const server = query.get('instance_uuid');
    const wanted = {
      status: query.get('status'),
      type: query.get('migration_type'),
      user: query.get('user_id'),
      project: query.get('project_id'),
    };
    const host = query.get('host');
    const source = query.get('source_compute');
    const found = (server === null ? state.all(MIGRATIONS) : state.by(MIGRATIONS, 'server', server))
      .filter(each => Object.entries(wanted).every(([key, word]) => word === null || each[key] === word))
      .filter(each => host === null || each.source === host || each.dest === host)
      .filter(each => source === null || each.source === source)
      .sort((a, b) => Number(b.number) - Number(a.number));
    const pages = paged(call, found, marker => new Refusal(400, `Marker ${marker} could not be found.`));
    const href = `${call.origin}${call.path}?${pages.next}`;
    const links =
      version >= 59 && pages.next !== undefined ? { migrations_links: [{ rel: 'next', href }] } : {};
    return ok({ migrations: pages.items.map(each => view(each, version)), ...links });
  },
  'GET /servers/:id/migrations': call => {
    since(call, 23);
    allow(call, 'servers:migrations:index');
    return ok({ migrations: live(call, serverOf(call)).map(each => progress(each, call.version)) });
  },
  'GET /servers/:id/migrations/:number': call => {
    since(call, 23);
    allow(call, 'servers:migrations:show');
    return ok({ migration: progress(inPath(call).migration, call.version) });
  },
  'DELETE /servers/:id/migrations/:number': call => {
    since(call, 24);
    allow(call, 'servers:migrations:delete');
    const { server, migration } = inPath(call);
    if (server.task_state !== 'migrating') demandState(server, 'abort live migration', []);
    abortLive(call, server, migration.id);
    return empty(202);
  },
  'POST /servers/:id/migrations/:number/action': call => {
    since(call, 22);
    allow(call, 'servers:migrations:force_complete');
    const { server, migration } = inPath(call);
    if (server.task_state !== 'migrating') demandState(server, 'force_complete', []);
    forceComplete(call, server, migration.id);
    return empty(202);
  },
};
