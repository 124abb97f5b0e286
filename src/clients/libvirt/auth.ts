/** Proves to a daemon who asks. */
import type { RpcConnection } from './connection.ts';
import { ErrorCode, LibvirtError } from './errors.ts';
import { authPolkit } from './protocol/session.ts';

/** Asks for what only the user knows; undefined where the user has no answer. */
export interface Credentials {
  user(host: string): Promise<string | undefined>;
  password(user: string, host: string): Promise<string | undefined>;
}

/** What a proof may need. */
export interface ProofOptions {
  /** The URI's `auth` parameter: `sasl`, `sasl.MECHANISM` or `polkit`. */
  readonly asked: string | undefined;
  readonly host: string | undefined;
  readonly credentials: Credentials | undefined;
  readonly timeout: number;
}

/** libvirt's remote_auth_type. */
const SASL = 1;
const POLKIT = 2;

/**
 * Does what the daemon asks for.
 * @param types the ways that it takes, best first
 * @throws LibvirtError when it does not believe it, or takes no way that is known here
 */
export async function prove(
  connection: RpcConnection,
  types: readonly number[],
  options: ProofOptions,
): Promise<void> {
  const type = choose(types, options.asked);
  if (type === POLKIT) await polkit(connection);
  else if (type !== 0) throw failed(`unsupported authentication type ${type}`);
}

function choose(types: readonly number[], asked: string | undefined): number {
  const [first = 0] = types;
  if (asked === undefined) return first;
  const name = asked.toLowerCase();
  const wanted = name === 'polkit' ? POLKIT : name === 'sasl' || name.startsWith('sasl.') ? SASL : undefined;
  if (wanted === undefined) throw failed(`unknown authentication type ${asked}`);
  if (!types.includes(wanted)) throw failed(`requested authentication type ${asked} rejected`);
  return wanted;
}

/** The daemon asks the system's policy; its agent may ask the user, so that there is no time-out. */
async function polkit(connection: RpcConnection): Promise<void> {
  try {
    await connection.call(authPolkit, {});
  } catch (error) {
    if (!(error instanceof LibvirtError)) throw error;
    throw new LibvirtError(error.code, error.message, {
      cause: error,
      domain: error.domain,
      level: error.level,
      hint: "The system's policy (polkit) lets members of the group 'libvirt' in; read-only use (-r) needs no permission.",
    });
  }
}

function failed(detail: string): LibvirtError {
  return new LibvirtError(ErrorCode.authFailed, `authentication failed: ${detail}`);
}
