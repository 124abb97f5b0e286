/** The operators' command of a gostack region, and `vnetops`, a part of it with a name of its own. */
import { sentence } from '../kernel/errors.ts';
import { own } from '../kernel/grammar/own.ts';
import { choice, text } from '../kernel/params.ts';
import type { Tree } from '../kernel/tree.ts';
import { globals } from './openstack-globals.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const params = {
  backend: choice(
    '--backend <backend>',
    ['openstack', 'gostack'],
    'What keeps the region (default: openstack with --os-cloud, gostack where there is a gsinitrc, else openstack)',
  ),
  gsinitrc: text('--gsinitrc <file>', 'How the stores of a gostack region are reached (Env: GS_INITRC)'),
  az: text('--az <zone>', 'Zone whose gsinitrc.yml-ZONE is used (Env: GS_AZ)'),
};

export const gs: Tree = {
  name: 'gs',
  joint: ' ',
  description: 'Instances, hosts, volumes and ports of a gostack region.',
  globals(program) {
    const spec = globals(program);
    return { ...spec, params: { ...spec.params, ...params }, showOwn: true };
  },
  help: 'deferred_help',
  grammar: own,
  manners: 'ostk',
  // `instance ID rebuild` is how operators type it.
  ordered: words => {
    const [noun, id = '', verb, ...rest] = words;
    return noun === 'instance' && verb === 'rebuild' && UUID.test(id) ? [noun, verb, id, ...rest] : words;
  },
  say: error => ({ sentence: sentence(error, 'ostk') }),
};

export const vnetops: Tree = {
  ...gs,
  name: 'vnetops',
  description: 'Ports of the networks of a gostack region.',
};
