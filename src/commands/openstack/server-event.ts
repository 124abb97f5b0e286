/** What happened to servers (Compute API, "Servers actions"). */

import { HttpError, NotFound } from '../../clients/errors.ts';
import { child, isList, isObject, type Json, type JsonObject } from '../../clients/json.ts';
import { pathPart } from '../../clients/query.ts';
import { server, serverAction, serverActionEvent } from '../../clients/resources/compute.ts';
import { attributes } from '../../clients/resources/resource.ts';
import type { Service } from '../../clients/service.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import { demand } from '../../kernel/microversion.ts';
import { listDictCell } from '../../kernel/output/cells.ts';
import { type Cell, Formatted } from '../../kernel/output/result.ts';
import { listPaged, markerPaging } from '../../kernel/paging.ts';
import { arg, flag, naming, text, type Values } from '../../kernel/params.ts';
import { type Column, rows, showResource } from '../../kernel/rows.ts';
import { isIsoDate } from './lib/iso-date.ts';

const MICROVERSION = serverAction.microversion ?? '';

const listParams = {
  server: naming(
    'server',
    arg('<server>', 'Server whose events are listed (name or ID; for a deleted one its ID)'),
  ),
  long: flag('--long', 'Show messages, projects and users too'),
  changes_since: text(
    '--changes-since <changes-since>',
    'Only events changed at this time or later, such as 2026-03-04T06:27:59Z (microversion 2.58 and newer)',
  ),
  changes_before: text(
    '--changes-before <changes-before>',
    'Only events changed at this time or earlier (microversion 2.66 and newer)',
  ),
  ...markerPaging,
};

const list = command({
  summary: 'List what happened to a server',
  description:
    'Lists what happened to a server. Deleted servers are known by their ID, from microversion 2.21 on.',
  params: listParams,
  output: 'list',
  examples: ['openstack server event list --long web1'],
  async run(context, values) {
    const compute = await context.compute();
    await checkOptions(compute, values);
    const id = await serverId(context, values.server);
    const { limit, marker, max_items } = values;
    const query = {
      'changes-since': values.changes_since || undefined,
      'changes-before': values.changes_before || undefined,
    };
    const paging = { limit, marker, max_items: max_items || undefined };
    const options = { query, microversion: MICROVERSION };
    const path = `/servers/${id}/os-instance-actions`;
    const items = await listPaged(compute, path, 'instanceActions', paging, options, Boolean(limit));
    const columns: readonly Column[] = [
      ['Request ID', 'request_id'],
      ['Server ID', () => id],
      ['Action', 'action'],
      ['Start Time', 'start_time'],
    ];
    const more: readonly Column[] = [
      ['Message', 'message'],
      ['Project ID', 'project_id'],
      ['User ID', 'user_id'],
    ];
    return rows(values.long ? [...columns, ...more] : columns, items);
  },
});

async function checkOptions(compute: Service, values: Values<typeof listParams>): Promise<void> {
  const { changes_since: since, changes_before: before } = values;
  const need = async (version: string, option: string, typed: unknown): Promise<void> => {
    const message = `--os-compute-api-version ${version} or greater is required to support the ${option} option`;
    if (typed) await demand(compute, version, message);
  };
  await need('2.58', '--marker', values.marker);
  await need('2.58', '--limit', values.limit);
  await need('2.58', '--changes-since', since);
  if (since && !isIsoDate(since)) throw new CommandError(`Invalid changes-since value: ${since}`);
  await need('2.66', '--changes-before', before);
  if (before && !isIsoDate(before)) throw new CommandError(`Invalid changes-before value: ${before}`);
}

const show = command({
  summary: 'Show something that happened to a server',
  description:
    'Shows something that happened to a server. Deleted servers are known by their ID, from microversion 2.21 on; ' +
    'users who are no administrators see the steps from 2.51 on.',
  params: {
    server: naming(
      'server',
      arg('<server>', 'Server that it happened to (name or ID; for a deleted one its ID)'),
    ),
    request_id: arg('<request-id>', 'The request ID that server event list shows'),
  },
  output: 'show',
  examples: ['openstack server event show web1 REQUEST'],
  async run(context, values) {
    const compute = await context.compute();
    const id = await serverId(context, values.server);
    const path = `/servers/${id}/os-instance-actions/${pathPart(values.request_id)}`;
    const item = child(await fetchAction(context, compute, path), 'instanceAction');
    // The SDK's ID of an action is that of its request.
    const named = { ...item, id: item.request_id };
    return showResource(serverAction, named, { hide: ['name', 'server_id'], format: { events: eventsCell } });
  },
});

/** @throws CommandError with the peer's sentence, which knows no request ID, for what did not happen; HttpError */
async function fetchAction(context: Context, compute: Service, path: string): Promise<JsonObject> {
  try {
    return await compute.get(path, { microversion: MICROVERSION });
  } catch (error) {
    if (!(error instanceof HttpError && error.status === 404) || context.manners === 'ostk') throw error;
    const { url, detail } = error.failure;
    const why = `Client Error for url: ${url}, ${detail}`;
    throw new CommandError(`No ServerAction found for None: ${why}`, 1, { cause: error });
  }
}

function eventsCell(value: Cell): Cell {
  if (value instanceof Formatted) return value;
  return listDictCell(isList(value) ? value.filter(isObject).map(eventFields) : []);
}

/** An event's fields by name, which machines get in this order. */
function eventFields(event: JsonObject): JsonObject {
  const named = Object.entries(attributes(serverActionEvent, event));
  const shown = named.filter(([name]) => name !== 'id' && name !== 'name');
  const sorted: [string, Json | undefined][] = shown.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted);
}

const UUID = /^(urn:)?(uuid:)?\{?[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}\}?$/i;

/** The server's ID; one that is not there may have been deleted, and then only its ID is known. */
async function serverId(context: Context, nameOrId: string): Promise<string> {
  try {
    return await context.findId(server, nameOrId);
  } catch (error) {
    if (error instanceof NotFound && UUID.test(nameOrId)) return nameOrId;
    throw error;
  }
}

export default { list, show } satisfies Verbs;
