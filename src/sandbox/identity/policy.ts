/** Who may do what at the identity service: admins everything, others what is their own. */
import { type Call, Refusal } from '../service.ts';

/** @throws Refusal 403 unless an admin asks, or `own` says that it is the caller's own */
export function allow(call: Call, rule: string, own = false): void {
  if (own || call.caller.isAdmin) return;
  throw new Refusal(403, `You are not authorized to perform the requested action: identity:${rule}.`);
}

/** The refusal for an ID that nothing has. */
export function unknown(kind: string, id: string): Refusal {
  return new Refusal(404, `Could not find ${kind}: ${id}.`);
}

/** The refusal for a body that misses something, in the words of keystone's checks. */
export function expecting(what: string, where: string): Refusal {
  const rest =
    'The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error.';
  return new Refusal(400, `Expecting to find ${what} in ${where}. ${rest}`);
}
