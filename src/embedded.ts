/** The embedded cloud as one that a run can choose: its settings, and the way to it. Loaded when it is used. */
import { join } from 'node:path';
import { connectionError } from './clients/failure.ts';
import type { Transport } from './clients/transport.ts';
import type { Host } from './host.ts';
import type { SandboxControl } from './kernel/context.ts';
import { createSandbox, type Sandbox } from './sandbox/cloud.ts';
import { addFault, clearFaults } from './sandbox/faults.ts';
import { StateError } from './sandbox/root.ts';

/** Opens the sandbox of a user: its state is below `$XDG_STATE_HOME/ostk`, else `~/.local/state/ostk`. */
export function openSandbox({ env, home, uid, clock }: Host): Sandbox {
  const base = env.XDG_STATE_HOME || join(home, '.local', 'state');
  return createSandbox({
    dir: join(base, 'ostk', 'sandbox'),
    uid: uid < 0 ? undefined : uid,
    now: clock.now,
    speed: env.OSTK_SANDBOX_SPEED,
  });
}

/** The way to the sandbox that the clients take: what breaks on it is told as a broken connection. */
export function sandboxTransport(host: Host): Transport {
  const sandbox = openSandbox(host);
  return {
    async send(request) {
      const response = await sandbox.send(request);
      const broken = (error: unknown) =>
        error instanceof StateError ? error : connectionError(request.url, error);
      async function* pieces(): AsyncGenerator<Uint8Array> {
        try {
          yield* response.body;
        } catch (error) {
          throw broken(error);
        }
      }
      return {
        ...response,
        body: { [Symbol.asyncIterator]: () => pieces() },
        text: () => response.text().catch(error => Promise.reject(broken(error))),
      };
    },
  };
}

/** What `ostk sandbox` does. */
export async function sandboxControl(host: Host): Promise<SandboxControl> {
  const sandbox = openSandbox(host);
  return {
    serve: async port => {
      // What cannot be used is told now, and not with the first request.
      await sandbox.change(() => undefined);
      return (await import('./sandbox/serve.ts')).serve(sandbox, port);
    },
    reset: sandbox.reset,
    addFault: (kind, service, times) => sandbox.change(state => addFault(state, { kind, service, times })),
    clearFaults: () => sandbox.change(clearFaults),
  };
}
