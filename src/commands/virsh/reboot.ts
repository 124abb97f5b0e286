/** `virsh reboot`. */
import { domainReboot } from '../../clients/libvirt/protocol/domain-guest.ts';
import { word } from '../../kernel/vsh/params.ts';
import { act } from './lib/act.ts';
import { modeFlags } from './lib/modes.ts';

const reboot = act({
  summary: 'Ask a domain to start anew',
  params: {
    mode: word('--mode', 'How it is asked: acpi, agent, initctl, signal, paravirt, or several of them'),
  },
  check: ({ mode }) => void modeFlags(mode, ' or'),
  failed: name => `Failed to reboot domain '${name}'`,
  done: name => `Domain '${name}' is being rebooted`,
  work: (libvirt, dom, { mode }) => libvirt.call(domainReboot, { dom, flags: modeFlags(mode, ' or') }),
});

export default { '': reboot };
