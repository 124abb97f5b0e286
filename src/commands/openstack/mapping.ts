/** Mappings: which users and groups here those of an identity provider become (Identity API v3, OS-FEDERATION). */
import type { Json, JsonObject } from '../../clients/json.ts';
import { mapping } from '../../clients/resources/federation.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { deleting, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import type { ShowResult } from '../../kernel/output/result.ts';
import { arg, args, naming, text } from '../../kernel/params.ts';
import { JsonError } from '../../kernel/parse/json.ts';
import { type Column, fields, rows } from '../../kernel/rows.ts';
import { change, erase, getById } from './lib/identity-resource.ts';
import { userJson } from './lib/json-text.ts';
import { createAs } from './lib/known-id.ts';
import { blobFile } from './lib/user-file.ts';

const shown: readonly Column[] = [
  ['id', 'id'],
  ['rules', 'rules'],
  ['schema_version', 'schema_version'],
];

const columns: readonly Column[] = [
  ['ID', 'id'],
  ['schema_version', 'schema_version'],
];

function showMapping(item: JsonObject): ShowResult {
  return fields(shown, attributes(mapping, item));
}

/**
 * Reads rules from a file.
 * @throws CommandError for a file that cannot be read, and for what is no JSON
 */
async function readRules(context: Context, path: string): Promise<Json> {
  const blob = await blobFile(context, path);
  try {
    return userJson(blob);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const sentence = `An error occurred when reading rules from file ${path}: ${error.message}`;
    throw new CommandError(sentence, 1, { cause: error });
  }
}

const schemaVersion = text(
  '--schema-version <schema_version>',
  'Version of the form that the rules have, such as 1.0 (default: the one that the service is set to)',
);

const create = command({
  summary: 'Create a mapping',
  params: {
    mapping: arg('<name>', 'ID of the new mapping'),
    rules: text('--rules <filename>', 'File with the rules in JSON', { required: true }),
    schema_version: schemaVersion,
  },
  output: 'show',
  examples: ['openstack mapping create --rules rules.json example'],
  async run(context, { mapping: id, rules: path = '', schema_version = null }) {
    const sent = { id, rules: await readRules(context, path), schema_version };
    return showMapping(await createAs(context, mapping, id, sent));
  },
});

const list = command({
  summary: 'List mappings',
  params: {},
  output: 'list',
  async run(context) {
    const identity = await context.identity();
    const items = await identity.list(mapping.path, mapping.key);
    return rows(
      columns,
      items.map(item => attributes(mapping, item)),
    );
  },
});

const show = command({
  summary: 'Show a mapping',
  params: { mapping: naming('mapping', arg('<mapping>', 'ID of the mapping')) },
  output: 'show',
  run: async (context, values) => showMapping(await getById(context, mapping, values.mapping)),
});

const set = command({
  summary: 'Change the rules of a mapping',
  params: {
    mapping: arg('<name>', 'ID of the mapping'),
    rules: text('--rules <filename>', 'File with the new rules in JSON'),
    schema_version: schemaVersion,
  },
  output: 'none',
  examples: ['openstack mapping set --rules rules.json example'],
  async run(context, { mapping: id, rules: path, schema_version = null }) {
    if (path === undefined) {
      const python = 'expected str, bytes or os.PathLike object, not NoneType';
      throw new CommandError(
        context.manners === 'peer' ? python : 'A mapping is changed as a whole: --rules is missing',
      );
    }
    await change(context, mapping, id, { rules: await readRules(context, path), schema_version });
    return undefined;
  },
});

const remove = command({
  summary: 'Delete mappings',
  params: { mapping: naming('mapping', args('<mapping>', 'IDs of the mappings')) },
  output: 'none',
  async run(context, values) {
    const work = (id: string): Promise<void> => erase(context, mapping, id, 'fails');
    await forEach(context, values.mapping, work, deleting('mapping'));
    return undefined;
  },
});

export default { create, list, show, set, delete: remove } satisfies Verbs;
