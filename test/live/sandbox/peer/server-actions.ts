/** What is done to a server where it is. */
import { MACHINE, place } from './servers.ts';
import { both, type Family, fails, once, prepare } from './step.ts';

const status = 'server show {} -c status -c OS-EXT-STS:power_state -c OS-EXT-STS:task_state';

/** A verb and what becomes of the server; a second time is refused. */
const verb = (line: string) => [once(line), once(`${status} -f json`), fails(line)];

export const serverActions: Family = {
  name: 'server actions',
  steps: [
    prepare(`server create ${MACHINE} --wait {}`),
    prepare(`server create ${MACHINE} --wait {}-2`),
    ...['stop', 'start', 'pause', 'unpause', 'suspend', 'resume'].flatMap(word => verb(`server ${word} {}`)),
    once('server stop {} {}-2'),
    fails('server start {} nosuch {}-2'),
    once('server start --all-projects {}-2'),
    once('server reboot {}'),
    once('server reboot --hard --wait {}'),
    once('server reboot --soft --wait {}'),
    fails('server reboot nosuch'),
    once('server lock {}'),
    once("server lock --reason 'under repair' {} {}-2"),
    both('server show {} -c locked -c locked_reason'),
    fails('server stop {}', { as: 'demo' }),
    once('server unlock {} {}-2'),
    both('server rebuild --wait --name {} --property p=q --description d {}', place),
    once('server rebuild --image cirros {}-2', place),
    fails('server rebuild --image nosuch {}'),
    once('server rescue --password secret {}'),
    once(status),
    once('server unrescue {}'),
    fails('server unrescue {}'),
    once('server shelve {}'),
    once('server shelve --offload --wait {}-2'),
    once(status),
    once('server unshelve --wait {}'),
    once('server unshelve {}-2'),
    once('server dump create {}'),
    both('server event list {} --sort-column Action -c Action'),
    once('server delete --wait {} {}-2'),
    fails('server restore {}'),
  ],
};
