/** What a service's microversion allows, for options and columns that came with one. */
import { compareVersions } from '../clients/microversion.ts';
import type { Service } from '../clients/service.ts';
import { CommandError } from './errors.ts';

/**
 * Whether requests may use what came with a microversion, as the SDK's supports_microversion: the user's
 * `--os-compute-api-version` decides where one is set, otherwise the newest that the server offers.
 * @param version such as `2.56`
 */
export async function supports(service: Service, version: string): Promise<boolean> {
  const carried = await service.negotiate(version);
  return carried !== undefined && compareVersions(carried, version) >= 0;
}

/**
 * Refuses what a service is too old for.
 * @param message the sentence, with the version in it
 * @throws CommandError
 */
export async function demand(service: Service, version: string, message: string): Promise<void> {
  if (!(await supports(service, version))) throw new CommandError(message);
}
