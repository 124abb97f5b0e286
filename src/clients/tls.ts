/** TLS as clouds.yaml describes it: verify, cacert, cert, key. */
import { readFileSync } from 'node:fs';
import { ConnectionError } from './errors.ts';

export interface TlsSettings {
  /** Whether the server's certificate is checked; false goes before `cacert`. */
  readonly verify: boolean;
  /** A file of certificates that are trusted instead of the usual ones. */
  readonly cacert: string | undefined;
  /** A client certificate, and its key where the file does not hold it. */
  readonly cert: string | undefined;
  readonly key: string | undefined;
  /** Ciphers to allow, as OpenSSL spells them (default: Node's). */
  readonly ciphers?: string | undefined;
  /** The oldest version to accept, such as `1.2` (default: Node's). */
  readonly minVersion?: string | undefined;
}

export interface TlsOptions {
  rejectUnauthorized?: boolean;
  ca?: string;
  cert?: string;
  key?: string;
  ciphers?: string;
  minVersion?: 'TLSv1.2' | 'TLSv1.3';
}

/**
 * Reads the files and makes Node's options of them.
 * @param settings undefined for the defaults: verify against the usual authorities
 * @throws ConnectionError of kind 'tls' that names the file that cannot be read
 */
export function tlsOptions(settings: TlsSettings | undefined): TlsOptions {
  if (!settings) return {};
  const options: TlsOptions = {};
  if (!settings.verify) options.rejectUnauthorized = false;
  else if (settings.cacert) options.ca = read(settings.cacert, 'TLS CA certificate bundle');
  if (settings.cert) {
    options.cert = read(settings.cert, 'TLS certificate file');
    options.key = settings.key ? read(settings.key, 'TLS key file') : options.cert;
  }
  if (settings.ciphers) options.ciphers = settings.ciphers;
  if (settings.minVersion === '1.2' || settings.minVersion === '1.3') {
    options.minVersion = `TLSv${settings.minVersion}`;
  }
  return options;
}

/** The sentence is the one of Python's requests, which scripts know. */
function read(path: string, what: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const article = what.includes('CA') ? 'a suitable' : 'the';
    throw new ConnectionError('', 'tls', `Could not find ${article} ${what}, invalid path: ${path}`, {
      cause: error,
    });
  }
}
