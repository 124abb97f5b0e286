/** What can go wrong with a libvirt daemon, as types. */
import { ClientError } from '../errors.ts';
import { domain, network, text } from './protocol/types.ts';
import { int, optional, struct, type XdrReader } from './xdr.ts';

/** The numbers of libvirt's virErrorNumber that the client itself makes or that callers tell apart. */
export const ErrorCode = {
  internal: 1,
  noSupport: 3,
  noConnect: 5,
  invalidArg: 8,
  operationFailed: 9,
  noDomain: 42,
  systemError: 38,
  rpc: 39,
  authFailed: 45,
  operationInvalid: 55,
  argumentUnsupported: 74,
  noDomainSnapshot: 72,
  snapshotRevertRisky: 77,
  authCancelled: 79,
  noDomainMetadata: 80,
  authUnavailable: 94,
} as const;

/** virErrorDomain's number for the client's part of the remote driver. */
export const RPC_DOMAIN = 7;
const ERROR_LEVEL = 2;

interface LibvirtErrorOptions extends ErrorOptions {
  readonly domain?: number;
  readonly level?: number;
  readonly hint?: string | undefined;
}

/** An error as libvirt has them; `message` is the daemon's own sentence, or the client's where it never got an answer. */
export class LibvirtError extends ClientError {
  /** virErrorDomain: the part of libvirt that failed. */
  readonly domain: number;
  /** virErrorLevel: 1 warning, 2 error. */
  readonly level: number;
  /** What the user can do about it, where that is known; no part of the peer's sentence. */
  readonly hint: string | undefined;
  constructor(
    /** virErrorNumber. */
    readonly code: number,
    message: string,
    options: LibvirtErrorOptions = {},
  ) {
    super(message, options);
    this.domain = options.domain ?? RPC_DOMAIN;
    this.level = options.level ?? ERROR_LEVEL;
    this.hint = options.hint;
  }
}

/** The connection is gone, or never was: refused, cut, no answer in time, not libvirt's protocol. */
export class LibvirtConnectionError extends LibvirtError {
  constructor(
    readonly kind: 'refused' | 'cut' | 'timeout' | 'protocol' | 'tls' | 'closed',
    message: string,
    options?: LibvirtErrorOptions,
    code: number = kind === 'protocol' ? ErrorCode.rpc : ErrorCode.systemError,
  ) {
    super(code, message, options);
  }
}

const remoteError = struct({
  code: int,
  domain: int,
  message: optional(text),
  level: int,
  dom: optional(domain),
  str1: optional(text),
  str2: optional(text),
  str3: optional(text),
  int1: int,
  int2: int,
  net: optional(network),
});

/** Reads the error that a daemon answered with. @throws XdrError */
export function decodeError(reader: XdrReader): LibvirtError {
  const { code, domain, level, message } = remoteError.decode(reader);
  return new LibvirtError(code, message ?? 'Unknown error', { domain, level });
}

/** Whether a daemon said that its driver does not know a call. */
export function isUnsupported(error: unknown): error is LibvirtError {
  return error instanceof LibvirtError && error.code === ErrorCode.noSupport;
}
