/** The seam between the clients and the network: what sends one HTTP request. */

/** A stream that begins anew each time that it is iterated, as a file does; a pipe does not. */
export interface Content extends AsyncIterable<Uint8Array> {
  readonly repeatable: boolean;
}

/**
 * What is sent. A request with a stream that can be had only once is never repeated. A piece of a stream is done with
 * once the next one is asked for.
 */
export type RequestBody = string | Uint8Array | AsyncIterable<Uint8Array> | Content;

export interface TransportRequest {
  readonly method: string;
  /** Absolute, `http:` or `https:`. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: RequestBody | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds that may pass between the last byte sent and the answer, instead of the usual time; 0: for ever. */
  readonly answerTimeout?: number | undefined;
  /** Whether each piece of the answer is done with once the next one is asked for, so that its memory can be used again. */
  readonly transient?: boolean | undefined;
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
