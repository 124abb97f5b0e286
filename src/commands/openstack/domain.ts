/** Domains: containers of projects, users and groups (Identity API v3, "Domains"). */
import { HttpError } from '../../clients/errors.ts';
import { child, type JsonObject } from '../../clients/json.ts';
import { domain } from '../../clients/resources/identity.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { deleting, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import type { ShowResult } from '../../kernel/output/result.ts';
import { arg, args, constant, flag, naming, text } from '../../kernel/params.ts';
import { type Column, fields, rows } from '../../kernel/rows.ts';
import { changeNamed, deleteIfThere, type Named } from './lib/by-id.ts';
import { immutableExclusive, immutableOption, immutableOptions } from './lib/immutable.ts';

const columns: readonly Column[] = [
  ['ID', 'id'],
  ['Name', 'name'],
  ['Enabled', 'is_enabled'],
  ['Description', 'description'],
];

const shown: readonly Column[] = [
  ['id', 'id'],
  ['name', 'name'],
  ['enabled', 'is_enabled'],
  ['description', 'description'],
  ['options', 'options'],
];

function show(item: JsonObject): ShowResult {
  return fields(shown, attributes(domain, item));
}

function named(context: Context, word: string): Named {
  return { word, lookUp: () => context.findId(domain, word) };
}

const list = command({
  summary: 'List domains',
  params: {
    name: text('--name <name>', 'Only the domain of this name'),
    is_enabled: flag('--enabled', 'Only domains that are enabled'),
  },
  output: 'list',
  examples: ['openstack domain list', 'openstack domain list --enabled -f json'],
  async run(context, values) {
    const identity = await context.identity();
    const query = { name: values.name || undefined, enabled: values.is_enabled ? 'True' : undefined };
    const items = await identity.list(domain.path, domain.key, { query });
    return rows(
      columns,
      items.map(item => attributes(domain, item)),
    );
  },
});

const showDomain = command({
  summary: 'Show a domain',
  params: { domain: naming('domain', arg('<domain>', 'Name or ID of the domain')) },
  output: 'show',
  async run(context, values) {
    return show(await context.find(domain, values.domain));
  },
});

const create = command({
  summary: 'Create a domain',
  params: {
    name: arg('<domain-name>', 'Name of the new domain'),
    description: text('--description <description>', 'Text that describes it'),
    is_enabled: [
      constant('--enable', true, true, 'Let it be used (default)'),
      constant('--disable', false, true, 'Let nobody use it, nor what is in it'),
    ],
    or_show: flag('--or-show', 'Show the domain of this name if there is one already'),
    immutable: immutableOptions,
  },
  exclusive: [{ members: ['--enable', '--disable'] }, immutableExclusive],
  output: 'show',
  examples: ["openstack domain create --description 'Research' research"],
  async run(context, values) {
    const identity = await context.identity();
    const { name, description = null, is_enabled, immutable } = values;
    const body = {
      domain: { name, description, options: {}, enabled: is_enabled, ...immutableOption(immutable) },
    };
    try {
      return show(child(await identity.post(domain.path, body), 'domain'));
    } catch (error) {
      if (!(values.or_show && error instanceof HttpError && error.status === 409)) throw error;
      const existing = await context.find(domain, name);
      context.log.info(`Returning existing domain ${existing.name}`);
      return show(existing);
    }
  },
});

const set = command({
  summary: 'Change a domain',
  params: {
    domain: naming('domain', arg('<domain>', 'Name or ID of the domain')),
    name: text('--name <name>', 'New name'),
    description: text('--description <description>', 'New description'),
    is_enabled: [
      constant<boolean | undefined>('--enable', true, undefined, 'Let it be used'),
      constant<boolean | undefined>('--disable', false, undefined, 'Let nobody use it, nor what is in it'),
    ],
    immutable: immutableOptions,
  },
  exclusive: [{ members: ['--enable', '--disable'] }, immutableExclusive],
  output: 'none',
  examples: ['openstack domain set --disable research'],
  async run(context, values) {
    const { name, description, is_enabled, immutable } = values;
    const changes = {
      ...(name ? { name } : {}),
      ...(description ? { description } : {}),
      ...(is_enabled === undefined ? {} : { enabled: is_enabled }),
      ...immutableOption(immutable),
    };
    const identity = await context.identity();
    await changeNamed(identity, domain, named(context, values.domain), changes);
    return undefined;
  },
});

const remove = command({
  summary: 'Delete domains',
  description:
    'Deletes domains with all that is in them. Each has to be disabled first (domain set --disable).',
  params: { domain: naming('domain', args('<domain>', 'Names or IDs of the domains')) },
  output: 'none',
  async run(context, values) {
    const work = (name: string) => deleteIfThere(context, domain, named(context, name));
    await forEach(context, values.domain, work, deleting('domain'));
    return undefined;
  },
});

export default { list, show: showDomain, create, set, delete: remove } satisfies Verbs;
