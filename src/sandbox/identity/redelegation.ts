/** Trusts that are passed on (keystone/trust/core.py, `_validate_redelegation`). */
import { children, type JsonObject, text } from '../../clients/json.ts';
import type { Item } from '../state.ts';
import { denied, invalid } from './refusals.ts';

/** How often a trust can be passed on at most. */
const DEEPEST = 3;

/** @throws Refusal 403 where the trust that was used does not allow the one that is asked for */
export function checkRedelegation(parent: Item, made: Item): void {
  const left = typeof parent.redelegation_count === 'number' ? parent.redelegation_count : 0;
  const held = children(parent, 'roles').map(each => text(each, 'id'));
  const isLonger = text(parent, 'expires_at') !== '' && text(made, 'expires_at') > text(parent, 'expires_at');
  const asksMore = children(made, 'roles').some(each => !held.includes(text(each, 'id')));
  const impersonates = parent.impersonation !== true && made.impersonation === true;
  const isUsable = left > 0 && left <= DEEPEST && (made.remaining_uses ?? null) === null;
  if (!isUsable || isLonger || asksMore || impersonates) throw denied();
}

/** How often a new trust can be passed on. @throws Refusal 400 or 403 for what contradicts itself */
export function redelegations(given: JsonObject, parent: Item | undefined): number {
  const count = typeof given.redelegation_count === 'number' ? given.redelegation_count : undefined;
  if (given.allow_redelegation !== true || count === 0) return 0;
  if (count !== undefined && count > DEEPEST) throw denied();
  if ((given.remaining_uses ?? null) !== null)
    throw invalid('remaining_uses must not be set if redelegation is allowed');
  if (!parent) return count ?? DEEPEST;
  const left = (typeof parent.redelegation_count === 'number' ? parent.redelegation_count : 0) - 1;
  if (count !== undefined && count !== left) throw denied();
  return left;
}
