/** A domain's console on the user's terminal (tools/virsh-console.c). */
import { ErrorCode, LibvirtError } from '../../../clients/libvirt/errors.ts';
import { domainGetState } from '../../../clients/libvirt/protocol/domain.ts';
import { domainOpenConsole } from '../../../clients/libvirt/protocol/domain-device.ts';
import type { Domain } from '../../../clients/libvirt/protocol/types.ts';
import type { LibvirtStream } from '../../../clients/libvirt/stream.ts';
import type { Context } from '../../../kernel/context.ts';
import { Failure, orFail } from '../../../kernel/vsh/failure.ts';
import { SHUT_OFF } from './states.ts';

/** virDomainConsoleFlags. */
export const CONSOLE_FORCE = 1;
export const CONSOLE_SAFE = 2;

/** The key of a spelling: `^]` is Ctrl and that character. */
function keyOf(spelling: string): number {
  return spelling.startsWith('^')
    ? spelling.slice(1).toUpperCase().charCodeAt(0) ^ 0x40
    : spelling.charCodeAt(0);
}

/**
 * Connects terminal and console until the escape key, or until the domain ends it.
 * @param devName which console; undefined: the first
 * @throws Failure where there is none to be had, LibvirtError when it breaks off
 */
export async function runConsole(
  context: Context,
  dom: Domain,
  devName: string | undefined,
  flags: number,
): Promise<void> {
  const libvirt = await context.libvirt();
  const { state } = await orFail(
    'Unable to get domain status',
    libvirt.call(domainGetState, { dom, flags: 0 }),
  );
  if (state === SHUT_OFF) throw new Failure('The domain is not running');
  const { stdin, stdout, globals } = context;
  if (!stdin.isTTY) throw new Failure('Cannot run interactive console without a controlling TTY');
  const leave = typeof globals.escape === 'string' ? globals.escape : '^]';
  if (globals.quiet !== true) {
    const how = leave.startsWith('^') ? ` (Ctrl + ${leave.slice(1)})` : '';
    await stdout.write(`Connected to domain '${dom.name}'\nEscape character is ${leave}${how}\n`);
  }
  stdin.raw?.(true);
  try {
    const { stream } = await libvirt.stream(domainOpenConsole, { dom, devName, flags });
    await join(context, stream, keyOf(leave));
  } finally {
    stdin.raw?.(false);
  }
}

/** Carries what is typed to the console and what it prints to the terminal. */
async function join({ stdin, stdout }: Context, stream: LibvirtStream, leave: number): Promise<void> {
  const output = (async () => {
    // Bytes reach the terminal as they are: it is the guest's now.
    for await (const data of stream) await stdout.write(data);
  })();
  const left = await Promise.race([output.then(() => false), type(stdin, stream, leave)]);
  await stream.finish();
  if (left) await output;
}

/** Sends keys until the escape key. @throws LibvirtError when the terminal goes away */
async function type(
  stdin: AsyncIterable<Uint8Array>,
  stream: LibvirtStream,
  leave: number,
): Promise<boolean> {
  // Not with for-await, which would close the terminal for what comes after.
  const keys = stdin[Symbol.asyncIterator]();
  for (;;) {
    const { value, done } = await keys.next();
    if (done) {
      await stream.abort();
      throw new LibvirtError(ErrorCode.internal, 'internal error: EOF on stdin');
    }
    if (value[0] === leave) return true;
    await stream.write(value);
  }
}
