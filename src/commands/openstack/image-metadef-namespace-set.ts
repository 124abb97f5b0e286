/** `image metadef namespace set`: fields and tags. */
import { command, type Verbs } from '../../kernel/command.ts';
import { CommandError, sentence } from '../../kernel/errors.ts';
import { arg, naming, text, texts } from '../../kernel/params.ts';
import { changeNamespace, namespacePath } from './lib/metadef.ts';
import { access, exclusiveAccess } from './lib/metadef-options.ts';

const set = command({
  summary: 'Change a namespace of metadata definitions',
  params: {
    namespace: naming('namespace', arg('<namespace>', 'Name of the namespace')),
    display_name: text('--display-name <display_name>', 'Name that people see'),
    description: text('--description <description>', 'Text that describes it'),
    ...access,
    tags: texts('--tag <tag>', 'A tag to add (may be repeated)'),
  },
  exclusive: exclusiveAccess,
  output: 'none',
  examples: ['openstack image metadef namespace set --protected --tag reviewed Acme::Licences'],
  async run(context, values) {
    const { namespace, display_name, description, visibility, is_protected, tags = [] } = values;
    const changes = { display_name, description, protected: is_protected, visibility };
    const typed = Object.entries(changes).filter(([, value]) => value !== undefined);
    await changeNamespace(context, namespace, Object.fromEntries(typed));
    const service = await context.image();
    let failures = 0;
    // One after the other: tags are shown in the order in which they were made.
    for (const tag of tags) {
      try {
        await service.request('POST', namespacePath(namespace, 'tags', tag));
      } catch (error) {
        const why = context.manners === 'peer' ? '' : `: ${sentence(error, context.manners)}`;
        context.log.error(`Tag set failed for tag ${tag}${why}`);
        failures++;
      }
    }
    if (failures > 0) throw new CommandError(`Failed to set ${failures} of ${tags.length} tags.`);
    return undefined;
  },
});

export default { '': set } satisfies Verbs;
