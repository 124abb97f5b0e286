/** Stubs of the identity service. */
import type { JsonObject } from '../../src/clients/json.ts';
import type { Stub } from './stub.ts';

/** An exchange with the identity service. */
export function identity(path: string, more: Partial<Stub> = {}): Stub {
  return { service: 'identity', path, ...more };
}

/** What Keystone answers where it refuses. */
export function refusal(code: number, message: string): Pick<Stub, 'status' | 'reply'> {
  return { status: code, reply: { error: { code, message } } };
}

/**
 * A look-up by ID that finds nothing, and one by name.
 * @param kind the collection, such as `users`
 * @param found what bears the name
 * @param query more filters of the look-up by name
 */
export function lookUp(
  kind: string,
  name: string,
  found: readonly JsonObject[],
  query: Readonly<Record<string, string>> = {},
): Stub[] {
  return [
    identity(`/${kind}/${encodeURIComponent(name)}`, refusal(404, `Could not find ${name}.`)),
    identity(`/${kind}`, { query: { ...query, name }, reply: { [kind]: found } }),
  ];
}
