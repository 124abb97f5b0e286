/** What bodies of block storage may say (cinder/api/schemas, cinder/api/validation). */

import type { Json } from '../../clients/json.ts';
import type { Check, Checks } from '../schema.ts';
import {
  anyOf,
  booleanOf,
  integerCheck,
  MOST,
  nullable,
  nullCheck,
  textCheck,
  textsBy,
  uuidCheck,
} from '../schema-values.ts';
import { type Call, Refusal } from '../service.ts';

/** A size in GiB, as a number or in digits. */
export const sizeCheck = integerCheck(1, MOST, '^[0-9]+$');

/** A boolean, also as one of cinder's words for it. */
export const booleanCheck = booleanOf([
  ['y', 't'],
  ['n', 'f'],
]);

/** Texts by keys that metadata may have. */
export const metadataCheck = textsBy('^[a-zA-Z0-9-_:. /]{1,255}$');

/** A UUID, or null for none. */
export const optionalUuid = anyOf(nullCheck, uuidCheck);

/** A text that may be left out: its length is said in words of its own. */
const wordsCheck: Check = (field, value) => {
  nullable(textCheck(0, Number.POSITIVE_INFINITY))(field, value);
  const { length } = typeof value === 'string' ? value.trim() : '';
  if (length > 255)
    throw new Refusal(400, `Invalid input received: ${field} has ${length} characters, more than 255.`);
};

const WORDS: Checks = {
  name: wordsCheck,
  description: wordsCheck,
  display_name: wordsCheck,
  display_description: wordsCheck,
};

/** What a new volume may have. Microversions before 3.53 take anything else as well. */
export const NEW_VOLUME: Checks = {
  ...WORDS,
  volume_type: nullable(textCheck()),
  metadata: nullable(metadataCheck),
  snapshot_id: optionalUuid,
  source_volid: optionalUuid,
  consistencygroup_id: optionalUuid,
  size: nullable(sizeCheck),
  availability_zone: nullable(textCheck(1)),
  multiattach: anyOf(nullCheck, booleanCheck),
  image_id: nullable(textCheck()),
  imageRef: nullable(textCheck()),
  group_id: nullable(textCheck()),
  backup_id: optionalUuid,
};

export const CHANGED_VOLUME: Checks = { ...WORDS, metadata: metadataCheck };

const SNAPSHOT_WORDS: Checks = {
  name: nullable(textCheck()),
  display_name: nullable(textCheck()),
  description: nullable(textCheck()),
};

export const NEW_SNAPSHOT: Checks = {
  ...SNAPSHOT_WORDS,
  volume_id: anyOf(uuidCheck, nullCheck),
  force: booleanCheck,
  metadata: nullable(metadataCheck),
};

export const CHANGED_SNAPSHOT: Checks = { ...SNAPSHOT_WORDS, display_description: nullable(textCheck()) };

/** Words of a query that are no filters. */
const PAGING = ['limit', 'marker', 'offset', 'sort', 'sort_key', 'sort_dir', 'with_count', 'all_tenants'];

/**
 * Checks what a list is asked for. Admins may filter by anything; microversions before 3.31 leave aside what is not
 * known.
 * @throws Refusal 400
 */
export function checkQuery(call: Call, filters: readonly string[]): void {
  const { query, version, caller } = call;
  const limit = query.get('limit');
  if (limit !== null && !/^-?\d+$/.test(limit)) throw new Refusal(400, 'limit param must be an integer');
  if (Number(limit) < 0) throw new Refusal(400, 'limit param must be positive');
  if (version < 31 || caller.isAdmin) return;
  const strange = [...query.keys()].filter(key => {
    const name = version >= 34 ? key.replace(/~$/, '') : key;
    return !PAGING.includes(key) && !filters.includes(name);
  });
  if (strange.length > 0)
    throw new Refusal(400, `Invalid filters ${strange.join(',')} are found in query options.`);
}

/** An integer in a quota set. @throws Refusal 400 */
export function limitOf(name: string, value: Json | undefined): number {
  const limit = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  if (!Number.isInteger(limit)) throw new Refusal(400, `${name} must be an integer`);
  if (limit < -1) throw new Refusal(400, `${name} must be >= -1`);
  if (limit > MOST) throw new Refusal(400, `${name} must be <= ${MOST}`);
  return limit;
}
