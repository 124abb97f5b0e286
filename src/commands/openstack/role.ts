/** Roles (Identity API v3, "Roles"). */
import { HttpError } from '../../clients/errors.ts';
import { type JsonObject, text as textOf } from '../../clients/json.ts';
import { domain, role } from '../../clients/resources/identity.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { type BulkSentences, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { ShowResult } from '../../kernel/output/result.ts';
import { arg, args, flag, naming, text } from '../../kernel/params.ts';
import { type Column, fields, rows } from '../../kernel/rows.ts';
import { changeNamed, deleteNamed } from './lib/by-id.ts';
import { domainId, namedRole } from './lib/identity.ts';
import { create as post } from './lib/identity-resource.ts';
import { immutableExclusive, immutableOption, immutableOptions } from './lib/immutable.ts';

const columns: readonly Column[] = [
  ['ID', 'id'],
  ['Name', 'name'],
];

const shown: readonly Column[] = [
  ['id', 'id'],
  ['name', 'name'],
  ['domain_id', 'domain_id'],
  ['description', 'description'],
];

/** A role in full. @param item as the service sent it */
function showRole(item: JsonObject): ShowResult {
  return fields(shown, attributes(role, item));
}

const ofDomain = naming('domain', text('--domain <domain>', 'Domain that the role belongs to (name or ID)'));

const create = command({
  summary: 'Create a role',
  params: {
    name: arg('<role-name>', 'Name of the new role'),
    description: text('--description <description>', 'Text that describes it'),
    domain: ofDomain,
    or_show: flag('--or-show', 'Show the role of this name if there is one already'),
    immutable: immutableOptions,
  },
  exclusive: [immutableExclusive],
  output: 'show',
  examples: ['openstack role create --or-show operator'],
  async run(context, values) {
    const domain_id = values.domain ? await domainId(context, values.domain) : undefined;
    const sent = {
      domain_id,
      name: values.name || undefined,
      description: values.description || undefined,
      ...immutableOption(values.immutable),
    };
    try {
      return showRole(await post(context, role, sent));
    } catch (error) {
      if (!(values.or_show && error instanceof HttpError && error.status === 409)) throw error;
      // The peer looks in the domain as it was typed, where only its ID is known.
      const where = context.manners === 'peer' ? values.domain : domain_id;
      const existing = await context.find(role, values.name, { name: values.name, domain_id: where });
      context.log.info(`Returning existing role ${textOf(existing, 'name')}`);
      return showRole(existing);
    }
  },
});

const deleting: BulkSentences = {
  failed: (name, reason) => `Failed to delete role with name or ID '${name}': ${reason}`,
  summary: (failures, total) => `${failures} of ${total} roles failed to delete.`,
};

const remove = command({
  summary: 'Delete roles',
  params: { roles: naming('role', args('<role>', 'Names or IDs of the roles')), domain: ofDomain },
  output: 'none',
  async run(context, values) {
    const where = values.domain || undefined;
    if (where) await domainId(context, where);
    const identity = await context.identity();
    const work = (name: string) => deleteNamed(identity, role, namedRole(context, name, where));
    await forEach(context, values.roles, work, deleting);
    return undefined;
  },
});

const list = command({
  summary: 'List roles',
  description: 'Without --domain, those that belong to no domain.',
  params: { domain: naming('domain', text('--domain <domain>', 'Only roles of this domain (name or ID)')) },
  output: 'list',
  async run(context, values) {
    const identity = await context.identity();
    if (!values.domain) return rows(columns, await identity.list(role.path, role.key));
    const owner = await context.find(domain, values.domain);
    const query = { domain_id: textOf(owner, 'id') };
    return rows(
      [...columns, ['Domain', () => owner.name]],
      await identity.list(role.path, role.key, { query }),
    );
  },
});

const set = command({
  summary: 'Change a role',
  params: {
    role: naming('role', arg('<role>', 'Name or ID of the role')),
    description: text('--description <description>', 'New text that describes it'),
    domain: ofDomain,
    name: text('--name <name>', 'New name'),
    immutable: immutableOptions,
  },
  exclusive: [immutableExclusive],
  output: 'none',
  async run(context, values) {
    const domain_id = values.domain ? await domainId(context, values.domain) : undefined;
    const changes = {
      ...(values.description ? { description: values.description } : {}),
      ...(values.name ? { name: values.name } : {}),
      ...(domain_id === undefined ? {} : { domain_id }),
      ...immutableOption(values.immutable),
    };
    const identity = await context.identity();
    const named = namedRole(context, values.role, values.domain || undefined);
    await changeNamed(identity, role, named, changes);
    return undefined;
  },
});

const show = command({
  summary: 'Show a role',
  params: { role: naming('role', arg('<role>', 'Name or ID of the role')), domain: ofDomain },
  output: 'show',
  async run(context, values) {
    const domain_id = values.domain ? await domainId(context, values.domain) : undefined;
    return showRole(await context.find(role, values.role, { name: values.role, domain_id }));
  },
});

export default { create, delete: remove, list, set, show } satisfies Verbs;
