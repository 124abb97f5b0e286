/** Properties of metadata definitions (Image API v2, "Metadata definition properties"). */
import { child } from '../../clients/json.ts';
import { metadefProperty } from '../../clients/resources/metadef.ts';
import { forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { arg, args, naming, text } from '../../kernel/params.ts';
import { rows, showAttributes } from '../../kernel/rows.ts';
import { imageThing } from './lib/image-resource.ts';
import { deletingFrom, namespacePath, picked } from './lib/metadef.ts';
import { schemaFields, shownProperty, wholeProperty } from './lib/metadef-property.ts';

const namespaceArg = naming('namespace', arg('<namespace>', 'Name of the namespace'));

const list = command({
  summary: 'List the properties of a namespace',
  params: { namespace: namespaceArg },
  output: 'list',
  async run(context, { namespace }) {
    const service = await context.image();
    const path = namespacePath(namespace, 'properties');
    // As other lists are asked for: refusals come as JSON then.
    const body = await service.get(path, { headers: { accept: 'application/json' } });
    const properties = child(body, metadefProperty.key);
    const items = Object.keys(properties).map(name => ({ ...child(properties, name), name }));
    return rows(
      [
        ['name', 'name'],
        ['title', 'title'],
        ['type', 'type'],
      ],
      items,
    );
  },
});

function getProperty(context: Context, namespace: string, name: string) {
  return imageThing(context, metadefProperty.kind, name, namespacePath(namespace, 'properties', name));
}

const show = command({
  summary: 'Show a property of a namespace',
  params: { namespace: namespaceArg, property: arg('<property>', 'Name of the property') },
  output: 'show',
  async run(context, { namespace, property }) {
    return showAttributes(shownProperty(await getProperty(context, namespace, property)));
  },
});

const create = command({
  summary: 'Create a property in a namespace',
  params: {
    name: text('--name', 'Name that is set on images, servers or volumes', { required: true }),
    title: text('--title', 'Name that people see', { required: true }),
    type: text('--type', 'Type of its values, such as string or integer', { required: true }),
    schema: text('--schema', 'More of its JSON schema, as a JSON object', { required: true }),
    namespace: arg('namespace', 'Name of the namespace'),
  },
  output: 'show',
  examples: [
    `openstack image metadef property create --name seats --title Seats --type integer --schema '{"minimum": 1}' Acme::Licences`,
  ],
  async run(context, { namespace, schema = '', name, title, type }) {
    const sent = { name, title, type, ...schemaFields(context, schema) };
    const service = await context.image();
    const answer = await service.post(namespacePath(namespace, 'properties'), sent);
    return showAttributes(shownProperty({ ...sent, ...answer }));
  },
});

const set = command({
  summary: 'Change a property of a namespace',
  params: {
    name: text('--name', 'Its new name'),
    title: text('--title', 'Name that people see'),
    type: text('--type', 'Type of its values, such as string or integer'),
    schema: text('--schema', 'More of its JSON schema, as a JSON object'),
    namespace: arg('namespace', 'Name of the namespace'),
    property: arg('property', 'Name of the property'),
  },
  output: 'none',
  async run(context, { namespace, property, schema, name = null, title = null, type = null }) {
    const found = await getProperty(context, namespace, property);
    // The service resets what is not sent; the peer loses what the SDK has other names for.
    const kept = context.manners === 'peer' ? shownProperty(found) : wholeProperty(found);
    const typed = picked({ name, title, type }, ['name', 'title', 'type']);
    const given = schema ? schemaFields(context, schema) : {};
    const service = await context.image();
    await service.put(namespacePath(namespace, 'properties', property), { ...kept, ...typed, ...given });
    return undefined;
  },
});

const remove = command({
  summary: 'Delete properties of a namespace, or all of them',
  params: {
    namespace: namespaceArg,
    properties: args('<property>', 'Names of the properties; all of them when there is none', '*'),
  },
  output: 'none',
  async run(context, { namespace, properties }) {
    const service = await context.image();
    if (properties.length === 0) {
      await service.delete(namespacePath(namespace, 'properties'));
      return undefined;
    }
    const work = (name: string) => service.delete(namespacePath(namespace, 'properties', name));
    const sentences = deletingFrom(context, namespace, {
      failed: (name, reason) =>
        `Failed to delete property with name or ID '${name}' from namespace '${namespace}': ${reason}`,
      noun: 'properties',
    });
    await forEach(context, properties, work, sentences);
    return undefined;
  },
});

export default { list, show, create, set, delete: remove } satisfies Verbs;
