/** Stores that a line names, before anything is done with them. */
import { children } from '../../../clients/json.ts';
import type { Service } from '../../../clients/service.ts';
import { CommandError } from '../../../kernel/errors.ts';
import { hasStatus } from './errors.ts';

/**
 * Refuses stores that the service does not have; a service without several stores is not asked further.
 * @param names of the stores; none: nothing is asked
 * @throws CommandError that names the first unknown one
 */
export async function checkStores(service: Service, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  let known: readonly unknown[];
  try {
    known = children(await service.get('/info/stores'), 'stores').map(({ id }) => id);
  } catch (error) {
    if (hasStatus(error, 404)) return;
    throw error;
  }
  for (const name of names) {
    if (known.includes(name)) continue;
    throw new CommandError(
      `Store '${name}' is not valid for this cloud. Valid values can be retrieved with stores-info command.`,
    );
  }
}
