/** Federation protocols: how users of an identity provider log in, and by which mapping (Identity API v3, OS-FEDERATION). */
import type { JsonObject } from '../../clients/json.ts';
import { federationProtocol } from '../../clients/resources/federation.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { deleting, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { CommandError } from '../../kernel/errors.ts';
import { repr, reprTuple, Tuple } from '../../kernel/output/python.ts';
import { arg, args, naming, text } from '../../kernel/params.ts';
import { type Column, fields, rows } from '../../kernel/rows.ts';
import { change, erase, getById } from './lib/identity-resource.ts';
import { createAs } from './lib/known-id.ts';

const shown = [
  ['id', 'name'],
  ['identity_provider', 'idp_id'],
  ['mapping', 'mapping_id'],
] satisfies readonly Column[];

const columns: readonly Column[] = [
  ['id', 'id'],
  ['mapping', 'mapping_id'],
];

const provider = naming(
  'identity-provider',
  text('--identity-provider <identity-provider>', 'ID of the identity provider', {
    required: true,
  }),
);

/** The fields of a protocol under the SDK's names; the service leaves out whose it is. */
function named(idp_id: string, item: JsonObject): JsonObject {
  return attributes(federationProtocol(idp_id), { ...item, idp_id });
}

const create = command({
  summary: 'Create a federation protocol',
  params: {
    federation_protocol: arg('<name>', 'ID of the new protocol, such as saml2 or openid'),
    identity_provider: provider,
    mapping: naming('mapping', text('--mapping <mapping>', 'ID of the mapping to use', { required: true })),
  },
  output: 'show',
  examples: ['openstack federation protocol create --identity-provider example --mapping example saml2'],
  async run(context, { federation_protocol: id, identity_provider: idp = '', mapping }) {
    const made = await createAs(context, federationProtocol(idp), id, { mapping_id: mapping });
    return fields(shown, named(idp, made));
  },
});

const list = command({
  summary: 'List federation protocols',
  params: { identity_provider: provider },
  output: 'list',
  async run(context, { identity_provider: idp = '' }) {
    const type = federationProtocol(idp);
    const identity = await context.identity();
    const items = await identity.list(type.path, type.key);
    return rows(
      columns,
      items.map(item => named(idp, item)),
    );
  },
});

const show = command({
  summary: 'Show a federation protocol',
  params: {
    federation_protocol: arg('<federation-protocol>', 'ID of the protocol'),
    identity_provider: provider,
  },
  output: 'show',
  async run(context, { federation_protocol: id, identity_provider: idp = '' }) {
    return fields(shown, named(idp, await getById(context, federationProtocol(idp), id)));
  },
});

const set = command({
  summary: 'Change the mapping of a federation protocol',
  params: {
    federation_protocol: arg('<name>', 'ID of the protocol'),
    identity_provider: provider,
    mapping: naming('mapping', text('--mapping <mapping>', 'ID of the mapping to use')),
  },
  output: 'none',
  async run(context, { federation_protocol: id, identity_provider: idp = '', mapping }) {
    const sent = { mapping_id: mapping || undefined };
    const item = named(idp, await change(context, federationProtocol(idp), id, sent));
    if (context.manners === 'ostk') return undefined;
    // The peer returns what it would show, which Python's exit takes for an error.
    const values = new Tuple(...shown.map(([, name]) => item[name] ?? null));
    throw new CommandError(`(${reprTuple(shown.map(([header]) => header))}, ${repr(values)})`);
  },
});

const remove = command({
  summary: 'Delete federation protocols',
  params: {
    federation_protocol: args('<federation-protocol>', 'IDs of the protocols'),
    identity_provider: provider,
  },
  output: 'none',
  async run(context, { federation_protocol: ids, identity_provider: idp = '' }) {
    const type = federationProtocol(idp);
    const work = (id: string): Promise<void> => erase(context, type, id, 'fails');
    await forEach(context, ids, work, deleting('federation protocol'));
    return undefined;
  },
});

export default { create, list, show, set, delete: remove } satisfies Verbs;
