/** The tree of python-openstackclient; it is ostk's own, too, where no other is named. */
import { isAbsent } from '../config/api-versions.ts';
import { sayLikeOpenstack } from '../kernel/errors.ts';
import { cliff } from '../kernel/grammar/cliff.ts';
import { cliffPrompt } from '../kernel/prompt/cliff.ts';
import type { Tree } from '../kernel/tree.ts';
import { globals } from './openstack-globals.ts';

export const openstack: Tree = {
  name: 'openstack',
  joint: ' ',
  description: 'Command-line interface to the OpenStack APIs',
  ownDescription: 'One command for people who run clouds.',
  areas: {
    Compute:
      'server flavor keypair hypervisor host availability compute console aggregate limits usage quota'.split(
        ' ',
      ),
    Images: ['image', 'cached'],
    Networks:
      'network subnet port router security floating address ip local rbac bgp bgpvpn firewall vpn tap'.split(
        ' ',
      ),
    Volumes: ['volume', 'consistency', 'block', 'backup', 'snapshot'],
    Identity:
      'user group project domain role token credential application access ec2 trust service endpoint region catalog policy limit registered implied consumer request federation identity mapping'.split(
        ' ',
      ),
    'Objects and orchestration': ['object', 'container', 'stack', 'orchestration', 'software', 'resource'],
  },
  besides: ['ostk'],
  globals,
  help: 'deferred_help',
  grammar: cliff,
  absent: isAbsent,
  say: sayLikeOpenstack,
  framed: true,
  prompt: cliffPrompt('openstack'),
};
