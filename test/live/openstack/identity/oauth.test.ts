/** OAuth consumers and their tokens. */
import { afterEach, describe, expect, test } from 'vitest';
import { isObject, type JsonObject, parseJson, text } from '../../../../src/clients/json.ts';
import { attempt, compare, ostk, peer, prepare, reads } from '../../harness/compare.ts';
import { libraries } from '../../harness/oauthlib.ts';
import { twins } from '../../harness/twins.ts';
import { idIn, pairOf } from './made.ts';

const env = libraries();

const made: string[] = [];
async function consumer(description = 'x'): Promise<JsonObject> {
  const data = await prepare(['consumer', 'create', '--description', description, '-f', 'json'], { env });
  made.push(idIn(data));
  return isObject(data) ? data : {};
}
afterEach(async () => {
  for (const id of made.splice(0)) await attempt(['consumer', 'delete', id], { env });
});

describe('consumers', () => {
  test('none, and names that fit none', async () => {
    await compare('list', 'consumer list', undefined, { env, code: 0 });
    for (const verb of ['show nosuch', 'show 12', 'set nosuch --description x', 'delete nosuch other']) {
      await compare('none', `consumer ${verb}`, undefined, { env, code: 1 });
    }
  });
  test('one is shown whatever was typed, several are too many', async () => {
    const id = text(await consumer('the first'), 'id');
    await reads('show', 'consumer show nosuch', { env });
    await consumer('another');
    await reads('list', 'consumer list', { env });
    await reads('show', `consumer show ${id}`, { env });
    for (const verb of ['show nosuch', 'show 12', 'set nosuch --description x', 'delete nosuch other']) {
      await compare('several', `consumer ${verb}`, undefined, { env, code: 1 });
    }
    const own = await ostk('consumer delete nosuch', { env }, '');
    expect(own.stderr).toContain("No consumer with a name or ID of 'nosuch' exists.");
  });
  test('create, set, delete', async () => {
    const options = { env, code: 0, mask: ['ids'] } as const;
    for (const line of ['consumer create', "consumer create --description 'x y' -f json"]) {
      await compare('created', line, undefined, options);
    }
    const { stdout } = await peer('consumer list -f value -c ID', { env });
    const [one = '', two = '', ...others] = stdout.trim().split('\n');
    made.push(one, two, ...others);
    const pair = pairOf(twins('consumer'), one, two);
    await pair.compare('consumer set @ --description new', { env, code: 0 });
    await pair.compare('consumer set @', { env, code: 1 });
    await pair.reads('show', 'consumer show @', { env });
    await pair.compare('consumer delete @', { env, code: 0 });
  });
  test.each(['consumer show', 'consumer set', 'consumer delete', 'consumer list x', 'consumer create x'])(
    '%s',
    async line => {
      await compare('usage', line, undefined, { env, code: 2 });
    },
  );
  test.each(['list', 'create', 'show x', 'show 12', 'set x', 'delete x y'])('as demo: %s', async verb => {
    await compare('forbidden', `consumer ${verb}`, undefined, { env, user: 'demo', code: 1 });
  });
});

describe('tokens', () => {
  const key = '--consumer-key nosuch --consumer-secret x';
  test.each([
    `request token create ${key} --project demo`,
    `request token create ${key} --project nosuch`,
    `request token create ${key} --project demo --domain nosuch`,
    `request token create ${key} --project demo --domain Default`,
    `request token create ${key}`,
    'request token create --project demo',
    'request token authorize --request-key nosuch --role member',
    'request token authorize --request-key nosuch --role nosuch --role other',
    'request token authorize --request-key nosuch',
    `access token create ${key} --request-key a --request-secret b --verifier c`,
    `access token create ${key} --request-key a --request-secret b`,
  ])('%s', async line => {
    const { peer } = await compare('fails', line, undefined, { env });
    expect(peer.code).not.toBe(0);
  });
  test.each([
    `request token create ${key} --project demo`,
    `request token create ${key} --project demo --domain Default`,
    'request token authorize --request-key nosuch --role member',
    `access token create ${key} --request-key a --request-secret b --verifier c`,
  ])('as demo: %s', async line => {
    await compare('fails', line, undefined, { env, user: 'demo', code: 1 });
  });

  test('from the consumer’s request to its access, signed by ostk', async () => {
    const data = await consumer();
    const mine = `--consumer-key ${text(data, 'id')} --consumer-secret ${text(data, 'secret')}`;
    await compare(
      'wrong secret',
      `request token create --consumer-key ${text(data, 'id')} --consumer-secret x --project admin`,
      undefined,
      { env, code: 1 },
    );
    const options = { env, code: 0, mask: ['ids', 'times'] } as const;
    for (const where of ['admin', 'admin --domain Default -f json']) {
      await compare('requested', `request token create ${mine} --project ${where}`, undefined, options);
    }
    const grants: string[] = [];
    for (const run of [peer, ostk]) {
      const request = parseJson(
        (await run(`request token create ${mine} --project admin -f json`, { env })).stdout,
      );
      const token = isObject(request) ? request : {};
      grants.push(`${mine} --request-key ${text(token, 'key')} --request-secret ${text(token, 'secret')}`);
    }
    const [forPeer = '', forOstk = ''] = grants.map(grant => grant.split(' ')[5] ?? '');
    const verifier = { env, code: 0, fields: ['oauth_verifier'] };
    const authorize = (id: string, format: string) =>
      `request token authorize --request-key ${id} --role member --role reader -f ${format}`;
    await compare('authorized', authorize(forPeer, 'table'), authorize(forOstk, 'table'), verifier);
    const again = await compare('again', authorize(forPeer, 'json'), authorize(forOstk, 'json'), verifier);
    const pins = [again.peer, again.ostk].map(({ stdout }) => idIn(parseJson(stdout), 'oauth_verifier'));
    const access = (side: number, pin = pins[side]) =>
      `access token create ${grants[side]} --verifier ${pin}`;
    await compare('wrong verifier', access(0, 'x'), access(1, 'x'), { env, code: 1 });
    await compare('accessed', access(0), access(1), options);
    await compare('only once', access(0), access(1), { env, code: 1 });
  });
});
