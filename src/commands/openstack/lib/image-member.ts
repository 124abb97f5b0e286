/** Projects that an image is shared with, as they are shown (Image API v2, "Sharing"). */
import type { JsonObject } from '../../../clients/json.ts';
import { imageMember } from '../../../clients/resources/image.ts';
import { attributes } from '../../../clients/resources/resource.ts';
import type { ShowResult } from '../../../kernel/output/result.ts';
import { showAttributes } from '../../../kernel/rows.ts';

/**
 * A member in full.
 * @param item as the service sent it
 */
export function showMember(item: JsonObject): ShowResult {
  return showAttributes(attributes(imageMember, item));
}
