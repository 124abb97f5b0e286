/** Servers: made, listed, shown, changed, saved as images, deleted. */
import { both, type Family, fails, keep, once, prepare } from './step.ts';

/** What depends on the host that the scheduler chose, and on how soon it did. */
export const place = {
  fields: ['OS-EXT-SRV-ATTR:host', 'OS-EXT-SRV-ATTR:hypervisor_hostname', 'hostId'],
} as const;

export const MACHINE = '--image cirros --flavor m1.tiny';

/** The console's address has the server's token in it. */
const anyToken = { edit: (text: string) => text.replace(/(token(?:%3D|=))[-0-9a-f]{36}/g, '$1') } as const;

const anyNumber = { edit: (text: string) => text.replace(/\bi-[0-9a-f]{8}\b/g, 'i-N') } as const;

export const servers: Family = {
  name: 'servers',
  steps: [
    prepare('quota set --instances 40 --cores 80 admin'),
    prepare('keypair create --public-key [dir]/key.pub {}'),
    prepare('security group create {}'),
    prepare('port create --network private {}'),
    both(`server create ${MACHINE} --wait {}-[format]`, place),
    both(`server create ${MACHINE} --wait {}-[format]`, { ...place, as: 'demo' }),
    once(
      `server create ${MACHINE} --network private --key-name {} --security-group {} --property a=b --tag y --tag x ` +
        "--description 'a server' --hostname web --user-data [dir]/user-data --use-config-drive --host compute1 " +
        '--hint reservation=x --availability-zone nova --wait {}',
    ),
    once(`server create ${MACHINE} --port {} --wait {}-port`, place),
    once(
      `server create --flavor m1.tiny --image cirros --boot-from-volume 1 --nic none --wait {}-disk`,
      place,
    ),
    once(`server create ${MACHINE} --nic none --min 2 --max 2 --wait {}-some -f json`, place),
    fails(`server create ${MACHINE} --network nosuch x`),
    fails('server create --image nosuch --flavor m1.tiny x'),
    fails(`server create ${MACHINE} --key-name nosuch x`),
    both('server list --sort-column Name'),
    both('server list --long --sort-column Name'),
    once('server list --sort-column Name', { as: 'demo' }),
    once('server list --all-projects --no-name-lookup --sort-column ID -f json'),
    once('server list --name ^{}$ --status ACTIVE --flavor m1.tiny --image cirros --tags x'),
    once('server list --marker {} --limit 1 -f csv -c Status'),
    both('server show {}'),
    both('server show {}-disk', place),
    once('server show {}-table', { ...place, as: 'demo' }),
    once('server show --diagnostics {}'),
    once('server show {} --topology --os-compute-api-version 2.93 -c topology -f json'),
    fails('server show nosuch'),
    once("server set --description 'new one' --property a=c --property d=e --tag z --hostname db {}"),
    once('server set --name {}-renamed {}-port'),
    once('server set --state error --auto-approve {}-json'),
    once('server set --password secret {}'),
    once('server show {} -f json', place),
    once('server unset --property a --tag x --description {}'),
    fails('server unset --property nosuch {}'),
    once('server show {}', place),
    both('server event list {}'),
    keep('request', 'Request ID', once('server event list --long {}')),
    both('server event show {} [request]'),
    fails('server event show {} req-nosuch'),
    both('server volume list {}-disk'),
    both('console url show {}', anyToken),
    once('console url show --novnc {} -f yaml', anyToken),
    once('console log show {}', anyNumber),
    once('console log show --lines 1 {}', anyNumber),
    both('server image create --name {}-[format] {}', { fields: ['locations'] }),
    once('server image create --wait --property a=b {}-renamed', { fields: ['locations'] }),
    fails('server delete --wait {}-table nosuch', { as: 'demo' }),
    once('server delete --force --wait {}-renamed {}-disk'),
    once('server delete {}-some-1 {}-some-2'),
    once('server list -f value -c Status --name {}'),
  ],
};
