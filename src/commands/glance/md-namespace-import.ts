/** `md-namespace-import`: a namespace with all that is in it, from a file. */
import { isObject, type Json } from '../../clients/json.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { CommandError } from '../../kernel/errors.ts';
import { text } from '../../kernel/params.ts';
import { inputText } from './lib/input.ts';
import { jsonOf } from './lib/json-option.ts';
import { BAD_SCHEMA, definitionTable } from './lib/metadef.ts';
import { resource, schemaOf, withoutSelf } from './lib/schema.ts';

/** What Python calls the types of JSON. */
function typeOf(value: Json): string {
  if (value === null) return 'NoneType';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number' || typeof value === 'bigint')
    return Number.isInteger(value) ? 'int' : 'float';
  return typeof value === 'string' ? 'str' : typeof value === 'boolean' ? 'bool' : 'float';
}

const importNamespace = command({
  summary: 'Create a namespace and what is in it from JSON',
  params: { file: text('--file <FILEPATH>', 'The file, or - left out - standard input') },
  output: 'table',
  async run(context, { file }) {
    const source = await inputText(context, file);
    if (source === undefined) {
      throw new CommandError('No metadata definition namespace passed via stdin or --file argument.');
    }
    const namespace = jsonOf(source, BAD_SCHEMA);
    if (!isObject(namespace)) {
      const message = `glanceclient.v2.metadefs.NamespaceController.create() argument after ** must be a mapping, not ${typeOf(namespace)}`;
      throw new CommandError(context.manners === 'peer' ? message : BAD_SCHEMA);
    }
    const [service, schema] = await Promise.all([context.image(), schemaOf(context, 'metadefs/namespace')]);
    const fields = resource(context, schema, namespace);
    return definitionTable(withoutSelf(await service.post('/metadefs/namespaces', fields)));
  },
});

export default { '': importNamespace } satisfies Verbs;
