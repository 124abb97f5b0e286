/** Requests that go together. */

/**
 * Awaits several promises at once.
 * @returns their values
 * @throws the first failure in the order of the arguments, not of time, so that a line fails the same way each time
 */
export async function inOrder<T extends readonly unknown[]>(
  ...promises: { readonly [K in keyof T]: Promise<T[K]> }
): Promise<T> {
  await Promise.allSettled(promises);
  for (const promise of promises) await promise;
  return Promise.all(promises);
}

/** Nothing to wait for, where `inOrder` needs a promise. */
export async function none(): Promise<undefined> {}
