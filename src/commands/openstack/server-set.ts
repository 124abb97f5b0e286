/** `server set` (Compute API, "Update Server", "Create or Update Metadata Items", "Reset Server State"). */

import type { JsonObject } from '../../clients/json.ts';
import { pathPart } from '../../clients/query.ts';
import { server } from '../../clients/resources/compute.ts';
import type { Service } from '../../clients/service.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import { demand } from '../../kernel/microversion.ts';
import { arg, choice, flag, naming, pairs, text, texts, type Values } from '../../kernel/params.ts';
import { inOrder } from '../../kernel/together.ts';
import { asker } from './lib/ask.ts';
import { act } from './lib/server-action.ts';

const NEWEST = '2.100';
const PINNED_SINCE = '2.104';

const params = {
  server: naming('server', arg('<server>', 'Server to change (name or ID)')),
  name: text('--name <new-name>', 'New name'),
  password: text('--password', 'New password of the administrator, where the cloud can set it'),
  no_password: flag(
    '--no-password',
    'Remove the password from the metadata service; the password of the server stays what it is',
  ),
  root_password: flag('--root-password', 'Ask for the new password of the administrator', { hidden: true }),
  properties: pairs('--property <key=value>', 'A property to add or change; may be repeated'),
  auto_approve: flag('--auto-approve', 'Set the state without asking first'),
  state: choice(
    '--state <state>',
    ['active', 'error'],
    'Set the state, for administrators. Only for servers that hang between two states: try a hard reboot first, and ' +
      'never do this after a failed move, which may make the server unusable',
  ),
  description: text('--description <description>', 'New description (microversion 2.19 and newer)'),
  tags: texts('--tag <tag>', 'A tag to add; may be repeated (microversion 2.26 and newer)'),
  hostname: text(
    '--hostname <hostname>',
    "The guest's own name (microversion 2.90 and newer, with a domain 2.94)",
  ),
  pinned_availability_zone: naming(
    'zone',
    text(
      '--pinned-availability-zone <availability-zone>',
      'Keep the server in this availability zone, where it must be already (microversion 2.104 and newer)',
    ),
  ),
};

type Options = Values<typeof params>;

const QUESTION =
  'Resetting the server state can make it much harder to recover a server from an error state. If the server is in ' +
  'error status due to a failed move operation then this is likely not the correct approach to fix the problem. ' +
  'Do you wish to continue? [y/n]: ';

const set = command({
  summary: 'Change a server',
  params,
  exclusive: [{ members: ['--password', '--no-password', '--root-password'] }],
  output: 'none',
  examples: [
    'openstack server set --name web2 --property role=web --tag blue web1',
    'openstack server set --state active web1',
  ],
  async run(context, values) {
    const compute = await context.compute();
    await checkOptions(compute, values);
    const id = await context.findId(server, values.server);
    const ask = asker(context);
    await inOrder(update(compute, id, values), setProperties(compute, id, values));
    if (values.state) {
      if (!values.auto_approve && !(await confirmed(ask))) return undefined;
      await act(context, id, { 'os-resetState': { state: values.state } });
    }
    await changePassword(context, compute, id, values, ask);
    await inOrder(...(values.tags ?? []).map(tag => addTag(compute, id, tag)));
    return undefined;
  },
});

async function checkOptions(compute: Service, values: Options): Promise<void> {
  const need = async (version: string, option: string, typed: unknown): Promise<void> => {
    const message = `--os-compute-api-version ${version} or greater is required to support the ${option} option`;
    if (typed) await demand(compute, version, message);
  };
  await need('2.19', '--description', values.description);
  await need('2.26', '--tag', values.tags);
  await need('2.90', '--hostname', values.hostname);
  await need(PINNED_SINCE, '--pinned-availability-zone', values.pinned_availability_zone);
}

async function update(compute: Service, id: string, values: Options): Promise<void> {
  const { name, description, hostname, pinned_availability_zone } = values;
  const changes = { name, description, hostname, pinned_availability_zone };
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value));
  if (Object.keys(given).length === 0) return;
  const microversion = pinned_availability_zone ? PINNED_SINCE : NEWEST;
  await compute.put(`/servers/${id}`, { server: given }, { microversion });
}

/** Without a microversion, as the SDK sends it. */
async function setProperties(compute: Service, id: string, { properties }: Options): Promise<void> {
  if (properties) await compute.post(`/servers/${id}/metadata`, { metadata: properties });
}

async function confirmed(ask: (prompt: string) => Promise<string>): Promise<boolean> {
  for (;;) {
    const answer = await ask(QUESTION);
    if (['y', 'Y', 'yes'].includes(answer)) return true;
    if (['n', 'N', 'no'].includes(answer)) return false;
  }
}

async function changePassword(
  context: Context,
  compute: Service,
  id: string,
  values: Options,
  ask: (prompt: string) => Promise<string>,
): Promise<void> {
  const change = (adminPass: string): Promise<JsonObject> =>
    act(context, id, { changePassword: { adminPass } });
  if (values.root_password) {
    const password = await ask('New password: ');
    if (password !== (await ask('Retype new password: ')))
      throw new CommandError('Passwords do not match, password unchanged');
    await change(password);
  } else if (values.password) await change(values.password);
  else if (values.no_password)
    await compute.delete(`/servers/${id}/os-server-password`, { microversion: NEWEST });
}

async function addTag(compute: Service, id: string, tag: string): Promise<void> {
  await compute.request('PUT', `/servers/${id}/tags/${pathPart(tag)}`, { microversion: NEWEST });
}

export default { '': set } satisfies Verbs;
