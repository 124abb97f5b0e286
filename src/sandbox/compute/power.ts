/** Servers switched on and off, paused, suspended, restarted, locked (Compute API, "Servers - run an action"). */

import { isObject, text } from '../../clients/json.ts';
import { empty, reply } from '../http.ts';
import { bindPorts } from '../network/ports.ts';
import { nullable, objectOf, oneOf, textCheck, uuidCheck } from '../schema-values.ts';
import { demandHost, demandState } from './access.ts';
import type { Action, Actions } from './actions.ts';
import { imageFor } from './create-parts.ts';
import { become, begin, type Operations, type Step, update } from './operations.ts';
import { password } from './passwords.ts';
import type { Server } from './types.ts';

/** A change of state that takes a moment. */
interface Change {
  readonly name: string;
  /** vm_states in which it may be asked for. */
  readonly states: readonly string[];
  /** Whether a server without a machine is refused before its state is looked at. */
  readonly placed?: boolean;
  readonly task: string;
  readonly event: string;
  readonly to: Partial<Server>;
  /** Tasks after the first, on the way. */
  readonly onTheWay?: readonly string[];
  /** What becomes of the server's ports. */
  readonly ports: 'ACTIVE' | 'DOWN';
}

const ON = { vm_state: 'active', power_state: 1 };

const CHANGES: Readonly<Record<string, Change>> = {
  'os-start': {
    ...{ name: 'start', states: ['stopped'], task: 'powering-on', event: 'compute_start_instance' },
    ...{ to: ON, ports: 'ACTIVE', placed: true },
  },
  'os-stop': {
    ...{ name: 'stop', states: ['active', 'error'], task: 'powering-off', event: 'compute_stop_instance' },
    ...{ to: { vm_state: 'stopped', power_state: 4 }, ports: 'DOWN', placed: true },
  },
  pause: {
    ...{ name: 'pause', states: ['active'], task: 'pausing', event: 'compute_pause_instance' },
    ...{ to: { vm_state: 'paused', power_state: 3 }, ports: 'ACTIVE' },
  },
  unpause: {
    ...{ name: 'unpause', states: ['paused'], task: 'unpausing', event: 'compute_unpause_instance' },
    ...{ to: ON, ports: 'ACTIVE' },
  },
  suspend: {
    ...{ name: 'suspend', states: ['active'], task: 'suspending', event: 'compute_suspend_instance' },
    ...{ to: { vm_state: 'suspended', power_state: 4 }, ports: 'DOWN' },
  },
  resume: {
    ...{ name: 'resume', states: ['suspended'], task: 'resuming', event: 'compute_resume_instance' },
    ...{ to: ON, ports: 'ACTIVE' },
  },
  unrescue: {
    ...{ name: 'unrescue', states: ['rescued'], task: 'unrescuing', event: 'compute_unrescue_instance' },
    ...{ to: ON, ports: 'ACTIVE' },
  },
};

/** Changes whose action takes something along. */
const SPECIAL: Readonly<Record<string, Change>> = {
  soft: {
    ...{ name: 'reboot', states: ['active'], task: 'rebooting', event: 'compute_reboot_instance' },
    ...{ to: ON, ports: 'ACTIVE', onTheWay: ['reboot_pending', 'reboot_started'] },
  },
  hard: {
    name: 'reboot',
    states: ['active', 'stopped', 'paused', 'suspended', 'error'],
    task: 'rebooting_hard',
    event: 'compute_reboot_instance',
    ...{ to: ON, ports: 'ACTIVE', onTheWay: ['reboot_pending_hard', 'reboot_started_hard'] },
  },
  rescue: {
    ...{ name: 'rescue', states: ['active', 'stopped', 'error'], task: 'rescuing' },
    ...{ event: 'compute_rescue_instance', to: { vm_state: 'rescued', power_state: 1 }, ports: 'ACTIVE' },
  },
};

function steps({ event, to, ports, onTheWay = [] }: Change): readonly Step[] {
  const end: Step = {
    after: 1,
    run: (server, { state, now }) => {
      bindPorts(state, server.id, server.host, ports);
      return update(server, now, { ...to, task_state: null, fault: null });
    },
  };
  const [first = end, ...rest] = [...onTheWay.map((task): Step => ({ after: 0.5, run: become(task) })), end];
  return [{ ...first, event }, ...rest];
}

/** The operations by their names. */
export const powerOperations: Operations = Object.fromEntries(
  [...Object.entries(CHANGES), ...Object.entries(SPECIAL)].map(([name, change]) => [name, steps(change)]),
);

function start(name: string, change: Change, action: string): Action['run'] {
  return (call, server) => {
    if (change.placed) demandHost(server);
    demandState(server, action, change.states);
    begin(call, server, change.name, { name, steps: steps(change) }, { task_state: change.task });
    return empty(202);
  };
}

function simple(name: string, change: Change): Action {
  // A refusal names the action without the `os-` that two of them have.
  return { run: start(name, change, change.name) };
}

const reboot: Action = {
  said: () => objectOf({ type: oneOf('HARD', 'Hard', 'hard', 'SOFT', 'Soft', 'soft') }, ['type']),
  run: (call, server, about) => {
    const name = isObject(about) ? text(about, 'type').toLowerCase() : '';
    const change = SPECIAL[name];
    return change ? start(name, change, 'reboot')(call, server, about) : empty(202);
  },
};

const rescue: Action = {
  said: () => nullable(objectOf({ adminPass: textCheck(), rescue_image_ref: uuidCheck })),
  run: (call, server, about) => {
    const given = isObject(about) ? about : {};
    const image = text(given, 'rescue_image_ref');
    if (image !== '') imageFor(call, image);
    const { rescue: change } = SPECIAL;
    if (change) start('rescue', change, 'rescue')(call, server, about);
    return reply(200, { adminPass: text(given, 'adminPass') || password() });
  },
};

export const powerActions: Actions = {
  ...Object.fromEntries(Object.entries(CHANGES).map(([name, change]) => [name, simple(name, change)])),
  reboot,
  rescue,
};
