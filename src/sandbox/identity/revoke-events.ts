/** What tokens have lost their worth by (Identity API v3, OS-REVOKE). */
import { ok } from '../http.ts';
import type { Routes } from '../service.ts';
import { linkTo } from './lists.ts';
import { allow } from './policy.ts';
import { invalid } from './refusals.ts';
import { REVOKED } from './revocation.ts';
import { tokenTime } from './times.ts';

const KEYS: Readonly<Record<string, string>> = {
  user: 'user_id',
  project: 'project_id',
  trust: 'OS-TRUST:trust_id',
  consumer: 'OS-OAUTH1:consumer_id',
};

export const routes: Routes = {
  'GET /OS-REVOKE/events': call => {
    allow(call, 'list_revoke_events');
    const since = call.query.get('since');
    const from = since ? Date.parse(since) : 0;
    if (Number.isNaN(from)) throw invalid(`invalidate date format ${since}`);
    const events = call.state.all(REVOKED).flatMap(({ id, at }) => {
      if (typeof at !== 'number' || at < from) return [];
      const [kind = '', owner] = id.split(' ');
      const what = owner === undefined ? { audit_id: id } : { [KEYS[kind] ?? kind]: owner };
      return [{ ...what, issued_before: tokenTime(at), revoked_at: tokenTime(at) }];
    });
    const links = { next: null, self: linkTo(call, '/OS-REVOKE/events'), previous: null };
    return ok({ events, links });
  },
};
