/** What `gs` needs of a region, whatever keeps it: OpenStack's services, or gostack's stores and engine. */

/** An instance. Its ports and volumes are known of one that was asked for by its ID; a list leaves them out. */
export interface Instance {
  readonly id: string;
  readonly name: string;
  /** BUILD, ACTIVE, SHUTOFF, ERROR, REBUILD, SOFT_DELETED, … */
  readonly status: string;
  readonly host: string;
  readonly zone: string;
  readonly flavor: string;
  readonly image: string;
  readonly tenant: string;
  /** The name of its libvirt domain on the host. */
  readonly domain: string;
  /** What is being done with it, '' for nothing. */
  readonly task: string;
  /** Why it is in ERROR. */
  readonly fault: string;
  readonly ports: readonly string[];
  readonly volumes: readonly string[];
  /** ISO 8601, UTC. */
  readonly created: string;
  readonly updated: string;
}

/** What a list of hosts tells. */
export interface RegionHost {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  /** up or down. */
  readonly state: string;
}

/** A host with how full it is, which costs a look at its instances. */
export interface WholeHost extends RegionHost {
  readonly vcpus: number;
  readonly vcpusUsed: number;
  /** MiB. */
  readonly memory: number;
  readonly memoryUsed: number;
  /** GiB. */
  readonly disk: number;
  readonly diskUsed: number;
}

export interface RegionVolume {
  readonly id: string;
  readonly name: string;
  /** available, in-use, error, … */
  readonly status: string;
  /** GiB. */
  readonly size: number;
  readonly tenant: string;
  /** The instance that it is attached to, '' for none. */
  readonly instance: string;
  readonly created: string;
}

export interface InstanceFilter {
  /** A part of the name. */
  readonly name?: string | undefined;
  readonly status?: string | undefined;
  readonly host?: string | undefined;
  readonly tenant?: string | undefined;
  /** How many at most (default: all). */
  readonly limit?: number | undefined;
}

export interface VolumeFilter {
  readonly name?: string | undefined;
  readonly status?: string | undefined;
  readonly tenant?: string | undefined;
  readonly limit?: number | undefined;
}

/** Something to be changed. IDs; flavors, images and hosts by name or ID. */
export type Change =
  | {
      readonly action: 'boot';
      readonly name: string;
      readonly flavor: string;
      readonly image?: string | undefined;
      readonly host?: string | undefined;
      readonly zone?: string | undefined;
      readonly ports: readonly string[];
      /** A volume to boot from. */
      readonly volume?: string | undefined;
      /** GiB of a new boot volume, made of the image. */
      readonly volumeSize?: number | undefined;
      readonly tenant?: string | undefined;
    }
  | { readonly action: 'start' | 'stop'; readonly instance: string }
  | { readonly action: 'delete'; readonly instance: string; readonly hard: boolean; readonly ignore: boolean }
  | {
      readonly action: 'password';
      readonly instance: string;
      readonly username: string;
      readonly password: string;
    }
  | { readonly action: 'rebuild'; readonly instance: string; readonly image: string }
  | { readonly action: 'reset'; readonly instance: string; readonly rootDevice?: string | undefined }
  | {
      readonly action: 'attach-volume' | 'detach-volume';
      readonly instance: string;
      readonly volume: string;
    }
  | {
      readonly action: 'attach-interface' | 'detach-interface';
      /** Left out for a detach: the instance that has the port. */
      readonly instance?: string | undefined;
      readonly port: string;
      readonly tenant?: string | undefined;
    }
  | {
      readonly action: 'create-volume';
      readonly size: number;
      readonly name: string;
      readonly tenant?: string | undefined;
    }
  | { readonly action: 'delete-volume'; readonly volume: string };

/** How a change ended. */
export interface Outcome {
  /** What was made or changed: an instance's, a volume's or a port's ID. */
  readonly id: string;
}

/** A change under way. */
export interface Pending {
  /** The task's ID, which is printed without `--wait`; where the region has no tasks, the same as `made`. */
  readonly id: string;
  /** What is made or changed, where that is known before the change is done: the region has no tasks then. */
  readonly made?: string;
  /**
   * Waits until it is done.
   * @param signal ends the waiting: what nobody has begun with is withdrawn
   * @throws TaskFailed with the engine's reason, TaskLost when nobody did it in time or before the signal
   */
  wait(signal?: AbortSignal): Promise<Outcome>;
}

export interface ChangeOptions {
  /** Whether somebody waits; without, the task is left to the engine. */
  readonly wait: boolean;
  /** Seconds in which it has to be done (default 300). */
  readonly timeout?: number | undefined;
}

/** A template: what lies below `/template` in etcd. */
export interface Template {
  readonly key: string;
  readonly value: string;
}

export interface Backend {
  instances(filter: InstanceFilter): AsyncIterable<Instance>;
  /** @throws NotFound */
  instance(id: string): Promise<Instance>;
  hosts(): AsyncIterable<RegionHost>;
  /** @throws NotFound */
  host(nameOrId: string): Promise<WholeHost>;
  volumes(filter: VolumeFilter): AsyncIterable<RegionVolume>;
  /** @throws NotFound */
  volume(id: string): Promise<RegionVolume>;
  /** Asks for a change. @throws what keeps it from being asked for; refusals come from `wait` */
  change(change: Change, options: ChangeOptions): Promise<Pending>;
  templates(prefix?: string): Promise<readonly Template[]>;
  /** Ends connections. */
  close(): Promise<void>;
}
