/** Key pairs: the public keys that servers are given at birth (Compute API, "Keypairs"). */

import { HttpError, NotFound } from '../../clients/errors.ts';
import { child, children, type JsonObject, text as textOf } from '../../clients/json.ts';
import { compareVersions } from '../../clients/microversion.ts';
import { pathPart } from '../../clients/query.ts';
import { keypair } from '../../clients/resources/compute.ts';
import { attributes } from '../../clients/resources/resource.ts';
import type { Query, Service } from '../../clients/service.ts';
import { type BulkSentences, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import { demand, supports } from '../../kernel/microversion.ts';
import type { ShowResult } from '../../kernel/output/result.ts';
import { listPaged, markerPaging, type Paging } from '../../kernel/paging.ts';
import { arg, args, choice, flag, naming, text } from '../../kernel/params.ts';
import { type Column, rows, showResource } from '../../kernel/rows.ts';
import { projectDomain, projectId, userDomain, userId } from './lib/identity.ts';
import { osError } from './lib/os-error.ts';
import { userIdsOf } from './lib/project-users.ts';
import { generateSshKey } from './lib/ssh-key.ts';

const PATH = '/os-keypairs';
/** Key pairs of other users, from here on. */
const OWNERS = '2.10';
const MICROVERSION = { microversion: OWNERS };
/** Key pairs have a type from here on. */
const TYPES = '2.2';
const PAGES = '2.35';
/** What is printed instead of fields, and what has no place among them. */
const NOTHING: ShowResult = { kind: 'show', fields: [] };

const columns: readonly Column[] = [
  ['Name', 'name'],
  ['Fingerprint', 'fingerprint'],
];

function needs(version: string, option: string): string {
  return `--os-compute-api-version ${version} or greater is required to support the ${option} option`;
}

/** The query that selects another user's key pairs, none when no user is named. */
async function ownerQuery(
  context: Context,
  compute: Service,
  user: string | undefined,
  domain: string | undefined,
): Promise<Query> {
  if (!user) return {};
  await demand(compute, OWNERS, needs(OWNERS, '--user'));
  return { user_id: await userId(context, user, domain) };
}

const ownerParams = {
  user: naming(
    'user',
    text('--user <user>', 'Name or ID of the owner, for administrators (microversion 2.10 and up)'),
  ),
  user_domain: userDomain,
};

const list = command({
  summary: 'List key pairs',
  params: {
    user: naming('user', text('--user <user>', 'Key pairs of this user, for administrators (name or ID)')),
    user_domain: userDomain,
    project: naming(
      'project',
      text('--project <project>', 'Key pairs of everybody with a role in this project (name or ID)'),
    ),
    project_domain: projectDomain,
    ...markerPaging,
  },
  exclusive: [{ members: ['--user', '--project'] }],
  output: 'list',
  examples: ['openstack keypair list', 'openstack keypair list --user demo -f json'],
  async run(context, values) {
    const compute = await context.compute();
    if (values.marker) await demand(compute, PAGES, needs(PAGES, '--marker'));
    if (values.limit) await demand(compute, PAGES, needs(PAGES, '--limit'));
    const owners = values.project
      ? await members(context, compute, values.project, values.project_domain)
      : [await ownerQuery(context, compute, values.user, values.user_domain)];
    const lists = await Promise.all(owners.map(owner => listOf(context, compute, values, owner)));
    const typed = await supports(compute, TYPES);
    return rows(
      typed ? [...columns, ['Type', 'type']] : columns,
      lists.flat().map(item => attributes(keypair, item)),
    );
  },
});

/** One owner's key pairs. */
async function listOf(
  context: Context,
  compute: Service,
  paging: Paging,
  query: Query,
): Promise<JsonObject[]> {
  const asked = paging.limit || paging.marker || paging.max_items;
  // The peer's SDK never asks for a version that has pages; under its name its failure to end is kept too.
  const microversion = asked && context.manners === 'ostk' ? PAGES : OWNERS;
  const items = await listPaged(compute, PATH, 'keypairs', paging, { query, microversion }, false);
  const carried = (await compute.negotiate(microversion)) ?? '2.1';
  if (asked && compareVersions(carried, PAGES) < 0 && endless(paging, items.length)) {
    throw new CommandError('Endless pagination loop detected, aborting');
  }
  return items.map(item => child(item, 'keypair'));
}

/** Whether the SDK asks again for a page that it had, because the service takes no notice of a limit. */
function endless({ limit, max_items }: Paging, count: number): boolean {
  return count > 0 && Boolean(limit || max_items) && !(max_items && count >= max_items);
}

/** The users with a role in a project, each as a query. */
async function members(
  context: Context,
  compute: Service,
  project: string,
  domain: string | undefined,
): Promise<Query[]> {
  await demand(compute, OWNERS, needs(OWNERS, '--project'));
  const id = await projectId(context, project, domain);
  return (await userIdsOf(await context.identity(), id)).map(user_id => ({ user_id }));
}

const show = command({
  summary: 'Show a key pair',
  params: {
    name: naming('keypair', arg('<key>', 'Name of the key pair')),
    public_key: flag('--public-key', 'Only the public key, as text'),
    ...ownerParams,
  },
  output: 'show',
  examples: ['openstack keypair show --public-key laptop'],
  async run(context, values) {
    const compute = await context.compute();
    const query = await ownerQuery(context, compute, values.user, values.user_domain);
    const item = await findKeypair(compute, values.name, query);
    if (!values.public_key) return showResource(keypair, item, { hide: ['public_key'] });
    await context.stdout.write(textOf(item, 'public_key'));
    return NOTHING;
  },
});

/** Names are IDs; what is refused by name is looked for in the list, whose refusal is told. */
async function findKeypair(compute: Service, name: string, query: Query): Promise<JsonObject> {
  const options = { query, ...MICROVERSION };
  try {
    return child(await compute.get(`${PATH}/${pathPart(name)}`, options), 'keypair');
  } catch (error) {
    if (!(error instanceof HttpError && [400, 403, 404].includes(error.status))) throw error;
  }
  const items = children(await compute.get(PATH, options), 'keypairs').map(item => child(item, 'keypair'));
  const found = items.find(item => item.name === name);
  if (!found) throw new NotFound(keypair.kind, name);
  return found;
}

const create = command({
  summary: 'Create a key pair',
  description:
    'Without --public-key an Ed25519 key is made on this machine and its private half is printed, or saved with --private-key; only the public half is sent.',
  params: {
    name: arg('<name>', 'Name of the new key pair'),
    public_key: text('--public-key <file>', 'File with the public key to upload'),
    private_key: text('--private-key <file>', 'File to save the private key of a new pair in'),
    type: choice('--type <type>', ['ssh', 'x509'], 'Type of the key (microversion 2.2 and up)'),
    ...ownerParams,
  },
  exclusive: [{ members: ['--public-key', '--private-key'] }],
  output: 'show',
  examples: [
    'openstack keypair create --public-key ~/.ssh/id_ed25519.pub laptop',
    'openstack keypair create --private-key ~/.ssh/cloud cloud',
  ],
  async run(context, values) {
    const compute = await context.compute();
    const { name, public_key, private_key, type } = values;
    const made = public_key ? undefined : generateSshKey();
    const publicKey = made ? made.publicKey : await readKey(context, public_key ?? '');
    if (made && private_key) await saveKey(context, private_key, made.privateKey);
    if (type) await demand(compute, TYPES, needs(TYPES, '--type'));
    const owner = await ownerQuery(context, compute, values.user, values.user_domain);
    // The peer reads --type and forgets it.
    const kind = type && context.manners === 'ostk' ? { type } : {};
    const body = { keypair: { name, public_key: publicKey, ...kind, ...owner } };
    const created = child(await compute.post(PATH, body, MICROVERSION), 'keypair');
    if (public_key || private_key) {
      return showResource(keypair, created, { hide: ['public_key', 'private_key'] });
    }
    await context.stdout.write(made?.privateKey ?? '');
    return NOTHING;
  },
});

async function readKey(context: Context, path: string): Promise<string> {
  try {
    return Buffer.from(await context.readFile(path)).toString();
  } catch (error) {
    const reason = osError(error, path, context.manners);
    throw new CommandError(`Key file ${path} not found: ${reason}`, 1, { cause: error });
  }
}

/** Saves a private key so that only its owner can read it, without which ssh would refuse it. */
async function saveKey(context: Context, path: string, key: string): Promise<void> {
  try {
    await context.writeFile(path, key, 0o600);
  } catch (error) {
    const reason = osError(error, path, context.manners);
    throw new CommandError(`Key file ${path} can not be saved: ${reason}`, 1, { cause: error });
  }
}

const deletingKeys: BulkSentences = {
  failed: (name, reason) => `Failed to delete key with name '${name}': ${reason}`,
  summary: (failures, total) => `${failures} of ${total} keys failed to delete.`,
};

const remove = command({
  summary: 'Delete key pairs',
  params: {
    name: naming('keypair', args('<key>', 'Names of the key pairs')),
    ...ownerParams,
  },
  output: 'none',
  async run(context, values) {
    const compute = await context.compute();
    const query = await ownerQuery(context, compute, values.user, values.user_domain);
    const work = (name: string) => compute.delete(`${PATH}/${pathPart(name)}`, { query, ...MICROVERSION });
    await forEach(context, values.name, work, deletingKeys);
    return undefined;
  },
});

export default { list, show, create, delete: remove } satisfies Verbs;
