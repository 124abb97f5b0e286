/** Who may do what at the block storage service. */
import { type Call, Refusal } from '../service.ts';

/** @throws Refusal 403 unless an admin asks, or `own` says that it is the caller's own */
export function allow(call: Call, rule: string, own = false): void {
  if (own || call.caller.isAdmin) return;
  throw new Refusal(403, `Policy doesn't allow ${rule} to be performed.`);
}
