/** What a command may use: clients made when first asked for, and streams and clocks from outside. */
import type { ApiVersion } from '../clients/api-versions.ts';
import type { TokenCache } from '../clients/auth/cache.ts';
import type { Catalog } from '../clients/auth/catalog.ts';
import type { Identity } from '../clients/auth/token.ts';
import type { Backend } from '../clients/gostack/backend.ts';
import type { JsonObject } from '../clients/json.ts';
import type { Libvirt } from '../clients/libvirt/connection.ts';
import type { ResourceType } from '../clients/resources/resource.ts';
import type { Query, Service } from '../clients/service.ts';
import type { FoundGsinitrc } from '../config/gsinitrc.ts';
import type { Settings } from '../config/settings.ts';
import type { CommandSource } from './router.ts';
import type { Tree } from './tree.ts';

/** A stream that is written to; resolves when what was written is taken, rejects with EPIPE when nobody reads. */
export interface Sink {
  write(data: string | Uint8Array): Promise<void>;
  readonly isTTY: boolean;
  /** Columns of the terminal; undefined when it is none, or has none (a script's, for example, until it is told its size). */
  readonly columns: number | undefined;
}

/** What can be read from outside. */
export interface Stdin extends AsyncIterable<Uint8Array> {
  readonly isTTY: boolean;
  /** Whether the run was started without one (`<&-`), left out: it was not. */
  isClosed?(): boolean;
  /** Hands every key on as it is typed, Ctrl-C too, without showing it; left out: it is no terminal. */
  raw?(on: boolean): void;
}

/** Messages for the user on stderr, one line each, filtered by the level that -v and -q set. */
export interface Log {
  error(message: string): void;
  warn(message: string): void;
  info(message: string): void;
  debug(message: string): void;
}

/** Whose habits hold: a peer's to the letter, or ostk's own. */
export type Manners = 'peer' | 'ostk';

export interface Context {
  readonly manners: Manners;
  /** The tree in use. */
  readonly tree: Tree;
  /** The program's name for usage and messages: `openstack`, or `ostk`. */
  readonly program: string;
  /** What usage has in front of a command's words: the program's name and a blank, or nothing at a peer's prompt. */
  readonly prefix: string;
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly stdin: Stdin;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  readonly clock: Clock;
  /** The values of the tree's global options. */
  readonly globals: Readonly<Record<string, unknown>>;
  /** The settings of the cloud in use; authentication is not done for it. */
  settings(): Promise<Settings>;
  /** A service's client; authentication happens with its first request, from the cache where it can. */
  identity(): Promise<Service>;
  compute(): Promise<Service>;
  image(): Promise<Service>;
  network(): Promise<Service>;
  volume(): Promise<Service>;
  placement(): Promise<Service>;
  /**
   * The libvirt daemon in use, connected to when it is first asked for.
   * @param anew another one from now on, or the same one anew
   * @throws Failure with the daemon's refusal
   */
  libvirt(anew?: LibvirtTarget): Promise<Libvirt>;
  /**
   * Finds the one resource that a name or an ID means.
   * @param query more filters for the look-up by name
   * @returns the resource as the service sent it
   * @throws NotFound, Ambiguous, HttpError
   */
  find(type: ResourceType, nameOrId: string, query?: Query): Promise<JsonObject>;
  /** As `find`, but returns only the ID. */
  findId(type: ResourceType, nameOrId: string, query?: Query): Promise<string>;
  /** The commands of a tree, for help and completion. */
  readonly commands: CommandSource;
  /** Columns that help and usage are wrapped to: `COLUMNS`, else the terminal's, else 80. */
  readonly width: number;
  /** Shows progress on stderr while `work` runs: a spinner on a terminal, nothing elsewhere. */
  progress<T>(text: string, work: (update: (text: string) => void) => Promise<T>): Promise<T>;
  /** The token's owner and scope. */
  whoami(): Promise<Identity>;
  /** The endpoints that the token came with. @param fresh asks for a new token where it was kept from an earlier run */
  catalog(fresh?: boolean): Promise<Catalog>;
  /** A new token, also where one is kept from an earlier run. */
  issue(): Promise<Identity>;
  /**
   * An answer that hardly ever changes: kept between runs, asked for where it is not.
   * @param key what it is, the service's address included
   * @param fresh whether it is asked for in any case (default false)
   */
  kept(key: readonly string[], ask: () => Promise<JsonObject>, fresh?: boolean): Promise<JsonObject>;
  /** What a service says of its versions. @param url an endpoint of the catalogue */
  apiVersions(url: string): Promise<readonly ApiVersion[]>;
  /** The names that links can start ostk under. */
  readonly names: readonly string[];
  /** The links in a folder that start ostk under other names. */
  links(folder: string): Promise<Links>;
  /** The folder of the completion scripts: `NAME.bash`, `_NAME` for zsh, `NAME.fish`. */
  readonly completions: string;
  /** The tokens kept between runs. */
  tokens(): Promise<TokenCache>;
  /**
   * The region that `gs` works on, in OpenStack's services or in gostack's stores.
   * @throws ConfigError for a gsinitrc that cannot be used, or is not there
   */
  region(): Promise<Backend>;
  /** What the gsinitrc in use says, and where it is. @throws ConfigError as `region`, and where there is none */
  gsinitrc(): Promise<FoundGsinitrc>;
  /** The embedded cloud. */
  sandbox(): Promise<SandboxControl>;
  /**
   * Runs the reference engine of a gostack region until its signal ends it.
   * @throws ConfigError, GostackError where it cannot begin
   */
  engine(run: EngineRun): Promise<void>;
  /**
   * Resolves when the user wants the run to end (Ctrl-C, SIGTERM), with the exit code for that; from its first call on,
   * the run ends itself. Undefined at once where nobody can stop it.
   */
  stopped(): Promise<number | undefined>;
  /**
   * Opens the prompt: runs lines from standard input until it ends.
   * @param tree whose commands they are; left out: ostk's own
   * @returns the exit code
   * @throws CommandError for a name that is no tree
   */
  prompt(tree?: string): Promise<number>;
  /** Reads a secret from the terminal without echo; undefined for Ctrl-D. @throws when stdin is no terminal */
  askSecret(prompt: string): Promise<string | undefined>;
  /**
   * Awaits a key on the terminal, without echo; Ctrl-C and Ctrl-D are keys, too.
   * @param ready called once keys are awaited, to ask for one
   * @throws when there is no terminal
   */
  readKey(ready: () => Promise<void>): Promise<string>;
  /** Writes a text to a new file, to be edited by hand. @throws CommandError with the system's reason */
  draft(text: string): Promise<Draft>;
  /**
   * Makes a folder the working directory of the prompt's next lines; undefined: there is no prompt.
   * @param path `~` in it means nothing
   * @throws CommandError with the system's reason
   */
  readonly enter?: ((path: string) => Promise<void>) | undefined;
  /** The absolute path that a word on the line means, `~` expanded. */
  path(word: string): Promise<string>;
  /** Reads a file that the user named, `~` expanded. @throws CommandError that names the path */
  readFile(path: string): Promise<Uint8Array>;
  /** Whether a word on the line is the path of a block device. */
  isBlockDevice(path: string): Promise<boolean>;
  writeFile(path: string, data: Uint8Array | string, mode?: number): Promise<void>;
}

