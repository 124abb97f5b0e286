/** A daemon of this machine, by its socket. */
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { LibvirtConnectionError } from '../errors.ts';
import type { Target } from '../open.ts';
import { systemWords } from '../system-error.ts';
import { isSession, socketPath } from '../unix-socket.ts';

/** Connects to the socket that a URI means. @throws LibvirtConnectionError that names the socket */
export function connectUnix(target: Target): Promise<Duplex> {
  const path = socketPath(target.uri, target);
  return new Promise((resolve, reject) => {
    const socket = connect({ path });
    const refused = (error: Error) =>
      reject(
        new LibvirtConnectionError(
          'refused',
          `Failed to connect socket to '${path}': ${systemWords(error)}`,
          {
            cause: error,
            hint: hint(error, isSession(target.uri, target.uid)),
          },
        ),
      );
    socket.once('error', refused);
    socket.once('connect', () => {
      socket.removeListener('error', refused);
      resolve(socket);
    });
  });
}

function hint(error: Error, session: boolean): string | undefined {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EACCES' || code === 'EPERM') {
    return "Become a member of the group 'libvirt', or use qemu:///session.";
  }
  if (code !== 'ENOENT' && code !== 'ECONNREFUSED') return undefined;
  return session
    ? "Start your own daemon with 'libvirtd -d' or 'virtqemud -d'."
    : "Start the daemon with 'systemctl start libvirtd' (or virtqemud), or as root with 'libvirtd -d'.";
}
