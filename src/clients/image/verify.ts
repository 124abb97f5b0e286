/** Whether the data of an image are those that its record promises. */
import { getHashes } from 'node:crypto';
import { ClientError } from '../errors.ts';
import { type JsonObject, text } from '../json.ts';
import { digest } from './digest.ts';

/** Data that are not what they should be; `algorithm` is `length` where only their number was to be compared. */
export class IntegrityError extends ClientError {
  constructor(
    readonly algorithm: string,
    readonly expected: string,
    readonly actual: string,
  ) {
    super(
      algorithm === 'length'
        ? `the image has ${expected} bytes, ${actual} arrived`
        : `checksum mismatch (${algorithm}): ${expected} != ${actual}`,
    );
  }
}

/** What data are compared with. */
export interface Promised {
  /** A name that node:crypto knows; undefined where the record has no hash. */
  readonly algorithm: string | undefined;
  /** The hash in hexadecimal; '' where there is none. */
  readonly digest: string;
  /** Bytes in all; undefined where the record does not say. */
  readonly size: number | undefined;
}

/** Checks data on their way. */
export interface Verifier {
  readonly promised: Promised;
  /** Takes the next bytes; resolves when it can take more. */
  update(chunk: Uint8Array): Promise<void> | void;
  /** How many bytes there were. */
  readonly length: number;
  /** Ends it. @throws IntegrityError */
  check(): Promise<void>;
  /** Gives up: needed where `check` was not called. */
  close(): void;
}

/**
 * What an image's record promises of its data: `os_hash_value` with its algorithm, else the MD5 of `checksum`, else that
 * of the answer's Content-MD5, as in the SDK (openstack/image/_download.py) and glanceclient (v2/images.py, data).
 * @param image the record as the service sent it
 * @param headers of the answer that carries the data
 */
export function promisedBy(image: JsonObject, headers: Readonly<Record<string, string>> = {}): Promised {
  const size = typeof image.size === 'number' ? image.size : undefined;
  const algorithm = text(image, 'os_hash_algo').toLowerCase();
  const digest = text(image, 'os_hash_value');
  if (digest !== '' && getHashes().includes(algorithm)) return { algorithm, digest, size };
  const md5 = text(image, 'checksum') || (headers['content-md5'] ?? '');
  return md5 === '' ? { algorithm: undefined, digest: '', size } : { algorithm: 'md5', digest: md5, size };
}

/** Begins to check data. */
export function verifier(promised: Promised): Verifier {
  const { size, algorithm } = promised;
  const hash = algorithm === undefined ? undefined : digest(algorithm, size);
  let length = 0;
  return {
    promised,
    get length() {
      return length;
    },
    update(chunk) {
      length += chunk.length;
      return hash?.update(chunk);
    },
    async check() {
      if (size !== undefined && length !== size)
        throw new IntegrityError('length', String(size), String(length));
      const actual = await hash?.hex();
      if (actual !== undefined && actual !== promised.digest)
        throw new IntegrityError(algorithm ?? '', promised.digest, actual);
    },
    close() {
      hash?.close();
    },
  };
}
