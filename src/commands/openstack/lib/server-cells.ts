/** Cells of servers: power states, addresses, hosts (openstackclient/compute/v2/server.py). */
import { isList, isObject, type Json, type JsonObject } from '../../../clients/json.ts';
import { dictListCell } from '../../../kernel/output/cells.ts';
import { Formatted } from '../../../kernel/output/result.ts';

/** What stands for the image of a server that boots from a volume. */
export const NO_IMAGE = 'N/A (booted from volume)';

/** By Nova's numbers (nova/compute/power_state.py). */
const POWER_STATES = ['NOSTATE', 'Running', '', 'Paused', 'Shutdown', '', 'Crashed', 'Suspended'];

/** A power state's name for people, its number for machines. */
export function powerStateCell(value: Json | undefined): Formatted {
  const name = typeof value === 'number' ? POWER_STATES[value] : undefined;
  return new Formatted(value ?? null, name ?? 'N/A', value ?? null);
}

/** Addresses by network; ordered by their text. @param value the API's `addresses` */
export function addressesCell(value: Json | undefined): Formatted {
  if (!isObject(value)) return new Formatted('N/A', 'N/A', {});
  const plain: Record<string, Json> = {};
  for (const [network, list] of Object.entries(value)) plain[network] = addressesOf(list);
  const { human } = dictListCell(plain);
  return new Formatted(human, human, plain);
}

function addressesOf(list: Json | undefined): Json[] {
  const found: Json[] = [];
  for (const entry of isList(list) ? list : []) {
    if (isObject(entry) && entry.addr !== undefined) found.push(entry.addr);
  }
  return found;
}

/** A host's name, nothing for people where there is none. */
export function hostCell(value: Json | undefined): Formatted {
  const data = value ?? null;
  return new Formatted(data, data === null ? '' : String(data), data);
}

/** The ID in a server's `image`, '' when it boots from a volume. */
export function imageIdOf(item: JsonObject): string {
  const { image } = item;
  return isObject(image) && typeof image.id === 'string' ? image.id : '';
}
