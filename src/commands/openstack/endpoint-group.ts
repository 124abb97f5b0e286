/** Endpoint groups: endpoints that fit a filter, for catalogues of projects (Identity API v3, "OS-EP-FILTER"). */
import { type Json, type JsonObject, parseJson } from '../../clients/json.ts';
import { endpointGroup, project } from '../../clients/resources/identity.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { type BulkSentences, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import type { ShowResult } from '../../kernel/output/result.ts';
import { arg, args, naming, text } from '../../kernel/params.ts';
import { parseJson as check, JsonError } from '../../kernel/parse/json.ts';
import { type Column, fields, rows } from '../../kernel/rows.ts';
import { inOrder } from '../../kernel/together.ts';
import { deleteNamed, type Named, pathOf, withIds } from './lib/by-id.ts';
import { listBy } from './lib/filters.ts';
import { domainId, projectDomain } from './lib/identity.ts';
import { change, create as post } from './lib/identity-resource.ts';
import { blobFile } from './lib/user-file.ts';

const columns: readonly Column[] = [
  ['ID', 'id'],
  ['Name', 'name'],
  ['Description', 'description'],
];

const shown: readonly Column[] = [
  ['description', 'description'],
  ['filters', 'filters'],
  ['id', 'id'],
  ['name', 'name'],
];

/** A group in full. @param item as the service sent it */
function showGroup(item: JsonObject): ShowResult {
  return fields(shown, attributes(endpointGroup, item));
}

function named(context: Context, word: string): Named {
  return { word, lookUp: () => context.findId(endpointGroup, word) };
}

/** A project; the peer looks for it in the domain as it was typed, where only its ID is known. */
function namedProject(context: Context, word: string, domain: string | undefined): Named {
  const lookUp = async (): Promise<string> => {
    if (!domain) return context.findId(project, word);
    const domain_id = context.manners === 'peer' ? domain : await domainId(context, domain);
    return context.findId(project, word, { domain_id });
  };
  return { word, domain: domain || undefined, lookUp };
}

/**
 * Reads filters from a file.
 * @returns null for no file, which the service refuses
 * @throws CommandError when it cannot be read or is no JSON
 */
async function readFilters(context: Context, path: string): Promise<Json> {
  if (!path) return null;
  const content = await blobFile(context, path);
  try {
    check(content);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const message = `An error occurred when reading filters from file ${path}: ${error.message}`;
    throw new CommandError(message, 1, { cause: error });
  }
  return parseJson(content);
}

const FILTERS = 'File with the filters, a JSON object of interface, service_id, region_id';

const create = command({
  summary: 'Create an endpoint group',
  params: {
    name: arg('<name>', 'Name of the new endpoint group'),
    filters: arg('<filename>', FILTERS),
    description: text('--description', 'Text that describes it'),
  },
  output: 'show',
  examples: ['openstack endpoint group create public-ones public.json'],
  async run(context, values) {
    const { name, description = null } = values;
    const filters = await readFilters(context, values.filters);
    return showGroup(await post(context, endpointGroup, { name, filters, description }));
  },
});

const deleting: BulkSentences = {
  failed: (name, reason) => `Failed to delete endpoint group with ID '${name}': ${reason}`,
  summary: (failures, total) => `${failures} of ${total} endpointgroups failed to delete.`,
};

const remove = command({
  summary: 'Delete endpoint groups',
  params: {
    endpointgroup: naming('endpoint-group', args('<endpoint-group>', 'Names or IDs of the endpoint groups')),
  },
  output: 'none',
  async run(context, values) {
    const identity = await context.identity();
    const work = (word: string) => deleteNamed(identity, endpointGroup, named(context, word));
    await forEach(context, values.endpointgroup, work, deleting);
    return undefined;
  },
});

const list = command({
  summary: 'List endpoint groups, or the projects of one',
  params: {
    endpointgroup: naming(
      'endpoint-group',
      text(
        '--endpointgroup <endpoint-group>',
        'List the projects in whose catalogue this group was put (name or ID)',
      ),
    ),
    project: naming(
      'project',
      text('--project <project>', "Groups that were put into this project's catalogue (name or ID)"),
    ),
    domain: naming('domain', text('--domain <domain>', 'Domain of the project (name or ID)')),
  },
  exclusive: [{ members: ['--endpointgroup', '--project'] }],
  output: 'list',
  async run(context, values) {
    const identity = await context.identity();
    const { endpointgroup: group, project: owner, domain } = values;
    if (group) {
      const projects = await listBy({ id: named(context, group) }, ({ id }) =>
        identity.list(`${endpointGroup.path}/${String(id)}/projects`, project.key),
      );
      return rows(columns, projects);
    }
    const filters = { id: owner ? namedProject(context, owner, domain) : undefined };
    const groups = await listBy(filters, ({ id }) => {
      const path =
        id === undefined ? endpointGroup.path : `/OS-EP-FILTER/projects/${String(id)}/endpoint_groups`;
      return identity.list(path, endpointGroup.key);
    });
    return rows(columns, groups);
  },
});

const set = command({
  summary: 'Change an endpoint group',
  params: {
    endpointgroup: naming('endpoint-group', arg('<endpoint-group>', 'Name or ID of the endpoint group')),
    name: text('--name <name>', 'New name'),
    filters: text('--filters <filename>', FILTERS),
    description: text('--description <description>', 'New text that describes it'),
  },
  output: 'none',
  async run(context, values) {
    const { name, filters: path = '', description } = values;
    const [id, filters] = await inOrder(
      context.findId(endpointGroup, values.endpointgroup),
      readFilters(context, path),
    );
    // The peer sends all three, so that a new name alone is refused and new filters take the description away.
    const sent =
      context.manners === 'peer'
        ? { name: name ?? null, filters, description: description ?? '' }
        : { name: name || undefined, filters: path ? filters : undefined, description };
    await change(context, endpointGroup, id, sent);
    return undefined;
  },
});

const show = command({
  summary: 'Show an endpoint group',
  params: {
    endpointgroup: naming('endpoint-group', arg('<endpointgroup>', 'Name or ID of the endpoint group')),
  },
  output: 'show',
  run: async (context, values) => showGroup(await context.find(endpointGroup, values.endpointgroup)),
});

/** A command that puts a group's endpoints into a project's catalogue, or takes them out. */
function association(summary: string, method: 'PUT' | 'DELETE') {
  return command({
    summary,
    params: {
      endpointgroup: naming('endpoint-group', arg('<endpoint-group>', 'Name or ID of the endpoint group')),
      project: naming('project', arg('<project>', 'Project (name or ID)')),
      project_domain: projectDomain,
    },
    output: 'none',
    async run(context, { endpointgroup, project: word, project_domain }) {
      const identity = await context.identity();
      const both = [named(context, endpointgroup), namedProject(context, word, project_domain)];
      await withIds(both, (id = '', owner = '') =>
        identity.request(method, `${pathOf(endpointGroup, id)}/projects/${owner}`),
      );
      return undefined;
    },
  });
}

export default {
  'add project': association("Put the endpoints of a group into a project's catalogue", 'PUT'),
  create,
  delete: remove,
  list,
  'remove project': association("Take the endpoints of a group out of a project's catalogue", 'DELETE'),
  set,
  show,
} satisfies Verbs;
