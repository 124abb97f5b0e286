/** `server domstate`: what libvirt says of a server, beside what Nova believes. */
import { domainGetState } from '../../clients/libvirt/protocol/domain.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { reasonName, stateName } from '../virsh/lib/states.ts';
import { domainParams, onDomain } from './lib/server-domain.ts';

const domstate = command({
  summary: 'Show the state that libvirt knows of a server',
  description: "Asks the libvirt daemon of the server's host. Nova tells administrators which one that is.",
  params: domainParams,
  output: 'show',
  examples: ['ostk server domstate web1', 'ostk server domstate --libvirt-uri qemu+tls://HOST/system web1'],
  run: (context, values) =>
    onDomain(context, values, async (libvirt, dom) => {
      const { state, reason } = await libvirt.call(domainGetState, { dom, flags: 0 });
      return {
        kind: 'show',
        fields: [
          ['domain', dom.name],
          ['state', stateName(state)],
          ['reason', reasonName(state, reason)],
        ],
      };
    }),
});

export default { '': domstate } satisfies Verbs;
