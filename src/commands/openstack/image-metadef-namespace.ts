/** Namespaces of metadata definitions (Image API v2, "Metadata definition namespaces"). */
import { children, type JsonObject } from '../../clients/json.ts';
import { metadefNamespace } from '../../clients/resources/metadef.ts';
import { deleting, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { ShowResult } from '../../kernel/output/result.ts';
import { arg, args, naming, text } from '../../kernel/params.ts';
import { rows, showAttributes } from '../../kernel/rows.ts';
import { getNamespace, namespacePath, orElseLook, picked } from './lib/metadef.ts';
import { access, exclusiveAccess } from './lib/metadef-options.ts';

/** What is shown of a namespace, as far as it is there. */
const SHOWN = [
  'created_at',
  'description',
  'display_name',
  'namespace',
  'owner',
  'updated_at',
  'visibility',
  'protected',
];

function show(item: JsonObject): ShowResult {
  const types = item.resource_type_associations ?? null;
  return showAttributes({
    ...picked(item, SHOWN),
    tags: item.tags ?? [],
    ...(types === null
      ? {}
      : { resource_type_associations: children(item, 'resource_type_associations').map(nameOf) }),
  });
}

const nameOf = ({ name = null }: JsonObject) => name;

const list = command({
  summary: 'List namespaces of metadata definitions',
  params: {
    resource_types: text('--resource-types <resource_types>', 'Only those for these types of resources'),
    visibility: text('--visibility <visibility>', 'Only public or private ones'),
  },
  output: 'list',
  examples: ['openstack image metadef namespace list --resource-types OS::Nova::Flavor'],
  async run(context, { resource_types, visibility }) {
    const service = await context.image();
    const query = { resource_types, visibility };
    const items = await service.list(metadefNamespace.path, metadefNamespace.key, { query });
    return rows([['namespace', 'namespace']], items);
  },
});

const showNamespace = command({
  summary: 'Show a namespace of metadata definitions',
  params: { namespace: naming('namespace', arg('<namespace>', 'Name of the namespace')) },
  output: 'show',
  async run(context, { namespace }) {
    return show(await getNamespace(context, namespace));
  },
});

const create = command({
  summary: 'Create a namespace for metadata definitions',
  params: {
    namespace: arg('<namespace>', 'Name of the new namespace'),
    display_name: text('--display-name <display_name>', 'Name that people see'),
    description: text('--description <description>', 'Text that describes it'),
    ...access,
  },
  exclusive: exclusiveAccess,
  output: 'show',
  examples: ['openstack image metadef namespace create --public --display-name Licences Acme::Licences'],
  async run(context, { namespace, display_name, description, visibility, is_protected }) {
    const service = await context.image();
    const sent = { namespace, display_name, description, protected: is_protected, visibility };
    return show({ ...sent, ...(await service.post(metadefNamespace.path, sent)) });
  },
});

const remove = command({
  summary: 'Delete namespaces of metadata definitions',
  params: { namespace: naming('namespace', args('<namespace>', 'Names of the namespaces')) },
  output: 'none',
  async run(context, values) {
    const service = await context.image();
    const work = (name: string) =>
      orElseLook(
        () => service.delete(namespacePath(name)),
        () => getNamespace(context, name),
        context,
      );
    await forEach(context, values.namespace, work, deleting('namespace', 'namespace'));
    return undefined;
  },
});

export default { list, show: showNamespace, create, delete: remove } satisfies Verbs;
