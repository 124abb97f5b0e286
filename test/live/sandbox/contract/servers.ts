/** Steps of stories about servers. */

import { test } from 'vitest';
import { child, children, type JsonObject, text } from '../../../../src/clients/json.ts';
import { object } from './cloud.ts';
import { UNSEEN } from './mask.ts';
import { setting } from './setting.ts';
import { ADMIN, type Side } from './side.ts';
import { compare, TIMEOUT } from './story.ts';

function stateOf(body: JsonObject, status: number): string {
  if (status === 404) return 'gone';
  const server = child(body, 'server');
  // A moment between two writes, which the sandbox does at once.
  if (server.status === 'DELETED') return '';
  const [vm, task, power] = ['vm_state', 'task_state', 'power_state'].map(key => server[`OS-EXT-STS:${key}`]);
  return `${text(server, 'status')} ${vm} ${task} ${UNSEEN.has(String(vm)) ? '' : power}`;
}

/** Waits until a server has a status and nothing is being done with it, or until it is `gone`. */
export async function settled(side: Side, name: string, status: string): Promise<void> {
  const wanted = status === 'gone' ? /^gone$/ : new RegExp(`^${status} \\S+ null `);
  await side.watch(`GET compute /servers/{${name}}`, stateOf, wanted);
}

/** The body of a request for a server: small, and without a network unless one is given. */
export function serverBody(more: JsonObject = {}): JsonObject {
  const about = { name: '{run}-web', imageRef: '{image}', flavorRef: '{run}-small', networks: 'none' };
  return { server: { ...about, ...more } };
}

/** Makes a server and waits for it. */
export async function booted(side: Side, name: string, more: JsonObject = {}): Promise<void> {
  await side.ask('POST compute /servers', serverBody(more), { name });
  await settled(side, name, 'ACTIVE');
}

/** Does something with a server. @param status waited for; left out: it is refused, or done at once */
export async function act(
  side: Side,
  name: string,
  action: JsonObject,
  status?: string,
  as?: 'admin',
): Promise<void> {
  await side.ask(`POST compute /servers/{${name}}/action`, action, as ? { as } : {});
  if (status !== undefined) await settled(side, name, status);
}

/** Actions that have no events. */
const PLAIN = ['resetState'];

function isOver(body: JsonObject): boolean {
  const action = child(body, 'instanceAction');
  const events = children(action, 'events');
  const begun = events.length > 0 || PLAIN.includes(text(action, 'action'));
  return begun && events.every(each => each.result !== null);
}

/** Everything that was done with a server, and how; of the oldest also what its owner is told. */
export async function history(side: Side, name: string): Promise<void> {
  const path = `GET compute /servers/{${name}}/os-instance-actions`;
  const actions = children(object((await side.send(path)).text), 'instanceActions');
  for (const [at, { request_id, action }] of actions.entries()) {
    const line = `${path}/${request_id}`;
    const label = `${path}/${action}`;
    await side.ask(line, undefined, { as: 'admin', label, until: isOver });
    if (at === actions.length - 1) await side.ask(line, undefined, { label });
  }
  await side.ask(path);
}

/** The server of a story. */
export const WEB = 'GET compute /servers/{web}';

/** A story of one server, `web`, that its teller makes. */
export function story(name: string, tell: (side: Side, web: Deeds) => Promise<void>): void {
  test(name, { timeout: TIMEOUT }, () =>
    compare(async side => {
      await setting(side);
      await tell(side, deeds(side));
    }),
  );
}

/** What is done with the server of a story. */
export interface Deeds {
  /** Does something that is refused, or over at once. */
  say(action: JsonObject): Promise<void>;
  /** Does something and waits for a status. */
  until(status: string, action: JsonObject, as?: 'admin'): Promise<void>;
  /** Shows it to its owner, and to the admin. */
  show(): Promise<void>;
}

function deeds(side: Side): Deeds {
  return {
    say: action => act(side, 'web', action),
    until: (status, action, as) => act(side, 'web', action, status, as),
    show: async () => {
      await side.ask(WEB);
      await side.ask(WEB, undefined, ADMIN);
    },
  };
}
