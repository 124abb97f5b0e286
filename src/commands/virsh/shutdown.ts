/** `virsh shutdown`. */
import { domainShutdown, domainShutdownFlags } from '../../clients/libvirt/protocol/domain-guest.ts';
import { word } from '../../kernel/vsh/params.ts';
import { act } from './lib/act.ts';
import { modeFlags } from './lib/modes.ts';

const shutdown = act({
  summary: 'Ask a domain to shut down',
  params: {
    mode: word('--mode', 'How it is asked: acpi, agent, initctl, signal, paravirt, or several of them'),
  },
  check: ({ mode }) => void modeFlags(mode, ', or'),
  failed: name => `Failed to shutdown domain '${name}'`,
  done: name => `Domain '${name}' is being shutdown`,
  work(libvirt, dom, { mode }) {
    const flags = modeFlags(mode, ', or');
    return flags === 0
      ? libvirt.call(domainShutdown, { dom })
      : libvirt.call(domainShutdownFlags, { dom, flags });
  },
});

export default { '': shutdown };
