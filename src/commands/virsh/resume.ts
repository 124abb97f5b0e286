/** `virsh resume`. */
import { domainResume } from '../../clients/libvirt/protocol/domain.ts';
import { act } from './lib/act.ts';

const resume = act({
  summary: 'Resume a domain',
  params: {},
  failed: name => `Failed to resume domain '${name}'`,
  done: name => `Domain '${name}' resumed`,
  work: (libvirt, dom) => libvirt.call(domainResume, { dom }),
});

export default { '': resume };
