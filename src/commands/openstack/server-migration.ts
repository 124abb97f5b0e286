/** Migrations of servers: the record of all, and those under way (Compute API, "Migrations", "Server migrations"). */

import { HttpError } from '../../clients/errors.ts';
import { child, type JsonObject } from '../../clients/json.ts';
import { pathPart } from '../../clients/query.ts';
import { server } from '../../clients/resources/compute.ts';
import type { Service } from '../../clients/service.ts';
import { type Command, command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import { demand, supports } from '../../kernel/microversion.ts';
import { listPaged, markerPaging } from '../../kernel/paging.ts';
import { arg, choice, naming, text } from '../../kernel/params.ts';
import { type Column, fields, rows } from '../../kernel/rows.ts';
import { inOrder } from '../../kernel/together.ts';
import { projectDomain, projectId, userDomain, userId } from './lib/identity.ts';
import { actOn } from './lib/server-action.ts';

/** The newest that the peer's SDK knows for migrations. */
const NEWEST = '2.80';
/** From here on migrations have UUIDs, and their list has pages and a time range. */
const UUID_SINCE = '2.59';
const BEFORE_SINCE = '2.66';
/** From here on migrations have a kind. */
const TYPE_SINCE = '2.23';
/** From here on migrations tell who began them. */
const OWNER_SINCE = '2.80';

/** The API's word for a cold migration. */
const COLD = 'migration';

function needed(since: string, what: string): string {
  return `--os-compute-api-version ${since} or greater is required to support the ${what}`;
}

async function listColumns(compute: Service, project: boolean, user: boolean): Promise<readonly Column[]> {
  const id: Column = ['Id', 'id'];
  const uuid: Column = ['UUID', 'uuid'];
  const type: Column = ['Type', 'migration_type'];
  const hasOwner = (project || user) && (await supports(compute, OWNER_SINCE));
  const hasType = await supports(compute, TYPE_SINCE);
  const columns: (Column | false)[] = [
    hasType && id,
    (await supports(compute, UUID_SINCE)) && uuid,
    ['Source Node', 'source_node'],
    ['Dest Node', 'dest_node'],
    ['Source Compute', 'source_compute'],
    ['Dest Compute', 'dest_compute'],
    ['Dest Host', 'dest_host'],
    ['Status', 'status'],
    ['Server UUID', 'instance_uuid'],
    ['Old Flavor', 'old_instance_type_id'],
    ['New Flavor', 'new_instance_type_id'],
    hasType && type,
    hasOwner && project && ['Project', 'project_id'],
    hasOwner && user && ['User', 'user_id'],
    ['Created At', 'created_at'],
    ['Updated At', 'updated_at'],
  ];
  return columns.filter(column => column !== false);
}

const list = command({
  summary: 'List the migrations of servers',
  params: {
    server: naming('server', text('--server <server>', 'Only those of this server (name or ID)')),
    host: naming('hypervisor', text('--host <host>', 'Only those from or to this host')),
    status: text('--status <status>', 'Only those with this status'),
    type: choice(
      '--type <type>',
      ['evacuation', 'live-migration', 'cold-migration', 'resize'],
      'Only those of this kind',
    ),
    ...markerPaging,
    changes_since: text(
      '--changes-since <changes-since>',
      'Only those that changed at this time or later, such as 2026-03-04T06:27:59Z (microversion 2.59 and newer)',
    ),
    changes_before: text(
      '--changes-before <changes-before>',
      'Only those that changed at this time or earlier (microversion 2.66 and newer)',
    ),
    project: naming(
      'project',
      text('--project <project>', 'Only those of this project (name or ID; microversion 2.80 and newer)'),
    ),
    project_domain: projectDomain,
    user: naming(
      'user',
      text('--user <user>', 'Only those that this user began (name or ID; microversion 2.80 and newer)'),
    ),
    user_domain: userDomain,
  },
  output: 'list',
  examples: [
    'openstack server migration list --server web1',
    'openstack server migration list --type live-migration',
  ],
  async run(context, values) {
    const { limit, marker, max_items, changes_since, changes_before, project, user } = values;
    const compute = await context.compute();
    if (marker) await demand(compute, UUID_SINCE, needed(UUID_SINCE, '--marker option'));
    if (limit) await demand(compute, UUID_SINCE, needed(UUID_SINCE, '--limit option'));
    if (changes_since) await demand(compute, UUID_SINCE, needed(UUID_SINCE, '--changes-since option'));
    if (changes_before) await demand(compute, BEFORE_SINCE, needed(BEFORE_SINCE, '--changes-before option'));
    if (project) await demand(compute, OWNER_SINCE, needed(OWNER_SINCE, '--project option'));
    if (user) await demand(compute, OWNER_SINCE, needed(OWNER_SINCE, '--user option'));
    const nothing = Promise.resolve(undefined);
    const [instance_uuid, project_id, user_id] = await inOrder(
      values.server ? context.findId(server, values.server) : nothing,
      project ? projectId(context, project, values.project_domain) : nothing,
      user ? userId(context, user, values.user_domain) : nothing,
    );
    const query = {
      host: values.host,
      status: values.status,
      migration_type: values.type === 'cold-migration' ? COLD : values.type,
      'changes-since': changes_since || undefined,
      'changes-before': changes_before || undefined,
      instance_uuid,
      project_id,
      user_id,
    };
    const paging = { limit, marker, max_items: max_items || undefined };
    const options = { query, microversion: NEWEST };
    const [columns, items] = await inOrder(
      listColumns(compute, Boolean(project), Boolean(user)),
      listPaged(compute, '/os-migrations', 'migrations', paging, options, Boolean(limit)),
    );
    return rows(columns, items);
  },
});

/** A migration that a command line names: its server's ID and its number, or its UUID. */
interface Named {
  readonly id: string;
  readonly migration: string;
}

const DIGITS = /^\p{Nd}+$/u;

/** What Python's uuid.UUID() takes. */
function isUuid(word: string): boolean {
  const bare = word
    .replaceAll('urn:', '')
    .replaceAll('uuid:', '')
    .replace(/^[{}]+|[{}]+$/g, '');
  return /^[0-9a-f]{32}$/i.test(bare.replaceAll('-', ''));
}

/**
 * Checks the name of a migration and finds its server, as the peer does before each command on a migration.
 * @param since the microversion that brought the command
 * @param what how the sentence for an older one calls it
 * @param byUuid how the sentence for an older one than UUIDs calls it
 */
async function named(
  context: Context,
  values: { readonly server: string; readonly migration: string },
  since: string,
  what: string,
  byUuid: string,
): Promise<Named> {
  const compute = await context.compute();
  await demand(compute, since, needed(since, `server migration ${what} command`));
  const { migration } = values;
  if (!DIGITS.test(migration)) {
    if (!isUuid(migration)) throw new CommandError('The <migration> argument must be an ID or UUID');
    const message = `--os-compute-api-version ${UUID_SINCE} or greater is required to ${byUuid} by UUID`;
    await demand(compute, UUID_SINCE, message);
  }
  return { id: await context.findId(server, values.server), migration };
}

/** Finds a migration under way by its UUID, for which the API has no look-up. */
async function byUuid(compute: Service, { id, migration }: Named): Promise<JsonObject> {
  const items = await compute.list(`/servers/${id}/migrations`, 'migrations', { microversion: NEWEST });
  const found = items.find(item => item.uuid === migration);
  if (found) return found;
  throw new CommandError(`In-progress live migration ${migration} is not found for server ${id}`);
}

/** The number that the API knows a migration by. */
async function numberOf(compute: Service, name: Named): Promise<string> {
  return DIGITS.test(name.migration) ? name.migration : String((await byUuid(compute, name)).id);
}

/**
 * GETs a migration under way by its number.
 * The peer mixes up the two IDs and never finds one. One that is there is shown all the same; the sentence for one
 * that is not is the peer's under its name, which is the service's for the IDs mixed up.
 */
async function byNumber(context: Context, { id, migration }: Named): Promise<JsonObject> {
  const compute = await context.compute();
  const get = async (owner: string, which: string): Promise<JsonObject> => {
    const path = `/servers/${pathPart(owner)}/migrations/${pathPart(which)}`;
    return child(await compute.get(path, { microversion: NEWEST }), 'migration');
  };
  try {
    return await get(id, migration);
  } catch (error) {
    if (!(error instanceof HttpError) || error.status !== 404 || context.manners !== 'peer') throw error;
  }
  try {
    return await get(migration, id);
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    const { url, detail, reason } = error.failure;
    const why = `Client Error for url: ${url}, ${detail || reason}`;
    throw new CommandError(`No ServerMigration found for ${id}: ${why}`, 1, { cause: error });
  }
}

const params = {
  server: naming('server', arg('<server>', 'Server (name or ID)')),
  migration: arg('<migration>', 'Migration (ID or UUID)'),
};

const show = command({
  summary: 'Show a live migration under way',
  description:
    "Shows a live migration under way. For cold migrations and those that are over see 'server migration list'.",
  params,
  output: 'show',
  examples: ['openstack server migration show web1 ID'],
  async run(context, values) {
    const name = await named(context, values, '2.24', 'show', 'retrieve server migrations');
    const compute = await context.compute();
    const item = DIGITS.test(name.migration) ? await byNumber(context, name) : await byUuid(compute, name);
    const columns: Column[] = [
      ['ID', 'id'],
      ['Server UUID', () => name.id],
      ['Status', 'status'],
      ['Source Compute', 'source_compute'],
      ['Source Node', 'source_node'],
      ['Dest Compute', 'dest_compute'],
      ['Dest Host', 'dest_host'],
      ['Dest Node', 'dest_node'],
      ['Memory Total Bytes', 'memory_total_bytes'],
      ['Memory Processed Bytes', 'memory_processed_bytes'],
      ['Memory Remaining Bytes', 'memory_remaining_bytes'],
      ['Disk Total Bytes', 'disk_total_bytes'],
      ['Disk Processed Bytes', 'disk_processed_bytes'],
      ['Disk Remaining Bytes', 'disk_remaining_bytes'],
      ['Created At', 'created_at'],
      ['Updated At', 'updated_at'],
    ];
    if (await supports(compute, UUID_SINCE)) columns.push(['UUID', 'uuid']);
    if (await supports(compute, OWNER_SINCE))
      columns.push(['User ID', 'user_id'], ['Project ID', 'project_id']);
    return fields(columns, item);
  },
});

const abort = command({
  summary: 'Call off a live migration under way',
  params,
  output: 'none',
  examples: ['openstack server migration abort web1 ID'],
  async run(context, values) {
    const name = await named(context, values, '2.24', 'abort', 'abort server migrations');
    const compute = await context.compute();
    const number = pathPart(await numberOf(compute, name));
    await compute.delete(`/servers/${name.id}/migrations/${number}`, { microversion: NEWEST });
    return undefined;
  },
});

const forceComplete = command({
  summary: 'Bring a live migration under way to its end',
  description: 'Brings a live migration under way to its end, even if the server must be halted for it.',
  params,
  output: 'none',
  examples: ['openstack server migration force complete web1 ID'],
  async run(context, values) {
    const name = await named(context, values, '2.22', 'force complete', 'abort server migrations');
    const compute = await context.compute();
    const number = pathPart(await numberOf(compute, name));
    const path = `/servers/${name.id}/migrations/${number}/action`;
    await compute.post(path, { force_complete: null }, { microversion: NEWEST });
    return undefined;
  },
});

/** What ends a cold migration. */
function ending(verb: string, action: string, summary: string): Command {
  return command({
    summary,
    params: { server: params.server },
    output: 'none',
    examples: [`openstack server migration ${verb} web1`],
    async run(context, { server: name }) {
      await actOn(context, name, action);
      return undefined;
    },
  });
}

export default {
  list,
  show,
  abort,
  confirm: ending('confirm', 'confirmResize', 'Confirm that a migrated server is as it should be'),
  revert: ending('revert', 'revertResize', 'Take a migration back'),
  'force complete': forceComplete,
} satisfies Verbs;