/** A text that is edited by hand. */
export interface Draft {
  readonly path: string;
  /** Has it edited in $VISUAL, $EDITOR or vi. @throws CommandError where the editor cannot be run or says that it failed */
  edit(): Promise<void>;
  /** Removes the file. */
  discard(): Promise<void>;
}

/** Links in a folder; one is ostk's own when it names this program, to the letter. */
export interface Links {
  /** Its absolute path. */
  readonly folder: string;
  /**
   * Makes a link.
   * @returns whether it was made; false: it was there already
   * @throws CommandError for something else of that name, which stays, and for what the system refuses
   */
  make(name: string): Promise<boolean>;
  /** The names of ostk's own links there, sorted. @throws CommandError where the folder cannot be read */
  own(): Promise<string[]>;
  /** Takes a link away. @throws CommandError that names the path and the system's reason */
  remove(name: string): Promise<void>;
}

/** What a user can do with the embedded cloud besides using it. */
export interface SandboxControl {
  /**
   * Offers it over HTTP on loopback.
   * @param port 0 for one that is free
   * @throws the system's error where the port cannot be had
   */
  serve(port: number): Promise<{ readonly origin: string; close(): Promise<void> }>;
  /** Takes its state away, so that the next request finds a new cloud. */
  reset(): void;
  /** Lets something go wrong. @param times undefined: until `clearFaults` */
  addFault(kind: FaultKind, service: string | undefined, times: number | undefined): Promise<void>;
  /** @returns how many there were */
  clearFaults(): Promise<number>;
}

/** How the reference engine of a gostack region is run. */
export interface EngineRun {
  /** The gsinitrc that says where the stores are. */
  readonly path: string;
  /** Milliseconds that a step of an instance takes (default 500). */
  readonly step: number | undefined;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Told what it does, one line each. */
  readonly told: (line: string) => void;
}

/** Which libvirt daemon is meant. */
export interface LibvirtTarget {
  /** A URI or an alias; undefined: the one that the line, the environment or libvirt.conf name. */
  readonly uri?: string | undefined;
  /** Without the right to change anything. */
  readonly readOnly?: boolean;
  /** Whether the one in use stays; who asked for this one closes it. */
  readonly beside?: boolean;
}

export type FaultKind = 'boot' | 'unavailable' | 'cut';

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after so many milliseconds; rejects when the run is interrupted. */
  sleep(milliseconds: number): Promise<void>;
}
