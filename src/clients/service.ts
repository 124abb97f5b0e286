/** What every service's client offers; one implementation, over a session. */
import type { Json, JsonObject } from './json.ts';
import type { RequestBody } from './transport.ts';

export type Query = { readonly [key: string]: string | number | boolean | readonly string[] | undefined };

export interface RequestOptions {
  /** Query parameters; undefined ones are left out, a list repeats its key. */
  readonly query?: Query;
  /** A JSON body. */
  readonly body?: Json;
  /** A body that is no JSON, instead; what it is goes into `headers`. */
  readonly content?: RequestBody;
  /** Ends the request when it is aborted; the reason is what is thrown then. */
  readonly signal?: AbortSignal | undefined;
  /** As TransportRequest.answerTimeout. */
  readonly answerTimeout?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether it is a collection that is asked for; `list` says so itself. */
  readonly isList?: boolean;
  /**
   * The newest microversion that the peer's command knows: sent is the lower of this and the server's newest.
   * Left out: none is sent. What the user asked for (`--os-compute-api-version`) goes before.
   */
  readonly microversion?: string;
}

/** An answer below 400. */
export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed body; null when there is none. */
  readonly body: Json;
}

/** An answer below 400 whose body is read at the reader's pace; it must be read, or its connection stays busy. */
export interface StreamedAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body in pieces, each good until the next one is asked for. @throws ConnectionError when it breaks off */
  readonly content: AsyncIterable<Uint8Array>;
}

/** The calls of one service. Paths are relative to its endpoint and begin with `/`. */
export interface Service {
  /** The type in the catalogue: compute, image, network, volume (block-storage), identity. */
  readonly type: string;
  /** The endpoint in use, without a slash at the end. @throws EndpointNotFound */
  endpoint(): Promise<string>;
  /** Sends a request. @throws HttpError, ConnectionError, MalformedResponse, AuthError */
  request(method: string, path: string, options?: RequestOptions): Promise<Answer>;
  /** As `request`, for a body that is too large to be had in one piece. */
  stream(method: string, path: string, options?: RequestOptions): Promise<StreamedAnswer>;
  /** GETs an object. */
  get(path: string, options?: RequestOptions): Promise<JsonObject>;
  /** POSTs a body; the answer's object, {} when it has none. */
  post(path: string, body: Json, options?: RequestOptions): Promise<JsonObject>;
  put(path: string, body: Json, options?: RequestOptions): Promise<JsonObject>;
  patch(path: string, body: Json, options?: RequestOptions): Promise<JsonObject>;
  delete(path: string, options?: RequestOptions): Promise<void>;
  /**
   * GETs a collection, following its pages (`<key>_links`, `links.next`, `next`) to the end, or to `limit` items.
   * @param key where the items are in the body
   */
  list(
    path: string,
    key: string,
    options?: RequestOptions & { readonly limit?: number },
  ): Promise<JsonObject[]>;
  /** The microversions the server offers ('' for none), from cached discovery. */
  versions(): Promise<{ readonly min: string; readonly max: string }>;
  /** The microversion that a request with this cap would carry, undefined for none. */
  negotiate(cap: string): Promise<string | undefined>;
}
