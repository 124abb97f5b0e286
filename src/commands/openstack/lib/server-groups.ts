/** Security groups put on servers and taken from them. */
import { HttpError } from '../../../clients/errors.ts';
import { server } from '../../../clients/resources/compute.ts';
import type { Context } from '../../../kernel/context.ts';
import { CommandError, sentence } from '../../../kernel/errors.ts';
import { act } from './server-action.ts';

const WORDS = {
  add: { action: 'addSecurityGroup', to: 'to', done: 'added' },
  remove: { action: 'removeSecurityGroup', to: 'from', done: 'removed' },
} as const;

/**
 * Puts security groups on a server or takes them from it; a failure does not keep the others.
 * One after the other: the service reads a port's groups and writes them back, so changes at once would be lost.
 * The service takes names and IDs alike, so they are sent as they are.
 * @throws what finding the server throws; CommandError with the number of failures, which are named before
 */
export async function changeSecurityGroups(
  context: Context,
  name: string,
  groups: readonly string[],
  verb: 'add' | 'remove',
): Promise<void> {
  const { action, to, done } = WORDS[verb];
  const id = await context.findId(server, name);
  let failures = 0;
  for (const group of groups) {
    try {
      await act(context, id, { [action]: { name: group } });
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      failures++;
      const reason = sentence(error, context.manners);
      context.log.error(
        `Failed to ${verb} security group with name or ID '${group}' ${to} server '${id}': ${reason}`,
      );
    }
  }
  if (failures > 0) {
    throw new CommandError(`${failures} of ${groups.length} security groups were not ${done}.`);
  }
}
