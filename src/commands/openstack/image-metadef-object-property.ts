/** Properties of an object of metadata definitions. */
import { child, isObject } from '../../clients/json.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { CommandError } from '../../kernel/errors.ts';
import { arg, naming } from '../../kernel/params.ts';
import { showAttributes } from '../../kernel/rows.ts';
import { getObject } from './lib/metadef.ts';

const show = command({
  summary: 'Show a property of an object',
  params: {
    namespace: naming('namespace', arg('<namespace_name>', 'Name of the namespace')),
    object: arg('<object_name>', 'Name of the object'),
    property: arg('property', 'Name of the property'),
  },
  output: 'show',
  examples: [
    'openstack image metadef object property show OS::Software::DBMS MySQL sw_database_mysql_version',
  ],
  async run(context, { namespace, object, property }) {
    const properties = child(await getObject(context, namespace, object), 'properties');
    const found = Object.hasOwn(properties, property) ? properties[property] : undefined;
    if (!isObject(found)) throw new CommandError(`Property ${property} not found in object ${object}.`);
    return showAttributes({ ...found, name: property });
  },
});

export default { show } satisfies Verbs;
