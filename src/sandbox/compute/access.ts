/** Who may do what at the compute service, and what its refusals say. */
import { type Call, Refusal } from '../service.ts';
import { getServer, type Server } from './types.ts';

/** @throws Refusal 403 unless an admin asks, or `own` says that it is the caller's own */
export function allow(call: Call, rule: string, own = false): void {
  if (own || call.caller.isAdmin) return;
  // One rule of the service's has another prefix.
  const full = rule.startsWith('compute:') ? rule : `os_compute_api:${rule}`;
  throw new Refusal(403, `Policy doesn't allow ${full} to be performed.`);
}

/** @throws Refusal 404, as for a path that is not there, when the microversion is not in the range */
export function since(call: Call, first: number, last = Number.POSITIVE_INFINITY): void {
  if (call.version < first || call.version > last) throw new Refusal(404, 'The resource could not be found.');
}

/** The server in the path, which others' members do not see. @throws Refusal 404 */
export function serverOf(call: Call): Server {
  const id = call.params.id ?? '';
  const server = getServer(call.state, id);
  if (!server || (!call.caller.isAdmin && server.project_id !== call.caller.projectId))
    throw new Refusal(404, `Instance ${id} could not be found.`);
  return server;
}

/** The refusal for a server whose state does not go with an action, in Nova's sentence. */
export function wrongState(
  server: Server,
  action: string,
  what: 'vm_state' | 'task_state' | 'launched',
): Refusal {
  const state = server[what];
  if (state === null) return new Refusal(409, `Instance ${server.id} is in an invalid state for '${action}'`);
  const message = `Cannot '${action}' instance ${server.id} while it is in ${what} ${state}`;
  return new Refusal(409, message);
}

/**
 * Checks a server's state before an action: one that never ran has none that will do.
 * @param states vm_states in which it may be done; undefined: all
 * @param tasks false: also while something else is being done
 * @throws Refusal 409
 */
export function demandState(
  server: Server,
  action: string,
  states: readonly string[] | undefined,
  tasks = true,
): void {
  if (states && !states.includes(server.vm_state)) throw wrongState(server, action, 'vm_state');
  if (tasks && server.task_state !== null) throw wrongState(server, action, 'task_state');
  if (server.launched === null) throw wrongState(server, action, 'launched');
}

/** @throws Refusal 409 when a server is on no machine */
export function demandHost(server: Server): void {
  if (server.host === '') throw new Refusal(409, `Instance ${server.id} is not ready`);
}

/** @throws Refusal 409 when a server is locked, which does not concern admins */
export function demandUnlocked(call: Call, server: Server): void {
  if (server.locked && !call.caller.isAdmin) throw new Refusal(409, `Instance ${server.id} is locked`);
}
