/** The seam between the clients and the network: what sends one HTTP request. */

export type RequestBody = string | Uint8Array | AsyncIterable<Uint8Array>;

export interface TransportRequest {
  readonly method: string;
  /** Absolute, `http:` or `https:`. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A stream is sent once: a request that carries one is never repeated. */
  readonly body?: RequestBody | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** An answer of any status. Its body must be read, or its connection stays busy. */
export interface TransportResponse {
  readonly status: number;
  /** The reason phrase as the server sent it, such as `Not Found`. */
  readonly reason: string;
  /** Names in lower case; values of a repeated header joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body in pieces. @throws ConnectionError when it breaks off */
  readonly body: AsyncIterable<Uint8Array>;
  /** The whole body as UTF-8. @throws ConnectionError when it breaks off */
  text(): Promise<string>;
}

export interface Transport {
  /** Sends a request. @throws ConnectionError when there is no answer */
  send(request: TransportRequest): Promise<TransportResponse>;
}
