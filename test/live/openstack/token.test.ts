import { describe, expect, test } from 'vitest';
import { isObject, parseJson, text } from '../../../src/clients/json.ts';
import { attempt, compare, ostk, prepare } from '../harness/compare.ts';

const mask = { mask: ['times', 'secrets'] as const };

/** A token's ID as a command printed it. */
function idIn(stdout: string): string {
  const data = parseJson(stdout);
  return isObject(data) ? text(data, 'id') : '';
}

describe('token', () => {
  test.each(['table', 'json', 'yaml', 'shell', 'value'])('issue as %s', async format => {
    await compare('project scope', `token issue -f ${format}`, undefined, { ...mask, code: 0 });
  });
  test('issue, other scopes', async () => {
    const unset = { OS_PROJECT_NAME: undefined, OS_PROJECT_DOMAIN_NAME: undefined };
    await compare('unscoped', 'token issue', undefined, { ...mask, env: unset });
    await compare('domain', 'token issue --os-domain-name Default', undefined, { ...mask, env: unset });
    await compare('system', 'token issue --os-system-scope all', undefined, { ...mask, env: unset });
    await compare('demo', 'token issue', undefined, { ...mask, user: 'demo', code: 0 });
  });
  test('each one is new', async () => {
    const lines = [await ostk('token issue -f json'), await ostk('token issue -f json')];
    expect(new Set(lines.map(({ stdout }) => idIn(stdout))).size).toBe(2);
  });
  test('revoke', async () => {
    const issue = async (): Promise<string> => idIn(JSON.stringify(await prepare('token issue -f json')));
    const [forPeer, forOstk] = [await issue(), await issue()];
    const own = { peer: (all: string) => all.replaceAll(forPeer, forOstk), ostk: (all: string) => all };
    const lines = [`token revoke ${forPeer}`, `token revoke ${forOstk}`] as const;
    await compare('once', ...lines, { own, code: 0 });
    const used = `user show admin --os-auth-type token --os-token ${forOstk} -f value -c name`;
    const plain = { OS_USERNAME: undefined, OS_PASSWORD: undefined, OS_USER_DOMAIN_NAME: undefined };
    expect(await attempt(used, { env: plain })).toBe(false);
    await compare('twice', ...lines, { own });
    await compare('no token', 'token revoke nosuch', undefined, { code: 1 });
    await compare('nothing', 'token revoke', undefined, { code: 2 });
  });
  test('without an account', async () => {
    const env = { OS_AUTH_TYPE: 'none', OS_ENDPOINT: 'http://127.0.0.1:5000/v3' };
    await compare('no authentication', 'token issue', undefined, { user: 'none', env, code: 1 });
    await compare('wrong password', 'token issue', undefined, { env: { OS_PASSWORD: 'x' }, code: 1 });
  });
});
