/** A daemon reached through a program: ssh to another machine, or what the URI names. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { Duplex, type Readable, type Writable } from 'node:stream';
import { LibvirtConnectionError } from '../errors.ts';
import type { Target } from '../open.ts';
import { isSession, socketPath } from '../unix-socket.ts';
import { daemonUri, flag, invalid, type LibvirtUri, parameter } from '../uri.ts';

/** As much of what a program says on stderr as goes into an error. */
const SAID_MAX = 4096;

/** Connects with ssh: through virt-ssh-helper where the other side has it, else through netcat. */
export function connectSsh(uri: LibvirtUri, target: Target): Promise<Duplex> {
  const words = ['-T', '-e', 'none'];
  if (uri.port !== undefined) words.unshift('-p', String(uri.port));
  if (uri.user !== undefined) words.unshift('-l', uri.user);
  const key = parameter(uri, 'keyfile');
  if (key !== undefined) words.unshift('-i', key);
  // ssh asks at the terminal itself, whatever its streams are.
  if (flag(uri, 'no_tty') || target.unattended) words.push('-o', 'BatchMode=yes');
  if (flag(uri, 'no_verify')) words.push('-o', 'StrictHostKeyChecking=no');
  words.push('--', uri.host ?? 'localhost', remoteCommand(uri, target));
  return start(parameter(uri, 'command') ?? 'ssh', words, target);
}

/** Connects with the program of the URI's parameter `command`. */
export function connectProgram(uri: LibvirtUri, target: Target): Promise<Duplex> {
  const command = parameter(uri, 'command');
  if (command === undefined) throw invalid("remote_open: for 'ext' transport, command is required");
  return start(command, [], target);
}

/**
 * What the shell on the other side is to do.
 * @throws LibvirtError for parameters that do not go together
 */
export function remoteCommand(uri: LibvirtUri, target: Pick<Target, 'env' | 'uid' | 'readOnly'>): string {
  const socket = parameter(uri, 'socket');
  const netcat = parameter(uri, 'netcat');
  const session = isSession(uri, target.uid);
  const proxy = parameter(uri, 'proxy') ?? (socket !== undefined ? 'netcat' : session ? 'native' : 'auto');
  if (!['auto', 'netcat', 'native'].includes(proxy)) throw invalid(`Unknown proxy type '${proxy}'`);
  if (proxy === 'native' && netcat !== undefined)
    throw invalid('netcat path not valid with native proxy mode');
  const nc = quoted(netcat ?? 'nc');
  // Where sockets are over there cannot be seen from here, so it is the one that has always been.
  const path = quoted(socketPath(uri, { ...target, exists: () => false }));
  const throughNetcat =
    // Debian's netcat stays after the end of its input unless it is told not to.
    `if ${nc} -q 2>&1 | grep -q 'requires an argument'; then exec ${nc} -q0 -U ${path}; else exec ${nc} -U ${path}; fi`;
  const throughHelper = `exec virt-ssh-helper${target.readOnly ? ' -r' : ''} ${quoted(daemonUri(uri))}`;
  const script =
    proxy === 'netcat' || (proxy === 'auto' && netcat !== undefined)
      ? throughNetcat
      : proxy === 'native'
        ? throughHelper
        : `if command -v virt-ssh-helper >/dev/null 2>&1; then ${throughHelper}; fi; ${throughNetcat}`;
  return `sh -c ${quoted(script)}`;
}

/** A word that a shell leaves as it is. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

function start(command: string, words: readonly string[], { env }: Target): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...env } });
    child.once('error', error =>
      reject(
        new LibvirtConnectionError('refused', `Cannot find '${command}' in path: No such file or directory`, {
          cause: error,
        }),
      ),
    );
    child.once('spawn', () => resolve(new ChildDuplex(child)));
  });
}

/** ssh exits with 255 for troubles of its own, before it took anything; libvirt's words for both ends differ. */
const SSH_FAILED = 255;

function farewell(said: string, code: number | null): string {
  return code === SSH_FAILED
    ? `Cannot recv data: ${said}: Connection reset by peer`
    : `End of file while reading data: ${said}: Input/output error`;
}

/** A program's input and output as one stream, which fails with what the program had to say. */
class ChildDuplex extends Duplex {
  private said = '';
  constructor(private readonly child: ChildProcessByStdio<Writable, Readable, Readable>) {
    super();
    child.stderr.on('data', (text: Buffer) => {
      this.said = (this.said + text.toString('utf8')).slice(-SAID_MAX);
    });
    child.stdout.on('data', (piece: Buffer) => {
      if (!this.push(piece)) child.stdout.pause();
    });
    // A program that went away is told by its exit.
    child.stdin.on('error', () => {});
    child.on('close', code => {
      const said = this.said.trim();
      if (said === '') this.push(null);
      else this.destroy(new LibvirtConnectionError('cut', farewell(said, code)));
    });
  }
  override _read(): void {
    this.child.stdout.resume();
  }
  override _write(piece: Buffer, _encoding: string, done: () => void): void {
    this.child.stdin.write(piece, () => done());
  }
  override _final(done: () => void): void {
    this.child.stdin.end(done);
  }
  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.child.kill();
    done(error);
  }
}
