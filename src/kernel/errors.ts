/** From errors to sentences and exit codes: the only place that knows both. */
import {
  Ambiguous,
  AuthError,
  ConnectionError,
  HttpError,
  type HttpFailure,
  MalformedResponse,
  UnsupportedMicroversion,
} from '../clients/errors.ts';
import { ConfigError, explain } from '../config/errors.ts';
import { connectionSentence, malformedSentence, peerConnection, peerMalformed } from './connection.ts';
import type { Manners } from './context.ts';
import { systemSentence } from './system-error.ts';
import type { Circumstances, Said } from './tree.ts';

/** A command that cannot do what it was asked; the sentence is shown as it is, exit code 1. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly code: number = 1,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The user ended what was under way; the message says what has become of it. */
export class Interrupted extends CommandError {}

/** Ends a run without a word: the reader of a pipe went away (141), or the user pressed Ctrl-C (130). */
export class Quiet extends Error {
  constructor(readonly code: number) {
    super(`exit ${code}`);
  }
}

/**
 * Says an error as a person should read it.
 * @param manners a peer's name gets the peer's sentence, ostk a better one: request ID, next step
 * @returns one sentence, without a stack trace
 */
export function sentence(error: unknown, manners: Manners): string {
  if (manners === 'peer') return peerSentence(error);
  if (error instanceof ConfigError) return explain(error);
  if (error instanceof HttpError)
    return `${error.failure.clear ?? error.message} (HTTP ${error.status})${requestId(error.failure)}`;
  if (error instanceof AuthError) return authSentence(error);
  if (error instanceof ConnectionError) return connectionSentence(error);
  if (error instanceof MalformedResponse) return malformedSentence(error);
  if (error instanceof Ambiguous) return `${error.message} Their IDs: ${error.ids.join(', ')}`;
  if (isDefect(error)) {
    return `${error.name}: ${error.message}. This is a defect of ostk; --debug shows where it happened.`;
  }
  return systemSentence(error) ?? (error instanceof Error ? error.message : String(error));
}

/** Errors that only a mistake in the program makes. */
function isDefect(error: unknown): error is Error {
  return error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
}

/** A refusal by the identity service, with what to do about it; settings that are missing, with where to put them. */
function authSentence({ message, cause }: AuthError): string {
  if (cause instanceof HttpError) {
    const { failure, status } = cause;
    const said = failure.clear || failure.detail || failure.reason || 'HTTP Error';
    const advice =
      status === 401
        ? " Check the user, the password, the project and their domains: 'ostk env' shows what is in use and where it comes from."
        : '';
    return `${said}${advice} (HTTP ${status})${requestId(failure)}`;
  }
  const option = /^Missing value ([a-z-]+) required for auth plugin/.exec(message)?.[1];
  if (option === undefined) return message;
  const variable = `OS_${option.toUpperCase().replaceAll('-', '_')}`;
  return `${message}. Choose a cloud with --os-cloud, read an openrc file, or set ${variable}.`;
}

function requestId(failure: HttpFailure): string {
  return failure.requestId === undefined ? '' : ` (request ID ${failure.requestId})`;
}

/** The SDK's exception classes by status (openstack/exceptions.py). */
const SDK_CLASSES: Readonly<Record<number, string>> = {
  400: 'BadRequestException',
  403: 'ForbiddenException',
  404: 'NotFoundException',
  409: 'ConflictException',
  412: 'PreconditionFailedException',
};

/** What python-openstackclient says of an error: for a server that is not there a warning may come first. */
export function sayLikeOpenstack(error: unknown, { authUrl }: Circumstances): Said {
  return error instanceof ConnectionError
    ? peerConnection(error, authUrl)
    : { sentence: peerSentence(error) };
}

/** The SDK's CloudRegion.get_session_client on a version that the user has set. */
function peerMicroversion({ service, version, min, max }: UnsupportedMicroversion): string {
  return (
    `A default microversion for service ${service} of ${version} was requested, but the cloud only supports a minimum ` +
    `of ${min} and a maximum of ${max}. The default microversion was set because a microversion formatted version ` +
    `string, '${version}', was passed for the api_version of the service. If it was not intended to set a default ` +
    'microversion please remove anything other than an integer major version from the version setting for the service.'
  );
}

function peerSentence(error: unknown): string {
  if (error instanceof ConnectionError) return peerConnection(error).sentence;
  if (error instanceof MalformedResponse) return peerMalformed(error);
  if (error instanceof UnsupportedMicroversion) return peerMicroversion(error);
  if (error instanceof HttpError) {
    const { failure } = error;
    // Tokens are keystoneauth's part, everything else at the identity service the SDK's.
    const isToken = failure.service === 'identity' && failure.url.endsWith('/auth/tokens');
    return isToken ? keystoneSentence(failure) : sdkSentence(failure);
  }
  return systemSentence(error) ?? (error instanceof Error ? error.message : String(error));
}

/** As `str()` of the SDK's HttpException. */
export function sdkSentence(failure: HttpFailure): string {
  const side = failure.status >= 500 ? 'Server' : 'Client';
  const detail = failure.detail || failure.reason;
  const name = SDK_CLASSES[failure.status] ?? 'HttpException';
  return `${name}: ${failure.status}: ${side} Error for url: ${failure.url}, ${detail}`;
}

/** As `str()` of keystoneauth's HttpError. */
export function keystoneSentence(failure: HttpFailure): string {
  const id = failure.requestId === undefined ? '' : ` (Request-ID: ${failure.requestId})`;
  return `${failure.detail || failure.reason} (HTTP ${failure.status})${id}`;
}

/**
 * The exit code for an error.
 * @returns a Quiet's or a CommandError's own code, that of a Quiet that led to the error, 1 for everything else
 */
export function exitCode(error: unknown): number {
  if (error instanceof Quiet || error instanceof CommandError) return error.code;
  return error instanceof Error && error.cause instanceof Quiet ? error.cause.code : 1;
}
