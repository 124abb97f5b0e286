/** What Glance says of a kind of resource. */
import { child, isObject } from '../../clients/json.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { arg } from '../../kernel/params.ts';
import { instead } from './lib/errors.ts';
import { listTable } from './lib/tables.ts';

const explain = command({
  summary: "Show a resource's attributes and what they mean",
  params: { model: arg('<MODEL>', 'Name of the schema, such as image or metadefs/namespace') },
  output: 'table',
  async run(context, { model }) {
    const service = await context.image();
    const unknown = `Unable to find requested model '${model}'`;
    const schema = await service.get(`/schemas/${model}`).catch(instead(unknown));
    const properties = Object.entries(child(schema, 'properties')).map(([attribute, property]) => ({
      attribute,
      description: isObject(property) ? property.description : undefined,
    }));
    return listTable(['Attribute', 'Description'], properties);
  },
});

export default { '': explain } satisfies Verbs;
