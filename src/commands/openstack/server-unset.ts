/** `server unset` (Compute API, "Delete Metadata Item", "Delete a Single Tag", "Update Server"). */
import { pathPart } from '../../clients/query.ts';
import { server } from '../../clients/resources/compute.ts';
import type { Service } from '../../clients/service.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { demand } from '../../kernel/microversion.ts';
import { arg, flag, naming, texts, type Values } from '../../kernel/params.ts';
import { inOrder } from '../../kernel/together.ts';

const NEWEST = '2.100';
const PINNED_SINCE = '2.104';

const params = {
  server: naming('server', arg('<server>', 'Server to change (name or ID)')),
  properties: texts('--property <key>', 'A property to remove; may be repeated'),
  all_properties: flag('--all-properties', 'Remove all properties'),
  description: flag('--description', 'Remove the description (microversion 2.19 and newer)'),
  tags: texts('--tag <tag>', 'A tag to remove; may be repeated (microversion 2.26 and newer)'),
  all_tags: flag('--all-tags', 'Remove all tags (microversion 2.26 and newer)'),
  pinned_availability_zone: flag(
    '--pinned-availability-zone',
    'Let the server leave its availability zone again (microversion 2.104 and newer)',
  ),
};

type Options = Values<typeof params>;

const unset = command({
  summary: 'Take properties, tags or the description from a server',
  params,
  exclusive: [{ members: ['--property', '--all-properties'] }, { members: ['--tag', '--all-tags'] }],
  output: 'none',
  examples: ['openstack server unset --property role --all-tags web1'],
  async run(context, values) {
    const compute = await context.compute();
    await checkOptions(compute, values);
    const id = await context.findId(server, values.server);
    const path = `/servers/${id}`;
    const tag = (name: string): Promise<void> =>
      compute.delete(`${path}/tags/${pathPart(name)}`, { microversion: NEWEST });
    await inOrder(
      removeProperties(compute, path, values),
      values.description ? update(compute, path, { description: '' }, NEWEST) : nothing(),
      values.pinned_availability_zone
        ? update(compute, path, { pinned_availability_zone: null }, PINNED_SINCE)
        : nothing(),
      ...[...new Set(values.tags)].map(tag),
      values.all_tags ? compute.delete(`${path}/tags`, { microversion: NEWEST }) : nothing(),
    );
    return undefined;
  },
});

async function nothing(): Promise<void> {}

async function checkOptions(compute: Service, values: Options): Promise<void> {
  const need = async (version: string, option: string, typed: unknown): Promise<void> => {
    const message = `--os-compute-api-version ${version} or greater is required to support the ${option} option`;
    if (typed) await demand(compute, version, message);
  };
  await need('2.19', '--description', values.description);
  await need(PINNED_SINCE, '--pinned-availability-zone', values.pinned_availability_zone);
  await need('2.26', '--tag', values.tags || values.all_tags);
}

/** Without a microversion, as the SDK sends it. */
async function removeProperties(compute: Service, path: string, values: Options): Promise<void> {
  if (values.all_properties) {
    await compute.put(`${path}/metadata`, { metadata: {} });
    return;
  }
  const keys = [...new Set(values.properties)];
  await inOrder(...keys.map(key => compute.delete(`${path}/metadata/${pathPart(key)}`)));
}

async function update(
  compute: Service,
  path: string,
  changes: Readonly<Record<string, string | null>>,
  microversion: string,
): Promise<void> {
  await compute.put(path, { server: changes }, { microversion });
}

export default { '': unset } satisfies Verbs;
