/** What was done with servers: instance actions and their events (Compute API, os-instance-actions). */
import { createHash } from 'node:crypto';
import { children, type Json, type JsonObject } from '../../clients/json.ts';
import type { Call } from '../service.ts';
import { type Item, type State, uuid } from '../state.ts';
import type { Server } from './types.ts';

export const ACTIONS = 'instance_actions';

/** The machine of the services that are not a hypervisor. */
export const CONTROLLER = 'controller';

/** The ID that stands for a machine towards a project. */
export function hostId(project: string, host: string): string {
  return host === ''
    ? ''
    : createHash('sha224')
        .update(project + host)
        .digest('hex');
}

/** Begins an action: from now on it is listed. */
export function record(call: Call, server: Server, action: string): void {
  call.state.put(ACTIONS, {
    id: uuid(),
    action,
    server: server.id,
    request: call.requestId,
    user: call.caller.userId,
    project: call.caller.projectId,
    start: call.now,
    updated: call.now,
    message: null,
    events: [],
  });
}

/** Begins an event of an action. @param host where it happens */
export function beginEvent(
  state: State,
  server: Server,
  request: string,
  event: { readonly name: string; readonly host: string; readonly at: number },
): void {
  edit(state, server.id, request, event.at, events => [
    ...events,
    { event: event.name, start: event.at, finish: null, result: null, host: event.host },
  ]);
}

/** Ends an action's events of a name, or all that are still going on. @param details why it failed; null: it did not */
export function endEvents(
  state: State,
  server: Server,
  request: string,
  end: { readonly at: number; readonly details?: string | null; readonly name?: string },
): void {
  const { at, details = null, name } = end;
  const result = details === null ? 'Success' : 'Error';
  edit(state, server.id, request, at, events =>
    events.map(each =>
      each.finish === null && (name === undefined || each.event === name)
        ? { ...each, finish: at, result, details }
        : each,
    ),
  );
  const action = actionOf(state, server.id, request);
  if (action && details !== null) state.put(ACTIONS, { ...action, message: 'Error' });
}

/** Records what is done at once. @param details why it failed; null: it did not */
export function recordDone(
  call: Call,
  server: Server,
  action: string,
  event: string,
  details: string | null = null,
): void {
  record(call, server, action);
  // What begins with `api_` is done by the API itself.
  const host = event.startsWith('api_') ? CONTROLLER : server.host || CONTROLLER;
  beginEvent(call.state, server, call.requestId, { name: event, host, at: call.now });
  endEvents(call.state, server, call.requestId, { at: call.now, details });
}

function edit(
  state: State,
  server: string,
  request: string,
  at: number,
  change: (events: readonly JsonObject[]) => Json,
): void {
  const action = actionOf(state, server, request);
  if (!action) return;
  state.put(ACTIONS, { ...action, updated: at, events: change(children(action, 'events')) });
}

/** A server's actions, the newest first. */
export function actionsOf(state: State, server: string): Item[] {
  return state.by(ACTIONS, 'server', server).toReversed();
}

/** What a request did with a server: the last of it, where it was more. */
export function actionOf(state: State, server: string, request: string): Item | undefined {
  return actionsOf(state, server).find(each => each.request === request);
}
