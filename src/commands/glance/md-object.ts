/** Objects of a namespace: properties that belong together. */
import { child, children, isObject } from '../../clients/json.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { CommandError } from '../../kernel/errors.ts';
import { bareInteger } from '../../kernel/keyed.ts';
import { arg, text } from '../../kernel/params.ts';
import { jsonOf, updated } from './lib/json-option.ts';
import { BAD_SCHEMA, changed, definitionTable, namespaceArg, namespacePath } from './lib/metadef.ts';
import { maxColumnWidth } from './lib/options.ts';
import { resource, schemaOf, withoutSelf } from './lib/schema.ts';
import { listTable, propertyTable } from './lib/tables.ts';

/** How wide descriptions may be in a list. */
const DESCRIPTION_WIDTH = 50;

const objectArg = arg('<OBJECT>', 'Name of the object');

const list = command({
  summary: 'List the objects of a namespace',
  params: { namespace: namespaceArg },
  output: 'table',
  async run(context, { namespace }) {
    const service = await context.image();
    const objects = children(await service.get(namespacePath(namespace, 'objects')), 'objects');
    // The peer sets the width with the first row.
    const most = objects.length > 0 ? [undefined, DESCRIPTION_WIDTH] : [];
    return listTable(['name', 'description'], objects, most);
  },
});

const show = command({
  summary: 'Show an object',
  params: { namespace: namespaceArg, object: objectArg, max_column_width: maxColumnWidth },
  output: 'table',
  async run(context, { namespace, object, max_column_width }) {
    const service = await context.image();
    const found = withoutSelf(await service.get(namespacePath(namespace, 'objects', object)));
    return definitionTable(found, bareInteger(max_column_width));
  },
});

const propertyShow = command({
  summary: 'Show a property of an object',
  params: {
    namespace: namespaceArg,
    object: objectArg,
    property: arg('<PROPERTY>', 'Name of the property'),
    max_column_width: maxColumnWidth,
  },
  output: 'table',
  async run(context, { namespace, object, property, max_column_width }) {
    const service = await context.image();
    const found = child(await service.get(namespacePath(namespace, 'objects', object)), 'properties')[
      property
    ];
    if (!isObject(found)) throw new CommandError(`Property ${property} not found in object ${object}.`);
    return propertyTable({ ...found, name: property }, bareInteger(max_column_width));
  },
});

const create = command({
  summary: 'Create an object',
  params: {
    namespace: namespaceArg,
    name: { ...text('--name <NAME>', 'Name of the object'), required: true },
    schema: { ...text('--schema <SCHEMA>', 'Its description and properties, as JSON'), required: true },
  },
  output: 'table',
  async run(context, { namespace, name, schema = '' }) {
    const fields = updated({ name }, jsonOf(schema, BAD_SCHEMA));
    const [service, rules] = await Promise.all([context.image(), schemaOf(context, 'metadefs/object')]);
    const sent = resource(context, rules, fields);
    return definitionTable(withoutSelf(await service.post(namespacePath(namespace, 'objects'), sent)));
  },
});

const update = command({
  summary: 'Change an object',
  params: {
    namespace: namespaceArg,
    object: objectArg,
    name: text('--name <NAME>', 'The new name'),
    schema: text('--schema <SCHEMA>', 'Its description and properties, as JSON'),
  },
  output: 'table',
  async run(context, { namespace, object, name, schema }) {
    const plain = name ? { name } : {};
    const made = await changed(context, {
      path: each => namespacePath(namespace, 'objects', each),
      name: object,
      schema: 'metadefs/object',
      fields: schema ? updated(plain, jsonOf(schema, BAD_SCHEMA)) : plain,
      key: 'name',
      unsent: ['schema', 'updated_at', 'created_at'],
    });
    return definitionTable(made);
  },
});

const remove = command({
  summary: 'Delete an object',
  params: { namespace: namespaceArg, object: objectArg },
  output: 'none',
  async run(context, { namespace, object }) {
    const service = await context.image();
    await service.delete(namespacePath(namespace, 'objects', object));
    return undefined;
  },
});

export default { create, delete: remove, list, 'property-show': propertyShow, show, update } satisfies Verbs;
