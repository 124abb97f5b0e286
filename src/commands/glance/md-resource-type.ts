/** Types of resources that metadata definitions are for. */
import { children } from '../../clients/json.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { arg, text } from '../../kernel/params.ts';
import { namespaceArg, namespacePath } from './lib/metadef.ts';
import { knownFields, resource, schemaOf, withoutSelf } from './lib/schema.ts';
import { listTable, propertyTable } from './lib/tables.ts';

const list = command({
  summary: 'List the types of resources that are known',
  params: {},
  output: 'table',
  async run(context) {
    const service = await context.image();
    return listTable(['name'], children(await service.get('/metadefs/resource_types'), 'resource_types'));
  },
});

const associate = command({
  summary: 'Say that a namespace is for a type of resource',
  params: {
    namespace: namespaceArg,
    properties_target: text(
      '--properties-target <PROPERTIES_TARGET>',
      'Which of several kinds of metadata is meant, such as image',
    ),
    prefix: text('--prefix <PREFIX>', 'What properties begin with for this type, such as hw_'),
    name: text('--name <NAME>', 'Name of the type, such as OS::Nova::Server'),
  },
  output: 'table',
  async run(context, { namespace, ...values }) {
    const [service, schema] = await Promise.all([
      context.image(),
      schemaOf(context, 'metadefs/resource_type'),
    ]);
    const fields = resource(context, schema, knownFields(schema, values));
    return propertyTable(withoutSelf(await service.post(namespacePath(namespace, 'resource_types'), fields)));
  },
});

const deassociate = command({
  summary: 'Say that a namespace is no longer for a type of resource',
  params: { namespace: namespaceArg, resource_type: arg('<RESOURCE_TYPE>', 'Name of the type') },
  output: 'none',
  async run(context, { namespace, resource_type }) {
    const service = await context.image();
    await service.delete(namespacePath(namespace, 'resource_types', resource_type));
    return undefined;
  },
});

export default { associate, deassociate, list } satisfies Verbs;
