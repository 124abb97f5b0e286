/**
 * What is done with a server over time: an operation is a row of steps, each a job. A server that is deleted, or with
 * which something else is done meanwhile, has another operation's ID, and the rest of the row is left out.
 */
import { child, type JsonObject, text } from '../../clients/json.ts';
import { type Call, type JobContext, Refusal } from '../service.ts';
import { uuid } from '../state.ts';
import { beginEvent, CONTROLLER, endEvents, record } from './history.ts';
import { getServer, SERVERS, type Server } from './types.ts';

/** What a step gets: the state, the time, and what the operation was begun with. */
export interface Work extends JobContext {
  readonly data: JsonObject;
  /** The request that began it. */
  readonly request: string;
}

export interface Step {
  /** Seconds after the step before. */
  readonly after: number;
  /** Events that begin with the end of the step before; left out: what goes on goes on. */
  readonly event?: string | readonly string[];
  /** Where an event happens; default: where the server is, or the controller. */
  readonly host?: (server: Server, event: string) => string;
  /** Does it. @returns the server after it; undefined when it is gone. @throws Failure */
  run(server: Server, work: Work): Server | undefined;
}

export type Operations = Readonly<Record<string, readonly Step[]>>;

/** A step that cannot be done: the server goes to ERROR, or stays as `server` says. */
export class Failure extends Error {
  constructor(
    message: string,
    readonly code = 500,
    readonly server?: Partial<Server>,
    /** What else is to be said of the failure. */
    readonly aside?: (work: Work) => void,
  ) {
    super(message);
  }
}

/** Changes a server; its time of change becomes now. */
export function update(server: Server, now: number, change: Partial<Server>): Server {
  return { ...server, updated: now, ...change };
}

/** A step that only goes on to another task. */
export function become(task: string): Step['run'] {
  return (server, { now }) => update(server, now, { task_state: task });
}

/**
 * Begins an operation.
 * @param action the name under which it is recorded
 * @param change the server's new task_state and so on
 */
export function begin(
  call: Call,
  server: Server,
  action: string,
  operation: { readonly name: string; readonly steps: readonly Step[] },
  change: Partial<Server>,
  data: JsonObject = {},
): Server {
  const token = uuid();
  const next: Server = { ...update(server, call.now, change), operation: token };
  call.state.put(SERVERS, next);
  record(call, next, action);
  const first = operation.steps[0];
  if (!first) return next;
  started(call, next, call.requestId, first);
  const job = { id: server.id, token, name: operation.name, step: 0, request: call.requestId, data };
  call.state.schedule(call.after(first.after), 'compute/step', job);
  return next;
}

function started(
  { state, now }: Pick<JobContext, 'state' | 'now'>,
  server: Server,
  request: string,
  step: Step,
): void {
  if (step.event === undefined) return;
  const names = typeof step.event === 'string' ? [step.event] : step.event;
  for (const name of names) {
    const host = step.host?.(server, name) ?? (server.host || CONTROLLER);
    beginEvent(state, server, request, { name, host, at: now });
  }
}

/** Makes the job that does steps. @param all every operation there is, by name */
export function stepJob(all: () => Operations) {
  return (context: JobContext, job: JsonObject): void => {
    const { state, now } = context;
    const server = getServer(state, text(job, 'id'));
    if (!server || server.operation !== job.token) return;
    const steps = all()[text(job, 'name')] ?? [];
    const at = typeof job.step === 'number' ? job.step : 0;
    const request = text(job, 'request');
    const step = steps[at];
    if (!step) return;
    const work: Work = { ...context, data: child(job, 'data'), request };
    let after: Server | undefined;
    try {
      after = step.run(server, work);
    } catch (error) {
      if (!(error instanceof Failure || error instanceof Refusal)) throw error;
      failed(work, server, error);
      return;
    }
    const next = steps[at + 1];
    if (next?.event !== undefined || !next) endEvents(state, server, request, { at: now });
    if (!after) return;
    state.put(SERVERS, next ? after : { ...after, operation: '' });
    if (!next) return;
    started(context, after, request, next);
    state.schedule(context.after(next.after), 'compute/step', { ...job, step: at + 1 });
  };
}

function failed(work: Work, server: Server, error: Failure | Refusal): void {
  const { state, now, request } = work;
  if (error instanceof Failure) error.aside?.(work);
  const known = error instanceof Failure ? error.server : undefined;
  const code = error instanceof Failure ? error.code : 500;
  const created = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
  // What happened before the failure (a port that was made, a machine that was left) is in the state already.
  const current = getServer(state, server.id) ?? server;
  const fault = { code, created, message: error.message };
  state.put(SERVERS, {
    ...update(current, now, known ?? { vm_state: 'error', power_state: 0 }),
    task_state: null,
    operation: '',
    fault,
  });
  endEvents(state, server, request, { at: now, details: error.message });
}
