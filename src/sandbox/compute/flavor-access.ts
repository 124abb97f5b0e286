/** Which flavors a caller may use. */
import type { Call } from '../service.ts';
import { type Flavor, getFlavor } from './types.ts';

/** Whether a caller sees a flavor: a public one, one that the project was let to, for an admin every one. */
export function visible({ caller }: Call, flavor: Flavor): boolean {
  return flavor.is_public || caller.isAdmin || flavor.access.includes(caller.projectId);
}

/** The flavor of an ID, where the caller sees it. */
export function findFlavor(call: Call, id: string): Flavor | undefined {
  const flavor = getFlavor(call.state, id);
  return flavor && visible(call, flavor) ? flavor : undefined;
}
