/** Servers of another size, and on another host. */
import { MACHINE } from './servers.ts';
import { both, type Family, fails, keep, once, pass, prepare, quickly } from './step.ts';

const where = 'server show {} -c status -c flavor -c OS-EXT-SRV-ATTR:host -f json';

/** Which host is chosen depends on what both sides have done before; migrations are numbered through. */
const hosts = {
  fields: ['Id', 'id', 'Source Node', 'Dest Node', 'Source Compute', 'Dest Compute', 'Dest Host'],
} as const;

const shown = {
  fields: ['ID', 'Server UUID', 'Source Node', 'Source Compute', 'Dest Node', 'Dest Compute', 'Dest Host'],
} as const;

export const serverMoves: Family = {
  name: 'server moves',
  steps: [
    prepare(`server create ${MACHINE} --host compute1 --wait {}`),
    prepare(`server create ${MACHINE} --host compute1 --wait {}-live`),
    once('server migrate --host compute2 {}'),
    once('server migrate confirm {}'),
    once(where),
    once('server resize --flavor m1.small --wait {}'),
    once('server show {} -c status'),
    once('server resize revert {}'),
    once('server resize --flavor m1.small {}'),
    once('server resize confirm {}'),
    once('server resize --flavor m1.tiny --wait {}'),
    once('server resize --confirm {}'),
    fails('server resize confirm {}'),
    fails('server resize --flavor nosuch {}'),
    once('server migrate --wait {}'),
    once('server migrate revert {}'),
    once('server migrate --wait {}'),
    once('server migration revert {}'),
    once('server migrate --wait {}'),
    once('server migration confirm {}'),
    fails('server migrate revert {}'),
    fails('server migrate confirm nosuch'),
    once('server migrate --live-migration --host compute2 --wait {}-live'),
    both('server migration list --server {}', hosts),
    both('server migration list --server {} --project admin --user admin', hosts),
    once('server migration list --server {}-live --type live-migration', hosts),
    once('server migration list --status confirmed --host compute1 --limit 1 -f csv', { mask: ['times'] }),
    once('server migration list --server {} --max-items 1 -f json', hosts),
    fails('server migration list', { as: 'demo' }),
    fails('server migration show {} 1'),
  ],
};

/** How far a live migration has come when it runs, in seconds. */
const RUNNING = 1.5;

/** Nothing comes to its end here by itself, so that there is time to look at what is under way. */
export const underWay: Family = {
  name: 'moves that are under way',
  speed: 0.001,
  steps: [
    quickly(`server create ${MACHINE} --host compute1 --wait {}`),
    once('server migrate --live-migration --host compute2 {}'),
    pass(RUNNING),
    keep('first', 'UUID', prepare('server migration list --server {} --status running')),
    both('server migration show {} [first]', shown),
    once('server migration force complete {} [first]'),
    once('server show {} -c status -c OS-EXT-SRV-ATTR:host -f json'),
    once('server migrate --live-migration --host compute1 {}'),
    pass(RUNNING),
    keep('second', 'UUID', prepare('server migration list --server {} --status running')),
    once('server migration abort {} [second]'),
    fails('server migration show {} [second]'),
    once('server show {} -c status -c OS-EXT-SRV-ATTR:host -f json'),
  ],
};
