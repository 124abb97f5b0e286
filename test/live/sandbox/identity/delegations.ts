/** Stories of what is delegated: trusts, and OAuth's access tokens. */
import { createHmac } from 'node:crypto';
import { child, type JsonObject, parseJson, text } from '../../../../src/clients/json.ts';
import { asking, inProject, setting } from './setting.ts';
import type { Side } from './sides.ts';

export async function trusts(side: Side): Promise<void> {
  await setting(side);
  await side.login('ann', asking('ann', inProject));
  const usual = { trustor_user_id: '{ann}', trustee_user_id: '{bob}', impersonation: false };
  const inside = { ...usual, project_id: '{project}', roles: [{ name: 'member' }] };
  const make = (trust: JsonObject, name?: string) =>
    side.ask('POST /OS-TRUST/trusts', { trust }, { as: 'ann', ...(name ? { name } : {}) });
  for (const wrong of [
    {},
    { ...usual, project_id: '{project}' },
    { ...inside, trustee_user_id: 'nosuch' },
    { ...inside, trustor_user_id: '{bob}' },
    { ...inside, roles: [{ name: 'admin' }] },
    { ...inside, roles: [{ name: '{run}' }] },
    { ...inside, project_id: 'nosuch' },
    { ...inside, remaining_uses: 0 },
    { ...inside, remaining_uses: 2, allow_redelegation: true },
    { ...inside, allow_redelegation: true, redelegation_count: 9 },
    { ...inside, expires_at: '2001-01-01T00:00:00Z' },
    { ...inside, expires_at: 'x' },
    { ...usual, trustor_user_id: '{ann}', impersonation: 'x' },
  ])
    await make(wrong);
  await make(
    { ...inside, impersonation: true, expires_at: '2035-01-01T00:00:00.5Z', colour: 'red' },
    'trust',
  );
  await make({ ...inside, allow_redelegation: true }, 'passed');
  await make({ ...inside, remaining_uses: 1 }, 'once');
  await make(usual, 'unscoped');
  for (const as of ['ann', 'admin'])
    for (const line of [
      'GET /OS-TRUST/trusts?trustor_user_id={ann}',
      'GET /OS-TRUST/trusts?trustee_user_id={bob}',
      'GET /OS-TRUST/trusts?colour=red',
      'GET /OS-TRUST/trusts/{trust}',
      'GET /OS-TRUST/trusts/nosuch',
      'GET /OS-TRUST/trusts/{trust}/roles',
      'GET /OS-TRUST/trusts/{trust}/roles/{member}',
      'HEAD /OS-TRUST/trusts/{trust}/roles/{member}',
      'GET /OS-TRUST/trusts/{trust}/roles/nosuch',
    ])
      await side.ask(line, undefined, { as });
  const by = (trust: string) => ({ 'OS-TRUST:trust': { id: `{${trust}}` } });
  for (const body of [
    asking('bob', by('trust')),
    asking('ann', by('trust')),
    asking('bob', by('once')),
    asking('bob', by('once')),
    asking('bob', by('unscoped')),
  ])
    await side.ask('POST /auth/tokens?nocatalog', body, { as: 'none' });
  await side.ask('GET /OS-TRUST/trusts/{once}', undefined, { as: 'ann' });
  await side.login('trusted', asking('bob', by('passed')));
  for (const line of [
    'GET /auth/projects',
    'GET /users/{bob}',
    'GET /credentials',
    'GET /users/{bob}/application_credentials',
  ])
    await side.ask(line, undefined, { as: 'trusted' });
  const identity = { methods: ['token'], token: { id: side.token('trusted') } };
  await side.ask('POST /auth/tokens', { auth: { identity } }, { as: 'none' });
  await side.ask('DELETE /OS-TRUST/trusts/{trust}', undefined, { as: 'ann' });
  await side.ask('DELETE /OS-TRUST/trusts/{trust}', undefined, { as: 'ann' });
  await side.ask('DELETE /OS-TRUST/trusts/{passed}');
}

/** A request of OAuth, signed. */
function signed(
  side: Side,
  path: string,
  given: Readonly<Record<string, string>>,
  secrets: readonly string[],
) {
  const all: Record<string, string> = {
    oauth_nonce: '0123456789abcdef',
    oauth_timestamp: String(Math.floor(Date.now() / 1000)),
    oauth_version: '1.0',
    oauth_signature_method: 'HMAC-SHA1',
    ...given,
  };
  const sorted = Object.entries(all).sort(([one], [other]) => (one < other ? -1 : 1));
  const parameters = sorted.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  const base = ['POST', side.urlOf(path), parameters].map(encodeURIComponent).join('&');
  const oauth_signature = createHmac('sha1', secrets.join('&')).update(base).digest('base64');
  const header = Object.entries({ ...all, oauth_signature }).map(
    ([name, value]) => `${name}="${encodeURIComponent(value)}"`,
  );
  return { authorization: `OAuth ${header.join(', ')}` };
}

