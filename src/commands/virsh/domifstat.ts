/** `virsh domifstat`. */
import { domainInterfaceStats } from '../../clients/libvirt/protocol/domain.ts';
import { command } from '../../kernel/command.ts';
import { naming } from '../../kernel/params.ts';
import { orFail } from '../../kernel/vsh/failure.ts';
import { data, domain } from '../../kernel/vsh/params.ts';
import { findDomain } from './lib/domain.ts';

const domifstat = command({
  summary: "Print what went over a domain's network interface",
  group: 'monitor',
  params: {
    domain,
    interface: naming('libvirt-link', data('--interface', 'Its device on the host, or its MAC address')),
  },
  output: 'text-show',
  async run(context, values) {
    const dom = await findDomain(context, values.domain);
    const libvirt = await context.libvirt();
    const device = values.interface;
    const stats = await orFail(
      `Failed to get interface stats ${values.domain} ${device}`,
      libvirt.call(domainInterfaceStats, { dom, device }),
    );
    const known = [
      ['rx_bytes', stats.rxBytes],
      ['rx_packets', stats.rxPackets],
      ['rx_errs', stats.rxErrs],
      ['rx_drop', stats.rxDrop],
      ['tx_bytes', stats.txBytes],
      ['tx_packets', stats.txPackets],
      ['tx_errs', stats.txErrs],
      ['tx_drop', stats.txDrop],
    ] as const;
    // What a driver does not count is -1.
    const fields = known
      .filter(([, count]) => count >= 0n)
      .map(([name, count]) => [name, Number(count)] as const);
    return {
      kind: 'text',
      text: () => fields.map(([name, count]) => `${device} ${name} ${count}\n`).join(''),
      data: { kind: 'show', fields },
    };
  },
});

export default { '': domifstat };
