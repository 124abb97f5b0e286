/** Records of servers that moved (Compute API, os-migrations). */
import type { JsonObject } from '../../clients/json.ts';
import { ok, paged } from '../http.ts';
import { type Call, Refusal, type Routes } from '../service.ts';
import { type Item, type State, uuid } from '../state.ts';
import { isoMicros } from '../time.ts';
import { allow } from './access.ts';
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

/** Forgets the records of a server that is deleted. */
export function forgetMigrations(state: State, server: string): void {
  for (const { id } of state.by(MIGRATIONS, 'server', server)) state.remove(MIGRATIONS, id);
}

/** A record's time as the API shows it. */
export const micros = (time: unknown) => isoMicros(Math.floor(Number(time) / 1000) * 1000);

/** The address of the machine that a server goes to; those that move while they run do not say. */
export function addressOf({ dest, type }: Item): string | null {
  return dest === null || type === 'live-migration' ? null : '192.0.2.1';
}

function view(migration: Item, version: number): JsonObject {
  const { dest } = migration;
  return {
    id: migration.number,
    ...(version >= 59 ? { uuid: migration.id } : {}),
    source_compute: migration.source,
    dest_compute: dest,
    source_node: migration.source,
    dest_node: dest,
    dest_host: addressOf(migration),
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
};
