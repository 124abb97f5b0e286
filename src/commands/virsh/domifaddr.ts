/** `virsh domifaddr` (tools/virsh-domain-monitor.c, cmdDomIfAddr). */
import { domainInterfaceAddresses } from '../../clients/libvirt/protocol/domain-guest.ts';
import type { DomainInterface } from '../../clients/libvirt/protocol/types.ts';
import { command } from '../../kernel/command.ts';
import { Failure, orFail } from '../../kernel/vsh/failure.ts';
import { domain, flag, word } from '../../kernel/vsh/params.ts';
import { findDomain } from './lib/domain.ts';

/** virDomainInterfaceAddressesSource. */
const SOURCES = ['lease', 'agent', 'arp'];
/** virIPAddrType. */
const PROTOCOLS = ['ipv4', 'ipv6'];

const line = (name: string, mac: string, protocol: string, address: string): string =>
  ` ${name.padEnd(10)} ${mac.padEnd(17)}    ${protocol.padEnd(12)} ${address}\n`;

const HEADER = ` ${'Name'.padEnd(10)} ${'MAC address'.padEnd(20)} ${'Protocol'.padEnd(8)}     Address\n${'-'.repeat(79)}\n`;

const addressesOf = ({ addrs }: DomainInterface) =>
  addrs.map(({ type, addr, prefix }) => [PROTOCOLS[type] ?? '', `${addr}/${prefix}`] as const);

/** An interface's lines; its name stands in the first one. @param full whether in all of them */
function linesOf(its: DomainInterface, full: boolean): string[] {
  if (its.addrs.length === 0) return [line(its.name, its.hwaddr ?? 'N/A', 'N/A', 'N/A')];
  return addressesOf(its).map(([protocol, address], at) =>
    full || at === 0
      ? line(its.name, its.hwaddr ?? '', protocol, address)
      : line('-', '-', protocol, address),
  );
}

const domifaddr = command({
  summary: "List the addresses of a running domain's network interfaces",
  group: 'monitor',
  params: {
    domain,
    interface: word('--interface', 'One interface only, by its name'),
    full: flag('--full', 'Print the name and MAC address of an interface in each of its lines'),
    source: word('--source', "Who is asked: 'lease', 'agent' or 'arp'"),
  },
  output: 'text-list',
  async run(context, values) {
    const source = values.source === undefined ? 0 : SOURCES.indexOf(values.source);
    if (source < 0) throw new Failure(`Unknown data source '${values.source}'`);
    const dom = await findDomain(context, values.domain);
    const { ifaces } = await orFail(
      'Failed to query for interfaces addresses',
      (await context.libvirt()).call(domainInterfaceAddresses, { dom, source, flags: 0 }),
    );
    const wanted = ifaces.filter(({ name }) => values.interface === undefined || name === values.interface);
    const body = wanted.flatMap(each => linesOf(each, values.full)).join('');
    const rows = wanted.flatMap(each => {
      const addresses = each.addrs.length === 0 ? [[null, null] as const] : addressesOf(each);
      return addresses.map(address => [each.name, each.hwaddr ?? null, ...address]);
    });
    return {
      kind: 'text',
      text: quiet => (quiet ? body : HEADER + body),
      data: { kind: 'list', columns: ['Name', 'MAC address', 'Protocol', 'Address'], rows },
    };
  },
});

export default { '': domifaddr };
