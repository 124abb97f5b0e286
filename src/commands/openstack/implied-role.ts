/** Roles that come with others (Identity API v3, "Roles": implied roles). */
import { NotFound } from '../../clients/errors.ts';
import { child, children, isObject, text as textOf } from '../../clients/json.ts';
import { role } from '../../clients/resources/identity.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { arg, naming, text } from '../../kernel/params.ts';
import { rows } from '../../kernel/rows.ts';
import { keystone } from './lib/keystone.ts';

const params = {
  role: naming('role', arg('<role>', 'Role that brings the other (name or ID)')),
  implied_role: naming(
    'role',
    text('--implied-role <role>', 'Role that comes with it (name or ID)', { required: true }),
  ),
};

/** The path of the rule that one role implies another. @throws NotFound under ostk's own name */
async function rulePath(context: Context, prior: string, implied: string): Promise<string> {
  const identity = await context.identity();
  const roles = await identity.list(role.path, role.key);
  const idOf = (word: string): string | undefined => {
    const found = roles.find(item => item.name === word || item.id === word);
    return found && textOf(found, 'id');
  };
  const ids = [idOf(prior), idOf(implied)];
  if (context.manners === 'ostk') {
    for (const [index, word] of [prior, implied].entries()) {
      if (ids[index] === undefined) throw new NotFound(role.kind, word);
    }
  }
  // The peer asks for what it did not find all the same, and takes one role for both as not found.
  const [one = 'None', other = 'None'] = ids;
  const same = one === other && context.manners === 'peer';
  return `/roles/${one}/implies/${same ? 'None' : other}`;
}

const create = command({
  summary: 'Let a role come with another',
  params,
  output: 'show',
  examples: ['openstack implied role create --implied-role reader auditor'],
  run: (context, values) =>
    keystone(context, async () => {
      const path = await rulePath(context, values.role, values.implied_role ?? '');
      const identity = await context.identity();
      const { body } = await identity.request('PUT', path);
      const rule = isObject(body) ? child(body, 'role_inference') : {};
      const roles = Object.keys(rule).filter(name => name !== 'links');
      return { kind: 'show', fields: roles.sort().map(name => [name, child(rule, name).id]) };
    }),
});

const remove = command({
  summary: 'Let a role no longer come with another',
  params,
  output: 'none',
  run: (context, values) =>
    keystone(context, async () => {
      const path = await rulePath(context, values.role, values.implied_role ?? '');
      const identity = await context.identity();
      await identity.delete(path);
      return undefined;
    }),
});

const list = command({
  summary: 'List which roles come with which',
  params: {},
  output: 'list',
  run: context =>
    keystone(context, async () => {
      const identity = await context.identity();
      const rules = await identity.list('/role_inferences', 'role_inferences');
      const pairs = rules.flatMap(rule =>
        children(rule, 'implies').map(implied => ({ prior: child(rule, 'prior_role'), implied })),
      );
      return rows(
        [
          ['Prior Role ID', pair => child(pair, 'prior').id],
          ['Prior Role Name', pair => child(pair, 'prior').name],
          ['Implied Role ID', pair => child(pair, 'implied').id],
          ['Implied Role Name', pair => child(pair, 'implied').name],
        ],
        pairs,
      );
    }),
});

export default { create, delete: remove, list } satisfies Verbs;
