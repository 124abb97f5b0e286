/** Instance actions as the API shows them (os-instance-actions). */
import { children, type JsonObject, text } from '../../clients/json.ts';
import { ok, paged } from '../http.ts';
import { type Call, Refusal, type Routes } from '../service.ts';
import type { Item } from '../state.ts';
import { isoMicros } from '../time.ts';
import { serverOf } from './access.ts';
import { actionOf, actionsOf, hostId } from './history.ts';
import { getDeleted, type Server } from './types.ts';

const micros = (time: unknown) =>
  typeof time === 'number' ? isoMicros(Math.floor(time / 1000) * 1000) : null;

/** The server in the path; since 2.21 also one that is gone. */
function anyServer(call: Call): Server {
  const { id = '' } = call.params;
  const gone = call.version >= 21 ? getDeleted(call.state, id) : undefined;
  if (gone && (call.caller.isAdmin || gone.project_id === call.caller.projectId)) return gone;
  return serverOf(call);
}

function view(action: Item, version: number): JsonObject {
  return {
    action: action.action,
    instance_uuid: action.server,
    request_id: action.request,
    user_id: action.user,
    project_id: action.project,
    start_time: micros(action.start),
    message: action.message,
    ...(version >= 58 ? { updated_at: micros(action.updated) } : {}),
  };
}

function eventView(call: Call, event: JsonObject, project: string): JsonObject {
  const { version, caller } = call;
  const host = text(event, 'host');
  return {
    event: event.event,
    start_time: micros(event.start),
    finish_time: micros(event.finish),
    result: event.result,
    ...(caller.isAdmin
      ? { traceback: event.result === 'Error' ? `  ${text(event, 'details')}\n` : null }
      : {}),
    ...(version >= 62 && caller.isAdmin ? { host } : {}),
    ...(version >= 62 ? { hostId: hostId(project, host) } : {}),
    ...(version >= 84 && caller.isAdmin ? { details: event.details ?? null } : {}),
  };
}

export const actionListRoutes: Routes = {
  'GET /servers/:id/os-instance-actions': call => {
    const { query, version, state } = call;
    const server = anyServer(call);
    const since = Date.parse(query.get('changes-since') ?? '');
    const before = Date.parse(query.get('changes-before') ?? '');
    const found = actionsOf(state, server.id)
      .filter(each => Number.isNaN(since) || Number(each.updated) >= since)
      .filter(each => Number.isNaN(before) || Number(each.updated) <= before)
      .map(each => ({ ...each, id: text(each, 'request') }));
    const page = paged(call, found, marker => new Refusal(400, `Marker ${marker} could not be found.`));
    const href = `${call.origin}${call.path}?${page.next}`;
    const links = version >= 58 && page.next !== undefined ? { links: [{ rel: 'next', href }] } : {};
    return ok({ instanceActions: page.items.map(each => view(each, version)), ...links });
  },
  'GET /servers/:id/os-instance-actions/:request': call => {
    const { version, state } = call;
    const server = anyServer(call);
    const { request = '' } = call.params;
    const action = actionOf(state, server.id, request);
    if (!action)
      throw new Refusal(404, `Action for request_id ${request} on instance ${server.id} not found`);
    const events = children(action, 'events').toReversed();
    const shown =
      version >= 51 || call.caller.isAdmin
        ? { events: events.map(each => eventView(call, each, server.project_id)) }
        : {};
    return ok({ instanceAction: { ...view(action, version), ...shown } });
  },
};
