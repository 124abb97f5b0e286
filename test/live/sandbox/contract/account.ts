/** A project and a member of it for one story alone, and their end. */
import { child, children, type JsonObject, text } from '../../../../src/clients/json.ts';
import { access, object } from './cloud.ts';
import { ADMIN, type Side } from './side.ts';

const PASSWORD = 'contract';

const LIMITS = {
  compute: {
    ...{ instances: 10, cores: 20, ram: 51200, metadata_items: 128, key_pairs: 100 },
    ...{ server_groups: 10, server_group_members: 10 },
  },
  volumev3: {
    ...{ volumes: 10, snapshots: 10, gigabytes: 1000, per_volume_gigabytes: -1 },
    ...{ backups: 10, backup_gigabytes: 1000, groups: 10 },
  },
};

async function found(side: Side, line: string, key: string): Promise<JsonObject[]> {
  return children(object((await side.send(line, undefined, ADMIN)).text), key);
}

async function make(side: Side, kind: string, about: JsonObject): Promise<void> {
  const answer = await side.send(`POST identity /${kind}s`, { [kind]: about }, ADMIN);
  const id = text(child(object(answer.text), kind), 'id');
  if (id === '') throw new Error(`${side.cloud.name}: no ${kind}: ${answer.text}`);
  side.call(kind, id);
}

/** Makes a project with usual limits and a member, and lets the admin and the member ask. */
export async function open(side: Side): Promise<void> {
  const { cloud } = side;
  const admin = await access(cloud, 'admin', 'admin', cloud.password);
  side.enter('admin', admin);
  side.call('admin-project', admin.project);
  side.call('admin-user', admin.user);
  const run = side.id('run');
  await make(side, 'project', { name: run, domain_id: 'default' });
  await make(side, 'user', { name: run, password: PASSWORD, domain_id: 'default' });
  const roles = await found(side, 'GET identity /roles', 'roles');
  for (const name of ['member', 'reader']) {
    const role = text(roles.find(each => each.name === name) ?? {}, 'id');
    await side.send(`PUT identity /projects/{project}/users/{user}/roles/${role}`, undefined, ADMIN);
  }
  // The usual limits are a setting.
  for (const [service, quota_set] of Object.entries(LIMITS))
    await side.send(`PUT ${service} /os-quota-sets/{project}`, { quota_set }, ADMIN);
  side.enter('member', await access(cloud, run, run, PASSWORD));
}

/** Deletes what a list has, until it has nothing but what comes back: to list groups makes a project's default one. */
async function empty(side: Side, service: string, kind: string, filter: string): Promise<void> {
  for (let turn = 0; turn < 100; turn++) {
    const items = await found(side, `GET ${service} /${kind}?${filter}`, kind.replace('-', '_'));
    await Promise.all(items.map(({ id }) => side.send(`DELETE ${service} /${kind}/${id}`, undefined, ADMIN)));
    if (items.every(({ name }) => kind === 'security-groups' && name === 'default')) return;
    await side.cloud.wait(0.3);
  }
}

/** Takes away the project with all that a story may have left in it. */
export async function close(side: Side): Promise<void> {
  const own = `project_id=${side.id('project')}`;
  await empty(side, 'compute', 'servers', `all_tenants=1&${own}`);
  await empty(side, 'volumev3', 'snapshots', `all_tenants=1&${own}`);
  await empty(side, 'volumev3', 'volumes', `all_tenants=1&${own}`);
  for (const router of await found(side, `GET network /routers?${own}`, 'routers')) {
    const ports = await found(side, `GET network /ports?device_id=${router.id}`, 'ports');
    for (const { id: port_id } of ports)
      await side.send(`PUT network /routers/${router.id}/remove_router_interface`, { port_id }, ADMIN);
  }
  for (const kind of ['floatingips', 'routers', 'ports', 'networks', 'security-groups'])
    await empty(side, 'network', kind, own);
  await empty(side, 'image', 'images', `owner=${side.id('project')}`);
  for (const { id, name } of await found(side, 'GET compute /flavors?is_public=none', 'flavors'))
    if (String(name).startsWith(side.id('run')))
      await side.send(`DELETE compute /flavors/${id}`, undefined, ADMIN);
  await side.send('DELETE identity /users/{user}', undefined, ADMIN);
  await side.send('DELETE identity /projects/{project}', undefined, ADMIN);
}
