/** From a server to the domain that runs it: Nova says where it is and what libvirt calls it. */
import { text as field } from '../../../clients/json.ts';
import type { Libvirt } from '../../../clients/libvirt/connection.ts';
import { LibvirtError } from '../../../clients/libvirt/errors.ts';
import { domainLookupByName } from '../../../clients/libvirt/protocol/domain.ts';
import type { Domain } from '../../../clients/libvirt/protocol/types.ts';
import { server } from '../../../clients/resources/compute.ts';
import type { Context } from '../../../kernel/context.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { arg, text } from '../../../kernel/params.ts';

const DEFAULT_URI = 'qemu+ssh://HOST/system';

/** The option that says how a host's daemon is reached. */
export const libvirtUri = text(
  '--libvirt-uri <uri>',
  `How its host's libvirt daemon is reached; HOST is replaced by the host's name (default: ${DEFAULT_URI})`,
);

/** What the commands that reach behind Nova are told. */
export const domainParams = { server: arg('<server>', 'Server (name or ID)'), libvirt_uri: libvirtUri };

/**
 * Finds the domain of a server on the server's host, and does something with it.
 * @throws CommandError where Nova does not say where it is, or with what libvirt refuses
 */
export async function onDomain<T>(
  context: Context,
  values: { readonly server: string; readonly libvirt_uri: string | undefined },
  work: (libvirt: Libvirt, dom: Domain) => Promise<T>,
): Promise<T> {
  const item = await context.find(server, values.server);
  const host = field(item, 'OS-EXT-SRV-ATTR:host');
  const name = field(item, 'OS-EXT-SRV-ATTR:instance_name');
  if (name === '' || (host === '' && values.libvirt_uri === undefined)) {
    const why = 'only administrators are told, and only of servers that are on a host';
    throw new CommandError(`Nova does not say where server ${values.server} runs: ${why}.`);
  }
  return onHost(context, { host, name, uri: values.libvirt_uri }, work);
}

/** Where a domain is. */
export interface Whereabouts {
  readonly host: string;
  /** What libvirt calls it. */
  readonly name: string;
  /** How the host's daemon is reached, where that was said. */
  readonly uri: string | undefined;
}

/**
 * Finds a domain on a host, and does something with it.
 * @throws CommandError with what libvirt refused
 */
export async function onHost<T>(
  context: Context,
  { host, name, uri: asked = DEFAULT_URI }: Whereabouts,
  work: (libvirt: Libvirt, dom: Domain) => Promise<T>,
): Promise<T> {
  const uri = asked.replaceAll('HOST', host);
  try {
    const libvirt = await context.libvirt({ uri });
    const { dom } = await libvirt.call(domainLookupByName, { name });
    return await work(libvirt, dom);
  } catch (error) {
    throw refusal(error, uri);
  }
}

/** Says what libvirt refused, and where. */
function refusal(error: unknown, uri: string): unknown {
  const told = error instanceof CommandError ? error.cause : error;
  if (!(told instanceof LibvirtError)) return error;
  const hint = told.hint === undefined ? '' : ` ${told.hint}`;
  return new CommandError(`${uri}: ${told.message}.${hint}`, 1, { cause: told });
}
