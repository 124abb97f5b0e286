/** Actions that are done at once: locks, states set by hand, passwords, crash dumps, deletion. */

import { isObject, type Json, text } from '../../clients/json.ts';
import { empty } from '../http.ts';
import { any, nullable, objectOf, oneOf, textCheck } from '../schema-values.ts';
import { type Call, Refusal, type Reply } from '../service.ts';
import { allow, demandHost, demandState } from './access.ts';
import type { Actions } from './actions.ts';
import { record, recordDone } from './history.ts';
import { update } from './operations.ts';
import { remove } from './servers.ts';
import { SERVERS, type Server } from './types.ts';

function put(call: Call, server: Server, change: Partial<Server>): void {
  call.state.put(SERVERS, update(server, call.now, change));
}

function lock(call: Call, server: Server, about: Json): Reply {
  const given = isObject(about) ? about : {};
  // Who owns it cannot lock it twice; an admin's lock takes the place of the owner's.
  if (server.locked && lockerOf(call, server) === 'owner') return empty(202);
  recordDone(call, server, 'lock', 'api_lock');
  const reason = text(given, 'locked_reason') || null;
  put(call, server, { locked: true, locked_by: lockerOf(call, server), locked_reason: reason });
  return empty(202);
}

function lockerOf({ caller }: Call, server: Server): 'owner' | 'admin' {
  return server.project_id === caller.projectId ? 'owner' : 'admin';
}

function unlock(call: Call, server: Server): Reply {
  const other = server.locked && (server.locked_by ?? 'owner') !== lockerOf(call, server);
  if (other) allow(call, 'os-lock-server:unlock:unlock_override');
  recordDone(call, server, 'unlock', 'api_unlock');
  put(call, server, { locked: false, locked_reason: null });
  return empty(202);
}

function resetState(call: Call, server: Server, about: Json): Reply {
  const given = isObject(about) ? about : {};
  record(call, server, 'resetState');
  // What is being done with it goes on in the background, but no longer decides its state.
  put(call, server, { vm_state: text(given, 'state'), task_state: null, operation: '' });
  return empty(202);
}

const DUMPABLE = ['active', 'paused', 'rescued', 'resized', 'error'];

export const otherActions: Actions = {
  lock: {
    free: true,
    said: version => (version >= 73 ? nullable(objectOf({ locked_reason: textCheck(1) })) : any),
    run: lock,
  },
  unlock: { free: true, run: unlock },
  'os-resetState': {
    rule: 'os-admin-actions:reset_state',
    free: true,
    said: () => objectOf({ state: oneOf('active', 'error') }, ['state']),
    run: resetState,
  },
  changePassword: {
    said: () => objectOf({ adminPass: textCheck() }, ['adminPass']),
    run: (call, server) => {
      demandState(server, 'changePassword', ['active']);
      recordDone(call, server, 'changePassword', 'compute_set_admin_password');
      return empty(202);
    },
  },
  trigger_crash_dump: {
    from: 17,
    run: (call, server) => {
      demandHost(server);
      demandState(server, 'trigger_crash_dump', DUMPABLE);
      recordDone(call, server, 'trigger_crash_dump', 'compute_trigger_crash_dump');
      return empty(202);
    },
  },
  forceDelete: {
    run: (call, server) => {
      remove(call, server);
      return empty(202);
    },
  },
  restore: {
    run: (_call, server) => {
      demandState(server, 'restore', ['soft-delete']);
      throw new Refusal(409, `Cannot 'restore' instance ${server.id}`);
    },
  },
};
