/** What came with a version of the image API. */
import { HttpError } from '../../../clients/errors.ts';
import type { Service } from '../../../clients/service.ts';
import type { Context } from '../../../kernel/context.ts';

const USABLE = ['SUPPORTED', 'CURRENT', 'EXPERIMENTAL'];

/** Whether the service offers a version such as `2.14`. */
async function offers(context: Context, service: Service, version: string): Promise<boolean> {
  const versions = await context.apiVersions(await service.endpoint());
  return versions.some(each => each.version === version && USABLE.includes(each.status));
}

/**
 * Does what needs a version. The peer asks for the versions first; here they are asked for when a request was refused,
 * to tell what is not there from what the service does not know.
 * @param unsupported makes the error for a service that is too old
 */
export async function since<T>(
  context: Context,
  version: string,
  work: (service: Service) => Promise<T>,
  unsupported: () => Error,
): Promise<T> {
  const service = await context.image();
  try {
    return await work(service);
  } catch (error) {
    const unknown = error instanceof HttpError && [404, 405, 501].includes(error.status);
    if (unknown && !(await offers(context, service, version))) throw unsupported();
    throw error;
  }
}
