/** Properties of a namespace. */
import { child, isObject } from '../../clients/json.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { bareInteger } from '../../kernel/keyed.ts';
import { arg, text } from '../../kernel/params.ts';
import { jsonOf, updated } from './lib/json-option.ts';
import { BAD_SCHEMA, changed, definition, namespaceArg, namespacePath } from './lib/metadef.ts';
import { maxColumnWidth } from './lib/options.ts';
import { resource, schemaOf, withDefaults, withoutSelf } from './lib/schema.ts';
import { listTable, propertyTable } from './lib/tables.ts';

const propertyArg = arg('<PROPERTY>', 'Name of the property');

const list = command({
  summary: 'List the properties of a namespace',
  params: { namespace: namespaceArg },
  output: 'table',
  async run(context, { namespace }) {
    const service = await context.image();
    const properties = child(await service.get(namespacePath(namespace, 'properties')), 'properties');
    const items = Object.entries(properties).map(([name, value]) => ({
      ...(isObject(value) ? value : {}),
      name,
    }));
    return listTable(['name', 'title', 'type'], items);
  },
});

const show = command({
  summary: 'Show a property',
  params: { namespace: namespaceArg, property: propertyArg, max_column_width: maxColumnWidth },
  output: 'table',
  async run(context, { namespace, property, max_column_width }) {
    const service = await context.image();
    const path = namespacePath(namespace, 'properties', property);
    const found = await definition(context, service, 'metadefs/property', path, { name: property });
    return propertyTable(found, bareInteger(max_column_width));
  },
});

const create = command({
  summary: 'Create a property',
  params: {
    namespace: namespaceArg,
    name: { ...text('--name <NAME>', 'Name of the property'), required: true },
    title: { ...text('--title <TITLE>', 'What it is called for people'), required: true },
    schema: { ...text('--schema <SCHEMA>', 'What its values must be, as JSON schema'), required: true },
    type: { ...text('--type <TYPE>', 'Type of its values'), required: true },
  },
  output: 'table',
  async run(context, { namespace, name, title, schema = '', type }) {
    const fields = updated({ name, title, type }, jsonOf(schema, BAD_SCHEMA));
    const [service, rules] = await Promise.all([context.image(), schemaOf(context, 'metadefs/property')]);
    const sent = resource(context, rules, fields);
    const made = await service.post(namespacePath(namespace, 'properties'), sent);
    return propertyTable(withDefaults(rules, withoutSelf(made)));
  },
});

const update = command({
  summary: 'Change a property',
  params: {
    namespace: namespaceArg,
    property: propertyArg,
    name: text('--name <NAME>', 'The new name'),
    title: text('--title <TITLE>', 'What it is called for people'),
    schema: text('--schema <SCHEMA>', 'What its values must be, as JSON schema'),
  },
  output: 'table',
  async run(context, { namespace, property, name, title, schema }) {
    const plain = { ...(name ? { name } : {}), ...(title ? { title } : {}) };
    const made = await changed(context, {
      path: each => namespacePath(namespace, 'properties', each),
      name: property,
      schema: 'metadefs/property',
      fields: schema ? updated(plain, jsonOf(schema, BAD_SCHEMA)) : plain,
      key: 'name',
      unsent: [],
      added: each => ({ name: each }),
    });
    return propertyTable(made);
  },
});

const remove = command({
  summary: 'Delete a property',
  params: { namespace: namespaceArg, property: propertyArg },
  output: 'none',
  async run(context, { namespace, property }) {
    const service = await context.image();
    await service.delete(namespacePath(namespace, 'properties', property));
    return undefined;
  },
});

export default { create, delete: remove, list, show, update } satisfies Verbs;
