/** What can go wrong between ostk and a service, as types. Sentences for people are made where errors are shown. */

/** A base for all errors of the clients. */
export class ClientError extends Error {}

/** What an HTTP error answer says. */
export interface HttpFailure {
  readonly status: number;
  readonly method: string;
  readonly url: string;
  /** The service's own sentence, taken from its error body; '' when it sent none. */
  readonly detail: string;
  /** The same for people: the parts of an HTML page kept apart, where the SDK runs them together, and no secrets. */
  readonly clear?: string;
  /** The reason phrase for the status, such as `Not Found`. */
  readonly reason: string;
  /** What a text/plain body says, which the SDK leaves out. */
  readonly plain?: string;
  /** The whole body, as it came. */
  readonly body?: string;
  readonly requestId?: string;
  /** The service's type in the catalogue, such as `compute`; 'identity' for authentication. */
  readonly service?: string;
}

/** A service answered with 4xx or 5xx. */
export class HttpError extends ClientError {
  constructor(
    readonly failure: HttpFailure,
    options?: ErrorOptions,
  ) {
    super(failure.clear || failure.detail || failure.plain || `${failure.status} ${failure.reason}`, options);
  }
  get status(): number {
    return this.failure.status;
  }
}

/** No answer: refused, unknown host, timed out, cut, TLS. `cause` is Node's error. */
export class ConnectionError extends ClientError {
  constructor(
    readonly url: string,
    readonly kind: 'refused' | 'dns' | 'timeout' | 'tls' | 'broken',
    message: string,
    options?: ErrorOptions,
    /** The service, when the failure came before the request itself, as its versions were asked for. */
    readonly discovering?: string,
  ) {
    super(message, options);
  }
}

/** A body that is not what the API promises: HTML, truncated JSON. */
export class MalformedResponse extends ClientError {
  constructor(
    readonly url: string,
    message: string,
    readonly requestId?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The credentials are missing something, or the service refused them. */
export class AuthError extends ClientError {}

/** The catalogue has no endpoint for a service. */
export class EndpointNotFound extends ClientError {
  constructor(
    readonly service: string,
    readonly region: string | undefined,
    readonly iface: string,
  ) {
    const where = region === undefined ? '' : ` in ${region} region`;
    super(`${iface} endpoint for ${service} service${where} not found`);
  }
}

/** The user asked for a microversion that a service does not have. */
export class UnsupportedMicroversion extends ClientError {
  constructor(
    readonly service: string,
    readonly version: string,
    readonly min: string,
    readonly max: string,
  ) {
    super(`The ${service} service has the microversions from ${min} to ${max}, not ${version}.`);
  }
}

/** A name or ID that matches nothing. `kind` is the SDK's resource class, such as `Server`, `SecurityGroup`. */
export class NotFound extends ClientError {
  constructor(
    readonly kind: string,
    readonly nameOrId: string,
  ) {
    super(`No ${kind} found for ${nameOrId}`);
  }
}

/** A name that several resources bear. */
export class Ambiguous extends ClientError {
  constructor(
    readonly kind: string,
    readonly nameOrId: string,
    readonly ids: readonly string[],
  ) {
    super(`More than one ${kind} exists with the name '${nameOrId}'.`);
  }
}
