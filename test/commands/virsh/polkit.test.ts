/** A daemon that asks the system's policy. */
import { afterEach, expect, it } from 'vitest';
import { authPolkit } from '../../../src/clients/libvirt/protocol/session.ts';
import { answer, type ListeningDaemon, listen, Refusal } from '../../clients/libvirt/listening.ts';
import { runLine } from '../../harness/run.ts';

const POLKIT = 2;
/** virErrorNumber: VIR_ERR_AUTH_UNAVAILABLE. */
const UNAVAILABLE = 94;
const REFUSED =
  "authentication unavailable: no polkit agent available to authenticate action 'org.libvirt.unix.manage'";
let daemon: ListeningDaemon | undefined;
afterEach(() => daemon?.close());

it.each([
  ['virsh', []],
  ['ostk', ['virsh']],
] as const)('its refusal is told; under %s', async (name, tree) => {
  const refuse = answer(authPolkit, () => {
    throw new Refusal(UNAVAILABLE, REFUSED);
  });
  daemon = await listen([refuse], [POLKIT]);
  const { code, stderr } = await runLine([...tree, '-c', daemon.uri, 'hostname'], { name });
  expect(code).toBe(1);
  expect(stderr).toContain(`error: failed to connect to the hypervisor\nerror: ${REFUSED}\n`);
  // The next step is ostk's own.
  expect(stderr.includes("group 'libvirt'")).toBe(name === 'ostk');
});
