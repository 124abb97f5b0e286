/** `virsh destroy`. */
import { domainDestroy, domainDestroyFlags } from '../../clients/libvirt/protocol/domain.ts';
import { flag } from '../../kernel/vsh/params.ts';
import { act } from './lib/act.ts';

/** virDomainDestroyFlagsValues. */
const GRACEFUL = 1;
const REMOVE_LOGS = 2;

const destroy = act({
  summary: 'Stop a domain at once',
  params: {
    graceful: flag('--graceful', 'Give up rather than kill a domain that does not end'),
    remove_logs: flag('--remove-logs', "Remove the domain's logs as well"),
  },
  failed: name => `Failed to destroy domain '${name}'`,
  done: name => `Domain '${name}' destroyed`,
  work(libvirt, dom, { graceful, remove_logs }) {
    const flags = (graceful ? GRACEFUL : 0) | (remove_logs ? REMOVE_LOGS : 0);
    return flags === 0
      ? libvirt.call(domainDestroy, { dom })
      : libvirt.call(domainDestroyFlags, { dom, flags });
  },
});

export default { '': destroy };
