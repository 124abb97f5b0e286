/** World Wide Names of disks and adapters. */
import { Failure } from '../../../kernel/vsh/failure.ts';

/** Refuses what is no such name (virValidateWWN). @throws Failure */
export function checkWwn(wwn: string): void {
  if (!/^(0x)?[\da-f]{16}$/i.test(wwn)) throw new Failure(`internal error: Malformed wwn: ${wwn}`);
}
