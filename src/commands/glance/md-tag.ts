/** Tags of a namespace. */
import { children, isObject } from '../../clients/json.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { CommandError } from '../../kernel/errors.ts';
import { arg, flag, text } from '../../kernel/params.ts';
import { changed, namespaceArg, namespacePath } from './lib/metadef.ts';
import { resource, schemaOf, withoutSelf } from './lib/schema.ts';
import { listTable, propertyTable } from './lib/tables.ts';

const tagArg = arg('<TAG>', 'Name of the tag');

/** A name without the blanks around it. @throws CommandError when nothing is left */
function named(name: string): string {
  const bare = name.trim();
  if (bare !== '') return bare;
  throw new CommandError('Please supply at least one non-blank tag name.');
}

const list = command({
  summary: 'List the tags of a namespace',
  params: { namespace: namespaceArg },
  output: 'table',
  async run(context, { namespace }) {
    const service = await context.image();
    return listTable(['name'], children(await service.get(namespacePath(namespace, 'tags')), 'tags'));
  },
});

const show = command({
  summary: 'Show a tag',
  params: { namespace: namespaceArg, tag: tagArg },
  output: 'table',
  async run(context, { namespace, tag }) {
    const service = await context.image();
    return propertyTable(withoutSelf(await service.get(namespacePath(namespace, 'tags', tag))));
  },
});

const create = command({
  summary: 'Create a tag',
  params: {
    namespace: namespaceArg,
    name: { ...text('--name <NAME>', 'Name of the tag'), required: true },
  },
  output: 'table',
  async run(context, { namespace, name = '' }) {
    const path = namespacePath(namespace, 'tags', named(name));
    const service = await context.image();
    const { body } = await service.request('POST', path);
    return propertyTable(isObject(body) ? withoutSelf(body) : {});
  },
});

const createMultiple = command({
  summary: 'Create several tags, in the place of those that are there',
  params: {
    namespace: namespaceArg,
    names: { ...text('--names <NAMES>', 'Their names'), required: true },
    delim: text('--delim <DELIM>', 'What stands between the names (default: a comma)'),
    append: flag('--append', 'Keep the tags that are there'),
  },
  output: 'table',
  async run(context, { namespace, names = '', delim, append }) {
    const tags = names
      .split(delim || ',')
      .map(name => name.trim())
      .filter(Boolean);
    if (tags.length === 0) {
      throw new CommandError('Please supply at least one tag name. For example: --names Tag1');
    }
    const [service, schema] = await Promise.all([context.image(), schemaOf(context, 'metadefs/tag')]);
    const items = tags.map(name => resource(context, schema, { name }));
    // A mistake of the peer: its header is no text.
    if (append && context.manners === 'peer') throw new CommandError('quote_from_bytes() expected bytes');
    const headers = append ? { 'x-openstack-append': 'True' } : {};
    const body = await service.post(namespacePath(namespace, 'tags'), { tags: items }, { headers });
    return listTable(['name'], children(body, 'tags'));
  },
});

const update = command({
  summary: 'Rename a tag',
  params: {
    namespace: namespaceArg,
    tag: tagArg,
    name: { ...text('--name <NAME>', 'The new name'), required: true },
  },
  output: 'table',
  async run(context, { namespace, tag, name = '' }) {
    const made = await changed(context, {
      path: each => namespacePath(namespace, 'tags', each),
      name: tag,
      schema: 'metadefs/tag',
      fields: { name: named(name) },
      key: 'name',
      unsent: ['updated_at', 'created_at'],
    });
    return propertyTable(made);
  },
});

const remove = command({
  summary: 'Delete a tag',
  params: { namespace: namespaceArg, tag: tagArg },
  output: 'none',
  async run(context, { namespace, tag }) {
    const service = await context.image();
    await service.delete(namespacePath(namespace, 'tags', tag));
    return undefined;
  },
});

export default {
  create,
  'create-multiple': createMultiple,
  delete: remove,
  list,
  show,
  update,
} satisfies Verbs;
