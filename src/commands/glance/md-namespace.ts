/** Namespaces of metadata definitions. */
import { children } from '../../clients/json.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { bareInteger } from '../../kernel/keyed.ts';
import { arg, int, naming, text, texts } from '../../kernel/params.ts';
import { changed, definitionTable, deleteAll, namespaceArg, namespacePath } from './lib/metadef.ts';
import { namespaceOptions } from './lib/namespace.ts';
import { maxColumnWidth } from './lib/options.ts';
import { knownFields, resource, schemaOf, withoutSelf } from './lib/schema.ts';
import { listTable } from './lib/tables.ts';

/** How many namespaces the peer asks for at once. */
const PAGE = 20;

const list = command({
  summary: 'List namespaces of metadata definitions',
  params: {
    resource_types: texts(
      '--resource-types <RESOURCE_TYPES>',
      'Only those for this type of resource; repeatable',
    ),
    visibility: text('--visibility <VISIBILITY>', 'Only those that are public, or private'),
    page_size: int('--page-size <SIZE>', 'Ask for this many namespaces at once'),
  },
  output: 'table',
  async run(context, { resource_types, visibility, page_size }) {
    const service = await context.image();
    const query = { resource_types: resource_types?.join(','), visibility, limit: page_size || PAGE };
    return listTable(['namespace'], await service.list('/metadefs/namespaces', 'namespaces', { query }));
  },
});

const show = command({
  summary: 'Show a namespace and what is in it',
  params: {
    namespace: namespaceArg,
    resource_type: text(
      '--resource-type <RESOURCE_TYPE>',
      'Show properties with the prefix that they have for this type',
    ),
    max_column_width: maxColumnWidth,
  },
  output: 'table',
  async run(context, { namespace, resource_type, max_column_width }) {
    const service = await context.image();
    const query = resource_type ? { resource_type } : {};
    const found = withoutSelf(await service.get(namespacePath(namespace), { query }));
    return definitionTable(found, bareInteger(max_column_width));
  },
});

const create = command({
  summary: 'Create a namespace',
  params: {
    namespace: namespaceArg,
    resource_type_associations: {
      ...texts(
        '--resource-type-associations <RESOURCE_TYPE_ASSOCIATIONS>',
        'Types of resources that the namespace is for',
      ),
      nargs: '+',
      apply: (_, words) => [...words],
    },
    ...namespaceOptions,
  },
  output: 'table',
  async run(context, values) {
    const [service, schema] = await Promise.all([context.image(), schemaOf(context, 'metadefs/namespace')]);
    const fields = resource(context, schema, knownFields(schema, values));
    return definitionTable(withoutSelf(await service.post('/metadefs/namespaces', fields)));
  },
});

const update = command({
  summary: 'Change a namespace',
  params: {
    id: namespaceArg,
    ...namespaceOptions,
    namespace: text('--namespace <NAMESPACE>', 'The new name'),
  },
  output: 'table',
  async run(context, values) {
    const schema = await schemaOf(context, 'metadefs/namespace');
    const { id, ...fields } = values;
    const change = {
      path: (name: string) => namespacePath(name),
      name: id,
      schema: 'metadefs/namespace',
      fields: knownFields(schema, fields),
      key: 'namespace',
      unsent: ['schema', 'updated_at', 'created_at'],
    } as const;
    return definitionTable(await changed(context, change));
  },
});

const remove = command({
  summary: 'Delete a namespace and what is in it',
  params: { namespace: namespaceArg },
  output: 'none',
  async run(context, { namespace }) {
    const service = await context.image();
    await service.delete(namespacePath(namespace));
    return undefined;
  },
});

const resourceTypeList = command({
  summary: 'List the types of resources that a namespace is for',
  params: { namespace: naming('namespace', arg('<NAMESPACE>', 'Name of the namespace')) },
  output: 'table',
  async run(context, { namespace }) {
    const service = await context.image();
    const body = await service.get(namespacePath(namespace, 'resource_types'));
    return listTable(['name', 'prefix', 'properties_target'], children(body, 'resource_type_associations'));
  },
});

export default {
  create,
  delete: remove,
  list,
  'objects-delete': deleteAll('Delete all objects of a namespace', 'objects'),
  'properties-delete': deleteAll('Delete all properties of a namespace', 'properties'),
  'resource-type-list': resourceTypeList,
  show,
  'tags-delete': deleteAll('Delete all tags of a namespace', 'tags'),
  update,
} satisfies Verbs;
