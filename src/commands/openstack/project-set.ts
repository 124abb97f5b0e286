/** Changing projects (Identity API v3, "Update project"). */
import { NotFound } from '../../clients/errors.ts';
import { isList, type JsonObject, text as textOf } from '../../clients/json.ts';
import { project } from '../../clients/resources/identity.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context, Manners } from '../../kernel/context.ts';
import { compareText } from '../../kernel/output/python.ts';
import { arg, flag, naming, text, texts, type Values } from '../../kernel/params.ts';
import { changeNamed, pathOf } from './lib/by-id.ts';
import { domainId } from './lib/identity.ts';
import { immutableExclusive, immutableOption, immutableOptions } from './lib/immutable.ts';
import { projectParams, propertiesOf } from './lib/project-fields.ts';

const tagParams = {
  tags: texts('--tag <tag>', 'A tag to add (may be repeated)'),
  clear_tags: flag('--clear-tags', 'Take all of its tags away; those of --tag are set afterwards'),
  remove_tags: texts('--remove-tag <tag>', 'A tag to take away (may be repeated)'),
};

const set = command({
  summary: 'Change a project',
  params: {
    project: naming('project', arg('<project>', 'Name or ID of the project')),
    name: text('--name <name>', 'New name'),
    domain: naming('domain', text('--domain <domain>', 'Domain of the project (name or ID)')),
    ...projectParams(undefined),
    immutable: immutableOptions,
    ...tagParams,
  },
  exclusive: [{ members: ['--enable', '--disable'] }, immutableExclusive],
  output: 'none',
  examples: ['openstack project set --disable demo', 'openstack project set --tag blue demo'],
  async run(context, values) {
    const { name, description, enabled, domain } = values;
    const changes: JsonObject = {
      ...(name ? { name } : {}),
      ...(description ? { description } : {}),
      ...(enabled === undefined ? {} : { enabled }),
      ...immutableOption(values.immutable),
      ...propertiesOf(values.properties),
    };
    const identity = await context.identity();
    if (!values.tags && !values.clear_tags && !values.remove_tags) {
      const lookUp = async () => idOf(await findLeniently(context, values.project, domain), values.project);
      await changeNamed(identity, project, { word: values.project, domain, lookUp }, changes);
      return undefined;
    }
    const found = await findLeniently(context, values.project, domain);
    const tags = tagsAfter(tagsOf(found), values, context.manners);
    const path = pathOf(project, idOf(found, values.project));
    await identity.patch(path, { project: { ...changes, tags } });
    return undefined;
  },
});

/** The project; undefined where there is none, which only the request itself says under a peer's name. */
async function findLeniently(
  context: Context,
  word: string,
  domain: string | undefined,
): Promise<JsonObject | undefined> {
  const query = domain ? { domain_id: await domainId(context, domain, { mustExist: false }) } : {};
  try {
    return await context.find(project, word, query);
  } catch (error) {
    if (error instanceof NotFound && context.manners === 'peer') return undefined;
    throw error;
  }
}

function idOf(found: JsonObject | undefined, word: string): string {
  return found ? textOf(found, 'id') : word;
}

function tagsOf(found: JsonObject | undefined): string[] {
  const tags = found?.tags;
  return isList(tags) ? tags.filter(tag => typeof tag === 'string') : [];
}

/**
 * The tags that a project is to have.
 * The peer lets `--clear-tags` win over `--tag`, and `--tag` over `--remove-tag`.
 */
function tagsAfter(before: readonly string[], values: Values<typeof tagParams>, manners: Manners): string[] {
  const { tags: added = [], remove_tags: removed = [], clear_tags } = values;
  const without = before.filter(tag => !removed.includes(tag));
  if (manners === 'peer' && clear_tags) return [];
  if (manners === 'peer') return sorted(added.length > 0 ? [...before, ...added] : without);
  return sorted([...(clear_tags ? [] : without), ...added]);
}

function sorted(tags: readonly string[]): string[] {
  return [...new Set(tags)].sort(compareText);
}

export default { '': set } satisfies Verbs;
