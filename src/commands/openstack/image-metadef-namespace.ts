/** Namespaces of metadata definitions (Image API v2, "Metadata definition namespaces"). */
import { metadefNamespace } from '../../clients/resources/metadef.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { text } from '../../kernel/params.ts';
import { rows } from '../../kernel/rows.ts';

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

export default { list } satisfies Verbs;
