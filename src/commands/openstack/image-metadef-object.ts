/** Objects of metadata definitions: properties that belong together (Image API v2, "Metadata definition objects"). */
import type { JsonObject } from '../../clients/json.ts';
import { metadefObject } from '../../clients/resources/metadef.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { CommandError } from '../../kernel/errors.ts';
import type { ShowResult } from '../../kernel/output/result.ts';
import { arg, args, naming, text } from '../../kernel/params.ts';
import { rows, showAttributes } from '../../kernel/rows.ts';
import { deletingFrom, getNamespace, getObject, namespacePath, orElseLook, picked } from './lib/metadef.ts';

const namespaceArg = naming('namespace', arg('<namespace>', 'Name of the namespace'));

function show(namespace_name: string, item: JsonObject): ShowResult {
  return showAttributes({ ...attributes(metadefObject, item), namespace_name });
}

const list = command({
  summary: 'List the objects of a namespace',
  params: { namespace: namespaceArg },
  output: 'list',
  async run(context, { namespace }) {
    const service = await context.image();
    const items = await service.list(namespacePath(namespace, 'objects'), metadefObject.key);
    return rows(
      [
        ['name', 'name'],
        ['description', 'description'],
      ],
      items,
    );
  },
});

const showObject = command({
  summary: 'Show an object of a namespace',
  params: { namespace: namespaceArg, object: arg('<object>', 'Name of the object') },
  output: 'show',
  async run(context, { namespace, object }) {
    return show(namespace, await getObject(context, namespace, object));
  },
});

const create = command({
  summary: 'Create an object in a namespace',
  params: {
    namespace: naming('namespace', text('--namespace <namespace>', 'Name of the namespace that it is for')),
    name: arg('<metadef-object-name>', 'Name of the new object'),
  },
  output: 'show',
  examples: ['openstack image metadef object create --namespace Acme::Licences Oracle'],
  async run(context, { namespace, name }) {
    if (namespace === undefined) {
      const own = 'Say with --namespace which namespace it is for.';
      throw new CommandError(context.manners === 'ostk' ? own : 'Request requires an ID but none was found');
    }
    const service = await context.image();
    const answer = await orElseLook(
      () => service.post(namespacePath(namespace, 'objects'), { name }),
      () => getNamespace(context, namespace),
      context,
    );
    return show(namespace, answer);
  },
});

/** What an object has of its own; whatever is not sent is reset. */
const OWN = ['name', 'description', 'required', 'properties'];

const update = command({
  summary: 'Rename an object of a namespace',
  params: {
    namespace: namespaceArg,
    object: arg('<object>', 'Name of the object'),
    name: text('--name', 'Its new name'),
  },
  output: 'none',
  async run(context, { namespace, object, name }) {
    const found = await getObject(context, namespace, object);
    if (!name) return undefined;
    const service = await context.image();
    // The peer sends the name alone, and loses the rest.
    const kept = context.manners === 'peer' ? {} : picked(found, OWN);
    await service.put(namespacePath(namespace, 'objects', object), { ...kept, name });
    return undefined;
  },
});

const remove = command({
  summary: 'Delete objects of a namespace, or all of them',
  params: {
    namespace: namespaceArg,
    objects: args('<object>', 'Names of the objects; all of them when there is none', '*'),
  },
  output: 'none',
  async run(context, { namespace, objects }) {
    const service = await context.image();
    if (objects.length === 0) {
      await service.delete(namespacePath(namespace, 'objects'));
      return undefined;
    }
    const work = (name: string) =>
      orElseLook(
        () => service.delete(namespacePath(namespace, 'objects', name)),
        () => getObject(context, namespace, name),
        context,
      );
    const sentences = deletingFrom(context, namespace, {
      failed: (name, reason) => `Failed to delete object with name or ID '${name}': ${reason}`,
      noun: 'object',
    });
    await forEach(context, objects, work, sentences);
    return undefined;
  },
});

export default { list, show: showObject, create, update, delete: remove } satisfies Verbs;
