/** `image metadef namespace unset`: tags. */
import { forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { arg, flag, naming, texts } from '../../kernel/params.ts';
import { inOrder } from '../../kernel/together.ts';
import { getNamespace, namespacePath } from './lib/metadef.ts';

const unset = command({
  summary: 'Take tags from a namespace of metadata definitions',
  params: {
    namespace: naming('namespace', arg('<namespace>', 'Name of the namespace')),
    tags: texts('--tag <tag>', 'A tag to take away (may be repeated)'),
    all_tags: flag('--all-tags', 'Take all tags away'),
  },
  exclusive: [{ members: ['--tag', '--all-tags'], required: true }],
  output: 'none',
  examples: ['openstack image metadef namespace unset --all-tags Acme::Licences'],
  async run(context, { namespace, tags = [], all_tags }) {
    const service = await context.image();
    const there = getNamespace(context, namespace);
    if (all_tags) {
      await inOrder(there, service.delete(namespacePath(namespace, 'tags')));
      return undefined;
    }
    await there;
    const work = (tag: string) => service.delete(namespacePath(namespace, 'tags', tag));
    await forEach(context, tags, work, {
      failed: (tag, reason) =>
        `tag unset failed for tag ${tag}${context.manners === 'peer' ? '' : `: ${reason}`}`,
      summary: (failures, total) => `Failed to unset ${failures} of ${total} tags.`,
    });
    return undefined;
  },
});

export default { '': unset } satisfies Verbs;
