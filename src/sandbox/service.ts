/** What a service of the sandbox is: routes over the state. */
import type { Json, JsonObject } from '../clients/json.ts';
import type { Collections, Job, State } from './state.ts';

/** Who asks: what the token says. */
export interface Caller {
  readonly userId: string;
  readonly userName: string;
  readonly domainId: string;
  /** '' for a token without a project. */
  readonly projectId: string;
  readonly projectName: string;
  readonly roles: readonly string[];
  readonly isAdmin: boolean;
}

/** A request on its way through a handler. A handler may be run more than once: it changes nothing but the state. */
export interface Call {
  readonly method: string;
  /** Where the sandbox is, such as `http://127.0.0.1:8080`: links begin with it. */
  readonly origin: string;
  /** The whole path, and the query with its `?`, as they came. */
  readonly path: string;
  readonly search: string;
  /** What the route's `:name` parts stand for. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON body: null when there is none; `object(call, key)` in http.ts reads from it. */
  readonly body: Json;
  readonly caller: Caller;
  readonly state: State;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The minor number of the microversion, as compute's 2.93 is 93; 0 where the service has none. */
  readonly version: number;
  readonly requestId: string;
  /** When something that takes so many seconds from now is done, in milliseconds since the epoch. */
  after(seconds: number): number;
}

/** A handler's answer; `reply()` in http.ts makes one. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON; left out: no body. */
  readonly json?: Json;
  /** A body of another type, which `headers` names. */
  readonly content?: string | AsyncIterable<Uint8Array>;
  /** Runs once the changes are kept, for what is outside of the state. */
  readonly kept?: () => void;
}

export type Handler = (call: Call) => Reply;

/** `GET /servers/:id/action` and so on; fixed parts go before `:name` ones. */
export type Routes = Readonly<Record<string, Handler>>;

/** What a job is done with: the state and the time that it was asked for, which may be long past. */
export interface JobContext {
  readonly state: State;
  /** The job's own time, not the clock's. */
  readonly now: number;
  /** As `Call.after`, from the job's time. */
  after(seconds: number): number;
}

export type JobHandler = (context: JobContext, data: Job['data']) => void;

/** A range of microversions, such as compute's 2.1 to 2.93. */
export interface Microversions {
  /** The word in `OpenStack-API-Version: compute 2.93`. */
  readonly name: string;
  /** Another header with the number alone. */
  readonly legacy?: string;
  readonly major: number;
  readonly min: number;
  readonly max: number;
}

/** What a refusal looks like at a service. */
export type RefusalStyle = (refusal: Refusal, call: Pick<Call, 'origin' | 'requestId' | 'version'>) => Reply;

/** Routes of a service that are loaded when they are asked for. */
export interface Part {
  readonly routes: Routes;
  /** As `Service.open`. */
  readonly open?: Routes;
}

export interface Service {
  /** The type by which faults name it: identity, image, compute, network, volume, placement. */
  readonly type: string;
  /** Entries in the catalogue: type, name, and the URL's path, in which `PROJECT` stands for the project's ID. */
  readonly catalog: readonly (readonly [type: string, name: string, path: string])[];
  /** Where it is: the path's first part, such as `/compute`. */
  readonly prefix: string;
  /** Below the prefix, what the paths of `routes` are relative to: `/v2.1`, `/v3/:project`. */
  readonly base: string;
  readonly routes: Routes;
  /** Routes that need no token, relative to the prefix: `GET /`, `GET /v2.1/`. */
  readonly open: Routes;
  /** Parts of the service by how their paths begin below `base`, such as `users`; the first that fits counts. */
  readonly parts?: Readonly<Record<string, () => Promise<Part>>>;
  /**
   * Takes bodies that are no JSON, before the handler of the same route runs, which gets what this returns as its
   * `body`. Runs once and outside of the state.
   */
  readonly uploads?: Readonly<Record<string, (content: AsyncIterable<Uint8Array>) => Promise<JsonObject>>>;
  /** Whether it looks what a path is before it asks who somebody is. */
  readonly findsFirst?: boolean;
  readonly collections: Collections;
  /** What its jobs (`state.schedule(at, 'compute/boot', data)`) do, by the part after the slash. */
  readonly jobs?: Readonly<Record<string, JobHandler>>;
  /** Fills an empty state. Services are seeded in the order in which cloud.ts names them. */
  seed(context: JobContext): void;
  /** What a state notes once this is done (default: `type`); another word than before seeds older states once more. */
  readonly seeded?: string;
  /** Told of all services whenever one of them is new in the state. */
  enlist?(state: State, services: readonly Service[]): void;
  readonly microversions?: Microversions;
  readonly refuse: RefusalStyle;
  /** What it says of a body that is no JSON. */
  readonly malformed: string;
}

/** A request that is refused; thrown by handlers, shown in the service's own shape. */
export class Refusal extends Error {
  /**
   * @param message the service's own sentence
   * @param kind the error's type where the service names it, such as `NetworkNotFound`
   */
  constructor(
    readonly status: number,
    message: string,
    readonly kind = '',
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}
