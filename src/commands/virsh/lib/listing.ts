/** Lists of things that not every driver has. */
import { isUnsupported } from '../../../clients/libvirt/errors.ts';
import { orFail } from '../../../kernel/vsh/failure.ts';

/**
 * Lists things. Where a driver knows no such list the peer goes on to count them, and that is what its error tells.
 * @throws Failure
 */
export async function listedOrCounted<T>(
  sentence: string,
  list: Promise<T>,
  countSentence: string,
  count: () => Promise<unknown>,
): Promise<T> {
  const refused = await list.then(() => false, isUnsupported);
  if (refused) await orFail(countSentence, count());
  return orFail(sentence, list);
}
