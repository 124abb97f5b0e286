/** `virsh suspend`. */
import { domainSuspend } from '../../clients/libvirt/protocol/domain.ts';
import { act } from './lib/act.ts';

const suspend = act({
  summary: 'Suspend a domain',
  params: {},
  failed: name => `Failed to suspend domain '${name}'`,
  done: name => `Domain '${name}' suspended`,
  work: (libvirt, dom) => libvirt.call(domainSuspend, { dom }),
});

export default { '': suspend };
