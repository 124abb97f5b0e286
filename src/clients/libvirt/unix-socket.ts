/** Which socket a daemon of this machine listens on (libvirt's remote_sockets.c). */
import { existsSync } from 'node:fs';
import { invalid, type LibvirtUri, parameter } from './uri.ts';

/** What decides it besides the URI. */
export interface SocketCircumstances {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's number; 0 uses the system's daemon. */
  readonly uid: number;
  readonly readOnly: boolean;
  /** Whether a file is there (default: looks). */
  readonly exists?: (path: string) => boolean;
}

const SYSTEM_FOLDER = '/var/run/libvirt';
/** The modular daemons in the order in which libvirtd tries its drivers; the last two also serve sessions. */
const SYSTEM_DRIVERS = ['xen', 'qemu', 'lxc', 'vbox', 'bhyve', 'vz'];
const SESSION_DRIVERS = ['qemu', 'vbox'];

/** Whether the user's own daemon is meant and not the system's. */
export function isSession(uri: LibvirtUri | undefined, uid: number): boolean {
  if (uid === 0) return false;
  return uri === undefined || uri.path === '/session' || uri.text.startsWith('test+');
}

/**
 * Chooses the socket: the one that the URI names, that of the driver's own daemon where it is there, else libvirtd's.
 * @param uri undefined where none was asked for
 */
export function socketPath(uri: LibvirtUri | undefined, circumstances: SocketCircumstances): string {
  const named = uri && parameter(uri, 'socket');
  if (named !== undefined) return named;
  const { env, uid, readOnly, exists = existsSync } = circumstances;
  const session = isSession(uri, uid);
  const folder = session ? sessionFolder(env, uid) : SYSTEM_FOLDER;
  const name = readOnly && !session ? 'sock-ro' : 'sock';
  const of = (daemon: string) => `${folder}/${daemon}-${name}`;
  const mode = (uri && parameter(uri, 'mode')) ?? 'auto';
  if (!['auto', 'legacy', 'direct'].includes(mode)) throw invalid(`Unknown remote mode '${mode}'`);
  if (mode === 'legacy') return of('libvirt');
  const candidates = uri ? [uri.driver] : session ? SESSION_DRIVERS : SYSTEM_DRIVERS;
  const direct = candidates.map(driver => of(`virt${driver}d`));
  const there = direct.find(path => exists(path));
  if (mode === 'direct') return there ?? direct[0] ?? of('libvirt');
  return there ?? of('libvirt');
}

function sessionFolder(env: SocketCircumstances['env'], uid: number): string {
  return `${env.XDG_RUNTIME_DIR ?? `/run/user/${uid}`}/libvirt`;
}
