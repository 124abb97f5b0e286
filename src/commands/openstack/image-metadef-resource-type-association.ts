/** Which types of resources a namespace of metadata definitions is for (Image API v2, same section). */
import { metadefAssociation } from '../../clients/resources/metadef.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { arg } from '../../kernel/params.ts';
import { rows } from '../../kernel/rows.ts';
import { namespacePath } from './lib/metadef.ts';

const list = command({
  summary: 'List the types of resources that a namespace is for',
  params: { metadef_namespace: arg('<metadef_namespace>', 'Name of the namespace') },
  output: 'list',
  async run(context, { metadef_namespace }) {
    const service = await context.image();
    const path = namespacePath(metadef_namespace, 'resource_types');
    return rows([['Name', 'name']], await service.list(path, metadefAssociation.key));
  },
});

export default { list } satisfies Verbs;
