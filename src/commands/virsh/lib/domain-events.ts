/** What happens to domains, as data: its name, how it comes, how virsh says it. The place in the list is libvirt's number. */

import * as protocol from '../../../clients/libvirt/protocol/event.ts';
import type { Event } from '../../../clients/libvirt/protocol/procedure.ts';
import type { TypedParam } from '../../../clients/libvirt/protocol/typed-param.ts';
import type { Domain } from '../../../clients/libvirt/protocol/types.ts';

/** One happening. */
export interface Happening {
  /** The number that the daemon knows the registration by. */
  readonly callbackID: number;
  readonly domain: string;
  /** virsh's words, with line ends inside but not at the end; '' where there is nothing to add to the name. */
  readonly detail: string;
}

/** A kind of event. */
export interface DomainEvent {
  readonly name: string;
  /** Hears it. @returns stops it */
  listen(connection: Listening, heard: (happening: Happening) => void): () => void;
}

/** As much of a connection as is needed. */
interface Listening {
  on<T>(event: Event<T>, listener: (body: T) => void): () => void;
}

/** The words for a number. */
function words(list: readonly string[], otherwise = 'unknown'): (at: number) => string {
  return at => list[at] ?? otherwise;
}

const LIFECYCLE: readonly (readonly [string, readonly string[]])[] = [
  ['Defined', ['Added', 'Updated', 'Renamed', 'Snapshot']],
  ['Undefined', ['Removed', 'Renamed']],
  ['Started', ['Booted', 'Migrated', 'Restored', 'Snapshot', 'Event wakeup']],
  [
    'Suspended',
    [
      'Paused',
      'Migrated',
      'I/O Error',
      'Watchdog',
      'Restored',
      'Snapshot',
      'API error',
      'Post-copy',
      'Post-copy Error',
    ],
  ],
  ['Resumed', ['Unpaused', 'Migrated', 'Snapshot', 'Post-copy', 'Post-copy Error']],
  ['Stopped', ['Shutdown', 'Destroyed', 'Crashed', 'Migrated', 'Saved', 'Failed', 'Snapshot']],
  ['Shutdown', ['Finished', 'Finished after guest request', 'Finished after host request']],
  ['PMSuspended', ['Memory', 'Disk']],
  ['Crashed', ['Panicked', 'Crashloaded']],
];
const UNSUPPORTED = 'unsupported value';
const watchdog = words(['none', 'pause', 'reset', 'poweroff', 'shutdown', 'debug', 'inject-nmi']);
const ioError = words(['none', 'pause', 'report']);
const phase = words(['connect', 'initialize', 'disconnect']);
const family = words(['IPv4', 'IPv6', 'unix']);
const jobType = words(
  ['Unknown job', 'Block Pull', 'Block Copy', 'Block Commit', 'Active Block Commit', 'Backup'],
  'Unknown job',
);
const jobStatus = words(['completed', 'failed', 'canceled', 'ready']);
const diskChange = words(['changed', 'dropped']);
const tray = words(['opened', 'closed']);
const agentState = words(['unknown', 'connected', 'disconnected'], UNSUPPORTED);
const agentReason = words(['unknown', 'domain started', 'channel event'], UNSUPPORTED);
const metadata = words(['description', 'title', 'element'], UNSUPPORTED);
const recipient = words(['hypervisor', 'guest'], UNSUPPORTED);
const failureAction = words(['ignore', 'inject', 'fatal', 'reset'], UNSUPPORTED);
/** virDomainMemoryFailureFlags. */
const ACTION_REQUIRED = 1;
const RECURSIVE = 2;
/** What the peer's C library prints for a pointer to nothing. */
const NULL = '<null>';

function lifecycle(event: number, detail: number): string {
  const [name, details] = LIFECYCLE[event] ?? ['unknown', []];
  return `: ${name} ${details[detail] ?? 'unknown'}`;
}

function endpoint(address: { family: number; node: string; service: string }): string {
  return `[${family(address.family)} ${address.node} ${address.service}]`;
}

function listed(params: readonly TypedParam[]): string {
  const line = ({ field, value: { value } }: TypedParam) =>
    `\n\t${field}: ${typeof value === 'boolean' ? Number(value) : value}`;
  return `:${params.map(line).join('')}`;
}

type Old<M> = { readonly callbackID: number; readonly msg: M & { readonly dom: Domain } };
type New = { readonly callbackID: number; readonly dom: Domain };

/** An event that libvirt 1.x had already: its body is one level down. */
function old<M>(name: string, event: Event<Old<M>>, detail: (msg: M) => string): DomainEvent {
  return {
    name,
    listen: (connection, heard) =>
      connection.on(event, ({ callbackID, msg }) =>
        heard({ callbackID, domain: msg.dom.name, detail: detail(msg) }),
      ),
  };
}

