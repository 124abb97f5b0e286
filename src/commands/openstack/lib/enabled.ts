/** Which services a cloud has, for commands that ask several of them. */
import type { Context } from '../../../kernel/context.ts';

const TYPES = {
  compute: ['compute'],
  network: ['network'],
  volume: ['block-storage', 'volume', 'volumev3', 'volumev2', 'block-store'],
};

/**
 * Whether the catalogue has a service.
 * @returns true without a catalogue too, as osc-lib's is_service_available takes it
 */
export async function enabled(context: Context, service: keyof typeof TYPES): Promise<boolean> {
  const catalog = await context.catalog();
  return catalog.length === 0 || catalog.some(entry => TYPES[service].includes(entry.type));
}
