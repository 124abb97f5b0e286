/** `virsh reset`. */
import { domainReset } from '../../clients/libvirt/protocol/domain.ts';
import { act } from './lib/act.ts';

const reset = act({
  summary: 'Reset a domain as its button does',
  params: {},
  failed: name => `Failed to reset domain '${name}'`,
  done: name => `Domain '${name}' was reset`,
  work: (libvirt, dom) => libvirt.call(domainReset, { dom, flags: 0 }),
});

export default { '': reset };
