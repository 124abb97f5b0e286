/** Users who have to show more than one proof (options `multi_factor_auth_rules` and `multi_factor_auth_enabled`). */
import { child, isList, text } from '../../clients/json.ts';
import type { Call } from '../service.ts';
import type { Item, State } from '../state.ts';
import { METHODS } from './methods.ts';
import { Detailed, unauthorized } from './refusals.ts';
import { tokenTime } from './times.ts';
import { seal, unseal } from './token.ts';

const HEADER = 'openstack-auth-receipt';

/** How long a receipt is good for, in milliseconds. */
const LIFETIME = 5 * 60 * 1000;

/** What a receipt is for, which is no project: it is no token. */
const RECEIPT = 'receipt';

function rulesOf(user: Item): string[][] {
  const { multi_factor_auth_rules: rules } = child(user, 'options');
  const given = (isList(rules) ? rules.filter(isList) : []).map(rule => rule.map(String));
  return given.filter(rule => rule.length > 0);
}

/** The methods that a user has a receipt for. @throws Refusal 401 for a receipt of somebody else's, or too old */
export function receiptOf({ headers, state, now }: Call, user: Item): readonly string[] {
  const receipt = headers[HEADER];
  if (receipt === undefined) return [];
  const claims = unseal(state, receipt, now);
  if (claims?.target !== RECEIPT || claims.userId !== user.id) throw unauthorized();
  return claims.methods;
}

/** @throws Refusal 401, with a receipt, unless the methods satisfy one of the user's rules, where there are any */
export function checkFactors(call: Call, user: Item, methods: readonly string[]): void {
  const rules = rulesOf(user);
  if (rules.length === 0 || child(user, 'options').multi_factor_auth_enabled === false) return;
  const satisfied = rules.some(rule =>
    rule.filter(name => METHODS[name] !== undefined).every(name => methods.includes(name)),
  );
  if (satisfied) return;
  const { state, now } = call;
  const expires = now + LIFETIME;
  const about = { userId: user.id, target: RECEIPT, methods, audits: [''] };
  const none = { trust: '', credential: '', access: '' };
  const receipt = seal(state, { ...about, ...none, issued: now, expires });
  const body = {
    receipt: {
      methods,
      user: { id: user.id, name: text(user, 'name'), domain: domainView(state, user) },
      expires_at: tokenTime(expires),
      issued_at: tokenTime(now),
    },
    required_auth_methods: rules,
  };
  throw new Detailed(401, body, { [HEADER]: receipt });
}

function domainView(state: State, user: Item) {
  const id = text(user, 'domain_id');
  return { id, name: text(state.get('domains', id) ?? {}, 'name') };
}
