/** Security groups (Network API, "Security groups"). */
import { isList, isObject, type Json, type JsonObject } from '../../clients/json.ts';
import { securityGroup } from '../../clients/resources/network.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { deleting } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { listDictCell } from '../../kernel/output/cells.ts';
import { Formatted, type ShowResult } from '../../kernel/output/result.ts';
import { listPaged, markerPaging } from '../../kernel/paging.ts';
import { arg, args, constant, flag, naming, text } from '../../kernel/params.ts';
import { type Column, rows, showAttributes } from '../../kernel/rows.ts';
import { extraAttributes, extraProperty } from './lib/extra-properties.ts';
import { projectDomain, projectId } from './lib/identity.ts';
import { everyAttribute, create as post, removeAll, update } from './lib/network.ts';
import { either, typed } from './lib/network-fields.ts';
import {
  addTags,
  removeTags,
  tagFilters,
  tagQuery,
  tagsExclusive,
  tagsForCreate,
  tagsForSet,
  tagsForUnset,
} from './lib/tags.ts';

const columns: readonly Column[] = [
  ['ID', 'id'],
  ['Name', 'name'],
  ['Description', 'description'],
  ['Project', 'project_id'],
  ['Tags', 'tags'],
  ['Shared', 'is_shared'],
];

/** All that the list shows; the groups' rules would be most of the answer. */
const FIELDS = ['id', 'name', 'description', 'project_id', 'tags', 'shared'];

/** What a rule says that its group says already. */
const OF_GROUP = ['security_group_id', 'tenant_id', 'project_id'];

/** Rules, a line each, without what is empty or the group's; in full for machines. */
function rulesCell(value: Json | undefined): Formatted {
  const rules = isList(value) ? value.map(trimmed) : [];
  return new Formatted(value ?? null, listDictCell(rules).human, value ?? null);
}

function trimmed(rule: Json): Json {
  if (!isObject(rule)) return rule;
  return Object.fromEntries(
    Object.entries(rule).filter(([key, value]) => !isEmpty(value) && !OF_GROUP.includes(key)),
  );
}

/** What Python takes for false. */
function isEmpty(value: Json | undefined): boolean {
  if (isList(value)) return value.length === 0;
  return isObject(value) ? Object.keys(value).length === 0 : !value;
}

/** A group in full. @param item as the service sent it */
function showGroup(item: JsonObject): ShowResult {
  return showAttributes(everyAttribute(securityGroup, item), {
    rename: { security_group_rules: 'rules' },
    hide: ['location', 'tenant_id'],
    format: { security_group_rules: rulesCell },
  });
}

const list = command({
  summary: 'List security groups',
  params: {
    project: naming('project', text('--project <project>', 'Only groups of this project (name or ID)')),
    project_domain: projectDomain,
    shared: [
      constant<boolean | undefined>('--share', true, undefined, 'Only groups that projects share'),
      constant<boolean | undefined>('--no-share', false, undefined, 'Only groups that projects do not share'),
    ],
    ...tagFilters('security groups'),
    ...markerPaging,
  },
  exclusive: [{ members: ['--share', '--no-share'] }],
  output: 'list',
  examples: ['openstack security group list --project demo'],
  async run(context, values) {
    const project_id = values.project
      ? await projectId(context, values.project, values.project_domain)
      : undefined;
    const query = { fields: FIELDS, project_id, shared: values.shared, ...tagQuery(values) };
    const service = await context.network();
    const found = await listPaged(service, '/security-groups', 'security_groups', values, { query }, false);
    return rows(
      columns,
      found.map(item => attributes(securityGroup, item)),
    );
  },
});

const show = command({
  summary: 'Show a security group with its rules',
  params: { group: naming('security-group', arg('<group>', 'Name or ID of the security group')) },
  output: 'show',
  run: async (context, values) => showGroup(await context.find(securityGroup, values.group)),
});

const create = command({
  summary: 'Create a security group',
  params: {
    extra_properties: extraProperty,
    name: arg('<name>', 'Name of the new security group'),
    description: text('--description <description>', 'Text that describes it (default: its name)'),
    project: naming('project', text('--project <project>', 'Project that owns it (name or ID)')),
    stateful: flag('--stateful', 'Answers to allowed traffic are allowed too (default)'),
    stateless: flag('--stateless', 'Each packet is held against the rules'),
    project_domain: projectDomain,
    ...tagsForCreate('security group'),
  },
  exclusive: [{ members: ['--stateful', '--stateless'] }, tagsExclusive.create],
  output: 'show',
  examples: ["openstack security group create --description 'Web servers' web"],
  async run(context, values) {
    const extra = extraAttributes(values.extra_properties);
    const sent = {
      ...typed({
        name: values.name,
        description: values.description ?? values.name,
        stateful: either(values.stateful, values.stateless),
        project_id:
          values.project === undefined
            ? undefined
            : await projectId(context, values.project, values.project_domain),
      }),
      ...extra,
    };
    const service = await context.network();
    const made = await post(service, securityGroup, sent);
    return showGroup(await addTags(service, securityGroup, made, values));
  },
});

const remove = command({
  summary: 'Delete security groups',
  params: { group: naming('security-group', args('<group>', 'Names or IDs of the security groups')) },
  output: 'none',
  run: (context, values) =>
    removeAll(context, securityGroup, values.group, deleting('security group', 'groups')),
});

const set = command({
  summary: 'Change a security group',
  params: {
    extra_properties: extraProperty,
    group: naming('security-group', arg('<group>', 'Name or ID of the security group')),
    name: text('--name <new-name>', 'New name'),
    description: text('--description <description>', 'New text that describes it'),
    stateful: flag('--stateful', 'Answers to allowed traffic are allowed too'),
    stateless: flag('--stateless', 'Each packet is held against the rules'),
    ...tagsForSet('security group'),
  },
  exclusive: [{ members: ['--stateful', '--stateless'] }],
  output: 'none',
  async run(context, values) {
    const sent = {
      ...typed({
        name: values.name,
        description: values.description,
        stateful: either(values.stateful, values.stateless),
      }),
      ...extraAttributes(values.extra_properties),
    };
    const found = await context.find(securityGroup, values.group);
    const service = await context.network();
    await update(service, securityGroup, found, sent);
    await addTags(service, securityGroup, found, values);
    return undefined;
  },
});

const unset = command({
  summary: 'Take tags from a security group',
  params: {
    group: naming('security-group', arg('<group>', 'Name or ID of the security group')),
    ...tagsForUnset('security group'),
  },
  exclusive: [tagsExclusive.unset],
  output: 'none',
  async run(context, values) {
    const found = await context.find(securityGroup, values.group);
    await removeTags(await context.network(), securityGroup, found, values);
    return undefined;
  },
});

export default { list, show, create, delete: remove, set, unset } satisfies Verbs;
