/** Devices as files describe them. */
import type { Libvirt } from '../../../clients/libvirt/connection.ts';
import type { Domain } from '../../../clients/libvirt/protocol/types.ts';
import { command } from '../../../kernel/command.ts';
import type { Context } from '../../../kernel/context.ts';
import { orFail } from '../../../kernel/vsh/failure.ts';
import { domain } from '../../../kernel/vsh/params.ts';
import { type attach, checkPersistence, impactOn, type Persistence, persistence } from './device.ts';
import { findDomain } from './domain.ts';
import { fileParams, readXml } from './input.ts';
import { told } from './saved.ts';

/** The parameters of commands on them. */
export const deviceParams = { domain, file: fileParams.file, ...persistence };

interface Asked extends Persistence {
  readonly domain: string;
  readonly file: string;
}

/**
 * Looks at what was given.
 * @returns the domain, the description, and the bits of virDomainModificationImpact
 * @throws Failure
 */
export async function deviceFromFile(
  context: Context,
  asked: Asked,
): Promise<{
  readonly libvirt: Libvirt;
  readonly dom: Domain;
  readonly xml: string;
  readonly flags: number;
}> {
  checkPersistence(asked);
  const [libvirt, dom] = await Promise.all([context.libvirt(), findDomain(context, asked.domain)]);
  const flags = await impactOn(libvirt, dom, asked);
  return { libvirt, dom, xml: await readXml(context, asked.file), flags };
}

/** A command that gives a domain such a device, or takes it. */
export function byFile(summary: string, verb: string, change: typeof attach) {
  return command({
    summary,
    group: 'domain',
    params: deviceParams,
    output: 'none',
    async run(context, values) {
      const { libvirt, dom, xml, flags } = await deviceFromFile(context, values);
      await orFail(
        `Failed to ${verb} device from ${values.file}`,
        change(libvirt, dom, xml, flags, values.current),
      );
      return told(`Device ${verb}ed successfully\n`);
    },
  });
}
