/** Proves to a daemon who asks. */
import type { RpcConnection } from './connection.ts';
import { ErrorCode, LibvirtError } from './errors.ts';
import { authPolkit, authSaslInit, authSaslStart, authSaslStep } from './protocol/session.ts';
import type { Login } from './sasl.ts';
import { type LibvirtUri, parameter } from './uri.ts';

/** Asks for what only the user knows; undefined where the user has no answer. */
export interface Credentials {
  user(host: string): Promise<string | undefined>;
  password(user: string, host: string): Promise<string | undefined>;
}

/** What a proof may need. */
export interface ProofOptions {
  /** Its parameter `auth` is `sasl`, `sasl.MECHANISM` or `polkit`. */
  readonly uri: LibvirtUri | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
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
  const asked = options.uri && parameter(options.uri, 'auth');
  const type = choose(types, asked);
  if (type === POLKIT) await polkit(connection);
  else if (type === SASL) await sasl(connection, /^sasl\.(.+)$/i.exec(asked ?? '')?.[1], options);
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

async function sasl(
  connection: RpcConnection,
  wanted: string | undefined,
  options: ProofOptions,
): Promise<void> {
  const { MECHANISMS } = await import('./sasl.ts');
  const { mechlist } = await connection.call(authSaslInit, {}, options);
  const offered = mechlist.split(/[ ,]+/).filter(name => name !== '');
  if (wanted !== undefined && !offered.includes(wanted)) {
    throw failed(`SASL mechanism ${wanted} not supported by server`);
  }
  const mech = Object.keys(MECHANISMS).find(name => offered.includes(name) && name === (wanted ?? name));
  const make = mech === undefined ? undefined : MECHANISMS[mech];
  if (mech === undefined || make === undefined) {
    const known = Object.keys(MECHANISMS).join(' and ');
    throw failed(
      `the daemon wants SASL with ${wanted ?? (offered.join(', ') || 'no mechanism')}; ostk knows ${known}`,
    );
  }
  if (options.uri?.transport === 'tcp' || options.uri?.transport === 'ext') {
    // As libvirt: neither of them encrypts what follows.
    throw failed('negotiation SSF 0 was not strong enough: use TLS, or a tunnel such as ssh');
  }
  const mechanism = make(await login(options));
  let said = await connection.call(authSaslStart, { mech, nil: 0, data: mechanism.first() }, options);
  for (;;) {
    const answer = step(() => mechanism.next(said.data));
    if (answer === undefined && said.complete !== 0) return;
    const data = answer ?? new Uint8Array();
    said = await connection.call(authSaslStep, { nil: answer === undefined ? 1 : 0, data }, options);
    if (answer === undefined) {
      if (said.complete !== 0) return;
      throw failed('the daemon goes on where its mechanism has ended');
    }
  }
}

function step<T>(take: () => T): T {
  try {
    return take();
  } catch (error) {
    throw failed(error instanceof Error ? error.message : String(error), error);
  }
}

/** The user and the password: the URI's, auth.conf's, else the user's own. */
async function login({ uri, env, credentials }: ProofOptions): Promise<Login> {
  const host = uri?.host ?? 'localhost';
  const { storedLogin } = await import('./auth-file.ts');
  const stored = storedLogin(uri && parameter(uri, 'authfile'), env, host);
  const user = uri?.user ?? stored.user ?? (await credentials?.user(host));
  if (user === undefined) throw cancelled();
  const password = stored.password ?? (await credentials?.password(user, host));
  if (password === undefined) throw cancelled();
  return { user, password };
}

function cancelled(): LibvirtError {
  return new LibvirtError(ErrorCode.authFailed, 'authentication failed: Failed to collect auth credentials', {
    hint: 'They are asked for on a terminal, or taken from auth.conf (LIBVIRT_AUTH_FILE).',
  });
}

function failed(detail: string, cause?: unknown): LibvirtError {
  return new LibvirtError(ErrorCode.authFailed, `authentication failed: ${detail}`, { cause });
}
