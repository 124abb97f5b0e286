/** Which types of resources a namespace of metadata definitions is for (Image API v2, same section). */
import { metadefAssociation } from '../../clients/resources/metadef.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { arg, args, flag, naming, text } from '../../kernel/params.ts';
import { rows, showAttributes } from '../../kernel/rows.ts';
import { changeNamespace, deletingFrom, getNamespace, namespacePath } from './lib/metadef.ts';

const namespaceArg = naming('namespace', arg('<metadef_namespace>', 'Name of the namespace'));

const list = command({
  summary: 'List the types of resources that a namespace is for',
  params: { metadef_namespace: namespaceArg },
  output: 'list',
  async run(context, { metadef_namespace }) {
    const service = await context.image();
    const path = namespacePath(metadef_namespace, 'resource_types');
    return rows([['Name', 'name']], await service.list(path, metadefAssociation.key));
  },
});

const create = command({
  summary: 'Say that a namespace is for a type of resources',
  params: {
    namespace: naming('namespace', arg('<namespace>', 'Name of the namespace')),
    name: arg('<name>', 'Type of resources, such as OS::Nova::Flavor; it need not be known'),
    properties_target: text(
      '--properties-target <properties_target>',
      'Which of several sets of properties is meant, such as image for volumes',
    ),
  },
  output: 'show',
  examples: ['openstack image metadef resource type association create Acme::Licences OS::Nova::Flavor'],
  async run(context, { namespace, name, properties_target }) {
    const service = await context.image();
    const sent = { name, ...(properties_target ? { properties_target } : {}) };
    const answer = { ...sent, ...(await service.post(namespacePath(namespace, 'resource_types'), sent)) };
    return showAttributes({ ...attributes(metadefAssociation, answer), id: answer.name ?? null });
  },
});

const remove = command({
  summary: 'Say that a namespace is not for some types of resources',
  params: {
    metadef_namespace: namespaceArg,
    name: args('<name>', 'Types of resources'),
    force: flag('--force', 'Even if the namespace is protected, which it is again afterwards'),
  },
  output: 'none',
  async run(context, { metadef_namespace: namespace, name, force }) {
    const service = await context.image();
    const found = getNamespace(context, namespace);
    const isProtected = await found.then(item => item.protected === true).catch(() => false);
    // The peer protects it once more even where it did nothing to the protection.
    const again = isProtected && (force || context.manners === 'peer');
    const one = async (type: string): Promise<void> => {
      await found;
      if (isProtected && force) await changeNamespace(context, namespace, { protected: false });
      try {
        await service.delete(namespacePath(namespace, 'resource_types', type));
      } finally {
        if (again) await changeNamespace(context, namespace, { protected: true });
      }
    };
    const sentences = deletingFrom(context, namespace, {
      failed: (type, reason) => `Failed to delete resource type with name or ID '${type}': ${reason}`,
      noun: 'resource type',
    });
    await forEach(context, name, again ? oneByOne(one) : one, sentences);
    return undefined;
  },
});

/** The same work, begun only when the one before is done. */
function oneByOne(work: (name: string) => Promise<void>): (name: string) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return name => {
    last = last.catch(() => undefined).then(() => work(name));
    return last;
  };
}

export default { list, create, delete: remove } satisfies Verbs;
