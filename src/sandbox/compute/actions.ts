/** `POST /servers/:id/action`: finds what is asked for, and whether it may be done. */

import { isObject, type Json } from '../../clients/json.ts';
import type { Check } from '../schema.ts';
import { type Call, Refusal, type Reply, type Routes } from '../service.ts';
import { allow, demandUnlocked, serverOf } from './access.ts';
import { consoleActions } from './consoles.ts';
import { addressActions } from './interfaces.ts';
import { liveActions } from './live.ts';
import { otherActions } from './other-actions.ts';
import { powerActions } from './power.ts';
import { rebuildActions } from './rebuild.ts';
import { resizeActions } from './resize.ts';
import { groupActions } from './server-security.ts';
import { shelveActions } from './shelve.ts';
import { snapshotActions } from './snapshot.ts';
import { getDeleted, getServer, type Server } from './types.ts';

export interface Action {
  /** The policy's rule, where only admins may do it. */
  readonly rule?: string;
  /** The microversions that have it (default: all). */
  readonly from?: number;
  readonly to?: number;
  /** Whether it may be done with a locked server. */
  readonly free?: boolean;
  /** What may be said of it, which is looked at before anything else; left out: anything. */
  said?(version: number): Check;
  run(call: Call, server: Server, about: Json): Reply;
}

export type Actions = Readonly<Record<string, Action>>;

const ALL: Actions = {
  ...powerActions,
  ...resizeActions,
  ...liveActions,
  ...rebuildActions,
  ...shelveActions,
  ...snapshotActions,
  ...groupActions,
  ...addressActions,
  ...consoleActions,
  ...otherActions,
};

/** Actions for which a server is looked up in another way, which says so where there is none. */
const MAPPED = ['os-start', 'os-stop', 'trigger_crash_dump'];

function named(call: Call, action: string): Server {
  const { id = '' } = call.params;
  if (MAPPED.includes(action) && !getServer(call.state, id) && !getDeleted(call.state, id))
    throw new Refusal(404, `Instance ${id} has no mapping to a cell.`);
  return serverOf(call);
}

export const actionRoutes: Routes = {
  'POST /servers/:id/action': call => {
    const entries = isObject(call.body) ? Object.entries(call.body) : [];
    const [name, about = null] = entries[0] ?? [];
    if (name === undefined || entries.length > 1) throw new Refusal(400, 'Malformed request body');
    const action = ALL[name];
    if (!action) throw new Refusal(400, `There is no such action: ${name}`);
    if (call.version < (action.from ?? 1) || call.version > (action.to ?? 93))
      throw new Refusal(404, 'The resource could not be found.');
    action.said?.(call.version)(name, about);
    const server = named(call, name);
    if (action.rule !== undefined) allow(call, action.rule);
    if (!action.free) demandUnlocked(call, server);
    return action.run(call, server, about);
  },
};
