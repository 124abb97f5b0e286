/** Questions that a daemon may refuse without harm. */
import { LibvirtConnectionError, LibvirtError } from '../../../clients/libvirt/errors.ts';

/** What a call answers; undefined where this daemon refuses it. @throws LibvirtConnectionError */
export async function maybe<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof LibvirtError && !(error instanceof LibvirtConnectionError)) return undefined;
    throw error;
  }
}
