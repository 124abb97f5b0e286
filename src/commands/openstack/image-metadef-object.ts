/** Objects of metadata definitions: properties that belong together (Image API v2, "Metadata definition objects"). */
import { metadefObject } from '../../clients/resources/metadef.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { arg } from '../../kernel/params.ts';
import { rows } from '../../kernel/rows.ts';
import { namespacePath } from './lib/metadef.ts';

const list = command({
  summary: 'List the objects of a namespace',
  params: { namespace: arg('<namespace>', 'Name of the namespace') },
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

export default { list } satisfies Verbs;
