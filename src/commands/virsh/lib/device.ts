/** Devices that come and go: whether for the domain that runs, for its next start, or for both. */
import type { Libvirt } from '../../../clients/libvirt/connection.ts';
import { domainIsActive } from '../../../clients/libvirt/protocol/domain.ts';
import {
  domainAttachDevice,
  domainAttachDeviceFlags,
  domainDetachDevice,
  domainDetachDeviceFlags,
} from '../../../clients/libvirt/protocol/domain-device.ts';
import type { Procedure } from '../../../clients/libvirt/protocol/procedure.ts';
import type { Domain } from '../../../clients/libvirt/protocol/types.ts';
import { flag } from '../../../kernel/vsh/params.ts';
import { AFFECT_CONFIG, AFFECT_LIVE, affect } from './affect.ts';
import { exclude } from './exclusive.ts';

/** virDomainDeviceModifyFlags: even where the guest holds on to it. */
export const FORCE = 4;

/** `--persistent`, `--config`, `--live` and `--current`. */
export const persistence = {
  persistent: flag('--persistent', 'Affect the next start, and the domain that runs if it does'),
  ...affect,
};

/** What was given of them. */
export type Persistence = Readonly<Record<keyof typeof persistence, boolean>>;

/** Refuses those that do not go together. @throws Failure */
export function checkPersistence(asked: Persistence): void {
  exclude(asked, ['persistent', 'current'], ['current', 'live'], ['current', 'config']);
}

/** The bits of the options (virDomainModificationImpact), without what `--persistent` means for a domain that runs. */
export function impactOf({ config, live, persistent }: Persistence): number {
  return (config || persistent ? AFFECT_CONFIG : 0) | (live ? AFFECT_LIVE : 0);
}

/** The bits of the options for a domain. */
export async function impactOn(libvirt: Libvirt, dom: Domain, asked: Persistence): Promise<number> {
  const isLive = asked.persistent && (await libvirt.call(domainIsActive, { dom })).active === 1;
  return impactOf(asked) | (isLive ? AFFECT_LIVE : 0);
}

/** Gives a domain a device. @param flags virDomainModificationImpact */
export const attach = change(domainAttachDevice, domainAttachDeviceFlags);

/** Takes a device from a domain. */
export const detach = change(domainDetachDevice, domainDetachDeviceFlags);

/** A call that has no flags where none are needed, so that old daemons know it. */
function change(
  plainly: Procedure<{ dom: Domain; xml: string }, unknown>,
  withFlags: Procedure<{ dom: Domain; xml: string; flags: number }, unknown>,
) {
  return (libvirt: Libvirt, dom: Domain, xml: string, flags: number, current: boolean): Promise<unknown> =>
    flags !== 0 || current
      ? libvirt.call(withFlags, { dom, xml, flags })
      : libvirt.call(plainly, { dom, xml });
}
