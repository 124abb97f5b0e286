/** What the compute service keeps, as types. Keys are our own; views.ts and the like say what the API calls them. */
import type { JsonObject } from '../../clients/json.ts';
import type { Item, State } from '../state.ts';

export interface Flavor extends Item {
  readonly name: string;
  readonly description: string | null;
  readonly vcpus: number;
  readonly ram: number;
  readonly disk: number;
  readonly ephemeral: number;
  readonly swap: number;
  readonly rxtx: number;
  readonly is_public: boolean;
  readonly extra_specs: Readonly<Record<string, string>>;
  /** Projects that may use it when it is not public. */
  readonly access: readonly string[];
}

/** A server's volume. */
export interface ServerVolume extends JsonObject {
  readonly volume_id: string;
  readonly attachment_id: string;
  readonly device: string;
  readonly delete_on_termination: boolean;
  readonly tag: string | null;
}

/** Why a server is in ERROR. */
export interface ServerFault extends JsonObject {
  readonly code: number;
  readonly created: string;
  readonly message: string;
  readonly details?: string;
}

/** What a resize or a cold migration may be taken back to. */
export interface Previous extends JsonObject {
  readonly flavor: Flavor;
  readonly host: string;
  readonly vm_state: string;
  readonly migration: string;
}

export interface Server extends Item {
  readonly name: string;
  readonly project_id: string;
  readonly user_id: string;
  readonly description: string | null;
  readonly hostname: string;
  /** Milliseconds since the epoch, as the other times. */
  readonly created: number;
  readonly updated: number;
  readonly launched: number | null;
  readonly terminated: number | null;
  readonly vm_state: string;
  readonly task_state: string | null;
  readonly power_state: number;
  /** '' while it has none. */
  readonly host: string;
  /** The zone that was asked for; '' for any. */
  readonly zone: string;
  /** '' for a server that boots from a volume. */
  readonly image: string;
  /** As it was when the server was made or resized. */
  readonly flavor: Flavor;
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
  readonly key_name: string | null;
  readonly user_data: string | null;
  readonly config_drive: string;
  readonly disk_config: string;
  readonly access_v4: string;
  readonly access_v6: string;
  readonly locked: boolean;
  /** Whose lock it is; what was locked before there was this is its owner's. */
  readonly locked_by?: 'owner' | 'admin';
  readonly locked_reason: string | null;
  readonly reservation_id: string;
  readonly launch_index: number;
  /** The number in `instance-0000002a`. */
  readonly number: number;
  readonly fault: ServerFault | null;
  readonly volumes: readonly ServerVolume[];
  /** The image that a shelved server comes back from. */
  readonly shelved?: string;
  readonly previous: Previous | null;
  /** The ID of what is being done with it, '' for nothing; an operation that finds another one here gives up. */
  readonly operation: string;
  /** The server group's ID; '' for none. */
  readonly group: string;
}

/** A machine that servers run on. */
export interface Host extends Item {
  /** Its number before microversion 2.53. */
  readonly number: number;
  readonly hypervisor: string;
  readonly vcpus: number;
  readonly ram: number;
  readonly disk: number;
  readonly vcpus_used: number;
  readonly ram_used: number;
  readonly disk_used: number;
  readonly running: number;
}

/** What Nova keeps free for the machine itself. */
export const RESERVED_RAM = 512;
/** How many virtual CPUs one real CPU makes (`initial_cpu_allocation_ratio`). */
export const CPU_RATIO = 4;
export const ZONE = 'nova';

export const SERVERS = 'servers';
export const DELETED = 'deleted_servers';
export const FLAVORS = 'flavors';
export const HOSTS = 'compute_hosts';

function isServer(item: Item | undefined): item is Server {
  return typeof item?.vm_state === 'string';
}

function isFlavor(item: Item | undefined): item is Flavor {
  return typeof item?.vcpus === 'number' && typeof item.ram === 'number';
}

function isHost(item: Item | undefined): item is Host {
  return typeof item?.hypervisor === 'string';
}

/** A server that is there. */
export function getServer(state: State, id: string): Server | undefined {
  const item = state.get(SERVERS, id);
  return isServer(item) ? item : undefined;
}

/** A server that is gone. */
export function getDeleted(state: State, id: string): Server | undefined {
  const item = state.get(DELETED, id);
  return isServer(item) ? item : undefined;
}

/** The servers among items of the state. */
export function servers(items: readonly Item[]): Server[] {
  return items.filter(isServer);
}

/** A flavor by its ID; undefined when there is none. */
export function getFlavor(state: State, id: string): Flavor | undefined {
  const item = state.get(FLAVORS, id);
  return isFlavor(item) ? item : undefined;
}

/** The flavors in the order in which they were made. */
export function allFlavors(state: State): Flavor[] {
  return state.all(FLAVORS).filter(isFlavor);
}

/** A host by its name; undefined when there is none. */
export function getHost(state: State, name: string): Host | undefined {
  const item = state.get(HOSTS, name);
  return isHost(item) ? item : undefined;
}

/** All hosts, in the order in which they were made. */
export function allHosts(state: State): Host[] {
  return state.all(HOSTS).filter(isHost);
}