export async function oauth(side: Side): Promise<void> {
  const consumers = '/OS-OAUTH1/consumers';
  const made = await side.ask(
    `POST ${consumers}`,
    { consumer: { description: '{run}', 'col-our': 'red' } },
    { name: 'consumer' },
  );
  side.later(`DELETE ${consumers}/{consumer}`);
  const key = text(child(made, 'consumer'), 'secret');
  await side.ask(`GET ${consumers}/{consumer}`);
  await side.ask(`GET ${consumers}/nosuch`);
  for (const change of [{ description: '{run}-2' }, { secret: 'x' }, {}])
    await side.ask(`PATCH ${consumers}/{consumer}`, { consumer: change });
  const project = { 'requested-project-id': side.id('admin-project') };
  const oauth_consumer_key = side.id('consumer');
  const start = '/OS-OAUTH1/request_token';
  const post = async (path: string, headers: Record<string, string>, label: string) => {
    const answer = await side.send(`POST ${path}`, undefined, { as: 'none', headers });
    const shown = answer.text.replace(/[0-9a-f]{32}/g, '{hex}').replace(/\d{4}-[\d:T-]+/g, '{time}');
    side.note(label, { status: answer.status, body: shown.startsWith('{"') ? parseJson(shown) : shown });
    return new URLSearchParams(answer.text);
  };
  await post(start, project, 'nothing said');
  await post(start, { ...project, authorization: 'OAuth oauth_nonce="x"' }, 'no consumer');
  await post(start, { authorization: `OAuth oauth_consumer_key="${oauth_consumer_key}"` }, 'no project');
  await post(start, { ...project, authorization: 'OAuth oauth_consumer_key="x"' }, 'no such consumer');
  const call = { oauth_consumer_key, oauth_callback: 'oob' };
  const wrongly: readonly (readonly [string, Record<string, string>, string])[] = [
    ['another secret', call, 'wrong'],
    ['another nonce', { ...call, oauth_nonce: 'xyz' }, key],
    ['an old time', { ...call, oauth_timestamp: '1000000000' }, key],
    ['a short time', { ...call, oauth_timestamp: '1' }, key],
    ['another version', { ...call, oauth_version: '2.0' }, key],
  ];
  for (const [label, given, used] of wrongly)
    await post(start, { ...project, ...signed(side, start, given, [used, '']) }, label);
  const first = await post(start, { ...project, ...signed(side, start, call, [key, '']) }, 'a request token');
  const [token, hidden] = [first.get('oauth_token') ?? '', first.get('oauth_token_secret') ?? ''];
  side.call('request', token);
  const authorize = '/OS-OAUTH1/authorize';
  for (const roles of [[{}], [{ name: '{run}' }], 'x'])
    await side.ask(`PUT ${authorize}/{request}`, { roles });
  await side.ask(`PUT ${authorize}/nosuch`, { roles: [{ name: 'member' }] });
  const agreed = await side.send(`PUT ${authorize}/{request}`, { roles: [{ name: 'member' }] });
  const [verifier = ''] = /(?<="oauth_verifier": ")\w+/.exec(agreed.text) ?? [];
  side.note('authorized', { status: agreed.status, length: verifier.length });
  const end = '/OS-OAUTH1/access_token';
  const given = { oauth_consumer_key, oauth_token: token, oauth_verifier: verifier };
  const { oauth_verifier: _verifier, ...unverified } = given;
  await post(end, signed(side, end, unverified, [key, hidden]), 'without a verifier');
  await post(
    end,
    signed(side, end, { ...given, oauth_verifier: 'abcdefgh' }, [key, hidden]),
    'another verifier',
  );
  await post(end, signed(side, end, given, [key, 'wrong']), 'another signature');
  const access = await post(end, signed(side, end, given, [key, hidden]), 'an access token');
  side.call('access', access.get('oauth_token') ?? '');
  const own = '/users/{admin}/OS-OAUTH1/access_tokens';
  for (const line of [`GET ${own}/{access}`, `GET ${own}/{access}/roles`, `GET ${own}/nosuch`])
    await side.ask(line);
  const auth = { auth: { identity: { methods: ['oauth1'], oauth1: {} } } };
  const with_ = { oauth_consumer_key, oauth_token: side.id('access') };
  const headers = signed(side, '/auth/tokens', with_, [key, access.get('oauth_token_secret') ?? '']);
  await side.ask('POST /auth/tokens', auth, {
    as: 'none',
    headers: signed(side, '/auth/tokens', with_, [key, 'x']),
  });
  const issued = await side.send('POST /auth/tokens', auth, { as: 'none', headers });
  side.note('a token for an access token', issued.status);
  await side.ask(`DELETE ${own}/{access}`);
  await side.ask(`DELETE ${own}/{access}`);
}
