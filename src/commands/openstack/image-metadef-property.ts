/** Properties of metadata definitions (Image API v2, "Metadata definition properties"). */
import { child } from '../../clients/json.ts';
import { metadefProperty } from '../../clients/resources/metadef.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { arg } from '../../kernel/params.ts';
import { rows } from '../../kernel/rows.ts';
import { namespacePath } from './lib/metadef.ts';

const list = command({
  summary: 'List the properties of a namespace',
  params: { namespace: arg('<namespace>', 'Name of the namespace') },
  output: 'list',
  async run(context, { namespace }) {
    const service = await context.image();
    const properties = child(await service.get(namespacePath(namespace, 'properties')), metadefProperty.key);
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

export default { list } satisfies Verbs;
