/** Types of resources that metadata definitions are for (Image API v2, "Metadata definition resource types"). */
import { metadefResourceType } from '../../clients/resources/metadef.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { rows } from '../../kernel/rows.ts';

const list = command({
  summary: 'List the types of resources that metadata definitions are for',
  params: {},
  output: 'list',
  async run(context) {
    const service = await context.image();
    return rows([['Name', 'name']], await service.list(metadefResourceType.path, metadefResourceType.key));
  },
});

export default { list } satisfies Verbs;