function recent<M extends New>(name: string, event: Event<M>, detail: (msg: M) => string): DomainEvent {
  return {
    name,
    listen: (connection, heard) =>
      connection.on(event, msg =>
        heard({ callbackID: msg.callbackID, domain: msg.dom.name, detail: detail(msg) }),
      ),
  };
}

const nothing = () => '';

/** All events of libvirt 9.0, in the order of virDomainEventID. */
export const DOMAIN_EVENTS: readonly DomainEvent[] = [
  old('lifecycle', protocol.domainEventCallbackLifecycle, ({ event, detail }) => lifecycle(event, detail)),
  old('reboot', protocol.domainEventCallbackReboot, nothing),
  old('rtc-change', protocol.domainEventCallbackRtcChange, ({ offset }) => `: ${offset}`),
  old('watchdog', protocol.domainEventCallbackWatchdog, ({ action }) => `: ${watchdog(action)}`),
  old(
    'io-error',
    protocol.domainEventCallbackIoError,
    m => `: ${m.srcPath} (${m.devAlias}) ${ioError(m.action)}`,
  ),
  old('graphics', protocol.domainEventCallbackGraphics, m => {
    const subjects = m.subject.map(({ type, name }) => `\n\t${type}=${name}`).join('');
    return `: ${phase(m.phase)} local${endpoint(m.local)} remote${endpoint(m.remote)} ${m.authScheme}${subjects}`;
  }),
  old(
    'io-error-reason',
    protocol.domainEventCallbackIoErrorReason,
    m => `: ${m.srcPath} (${m.devAlias}) ${ioError(m.action)} due to ${m.reason}`,
  ),
  old('control-error', protocol.domainEventCallbackControlError, nothing),
  old(
    'block-job',
    protocol.domainEventCallbackBlockJob,
    m => `: ${jobType(m.type)} for ${m.path} ${jobStatus(m.status)}`,
  ),
  old(
    'disk-change',
    protocol.domainEventCallbackDiskChange,
    m => ` disk ${m.devAlias}: ${m.oldSrcPath ?? NULL} -> ${m.newSrcPath ?? NULL}: ${diskChange(m.reason)}`,
  ),
  old('tray-change', protocol.domainEventCallbackTrayChange, m => ` disk ${m.devAlias}: ${tray(m.reason)}`),
  old('pm-wakeup', protocol.domainEventCallbackPmwakeup, nothing),
  old('pm-suspend', protocol.domainEventCallbackPmsuspend, nothing),
  old('balloon-change', protocol.domainEventCallbackBalloonChange, ({ actual }) => `: ${actual}KiB`),
  old('pm-suspend-disk', protocol.domainEventCallbackPmsuspendDisk, nothing),
  old('device-removed', protocol.domainEventCallbackDeviceRemoved, ({ devAlias }) => `: ${devAlias}`),
  recent(
    'block-job-2',
    protocol.domainEventBlockJob2,
    m => `: ${jobType(m.type)} for ${m.dst} ${jobStatus(m.status)}`,
  ),
  recent('tunable', protocol.domainEventCallbackTunable, ({ params }) => listed(params)),
  recent(
    'agent-lifecycle',
    protocol.domainEventCallbackAgentLifecycle,
    m => `: state: '${agentState(m.state)}' reason: '${agentReason(m.reason)}'`,
  ),
  recent('device-added', protocol.domainEventCallbackDeviceAdded, ({ devAlias }) => `: ${devAlias}`),
  recent(
    'migration-iteration',
    protocol.domainEventCallbackMigrationIteration,
    ({ iteration }) => `: iteration: '${iteration}'`,
  ),
  recent('job-completed', protocol.domainEventCallbackJobCompleted, ({ params }) => listed(params)),
  recent('device-removal-failed', protocol.domainEventCallbackDeviceRemovalFailed, m => `: ${m.devAlias}`),
  recent(
    'metadata-change',
    protocol.domainEventCallbackMetadataChange,
    m => `: type ${metadata(m.type)}, uri ${m.nsuri ?? NULL}`,
  ),
  recent(
    'block-threshold',
    protocol.domainEventBlockThreshold,
    m => `: dev: ${m.dev}(${m.path ?? NULL}) ${m.threshold} ${m.excess}`,
  ),
  recent(
    'memory-failure',
    protocol.domainEventMemoryFailure,
    m =>
      `:\nrecipient: ${recipient(m.recipient)}\naction: ${failureAction(m.action)}\nflags:\n` +
      `\taction required: ${m.flags & ACTION_REQUIRED ? 1 : 0}\n\trecursive: ${m.flags & RECURSIVE ? 1 : 0}`,
  ),
  recent(
    'memory-device-size-change',
    protocol.domainEventMemoryDeviceSizeChange,
    m => `:\nalias: ${m.alias}\nsize: ${m.size}`,
  ),
];
