import { describe, expect, test } from 'vitest';
import { authorization, baseString, parametersOf } from '../../src/clients/oauth1.ts';

/** The example of RFC 5849, section 1.2. The signature of its first step is misprinted; this one is oauthlib's. */
const client = { oauth_consumer_key: 'dpf43f3p2l4k3l03', oauth_signature_method: 'HMAC-SHA1' };
const SECRET = 'kd94hf93k423kf44';

describe('RFC 5849', () => {
  test.each([
    [
      'temporary credentials',
      { method: 'POST', url: 'https://photos.example.net/initiate' },
      {
        ...client,
        oauth_timestamp: '137131200',
        oauth_nonce: 'wIjqoxSvzq',
        oauth_callback: 'http://printer.example.com/ready',
      },
      undefined,
      'EEAksz8KMv%2F7L1kdJdYt4G%2Bsf%2BQ%3D',
    ],
    [
      'token credentials',
      { method: 'POST', url: 'https://photos.example.net/token' },
      {
        ...client,
        oauth_token: 'hh5s93j4hdidpola',
        oauth_timestamp: '137131201',
        oauth_nonce: 'walatlh',
        oauth_verifier: 'hfdp7dh39dks9884',
      },
      'hdhd0244k9j7ao03',
      'gKgrFCywp7rO0OXSjdot%2FIHF7IU%3D',
    ],
    [
      'a request with a query',
      { method: 'GET', url: 'http://photos.example.net/photos?file=vacation.jpg&size=original' },
      {
        ...client,
        oauth_token: 'nnch734d00sl2jdk',
        oauth_timestamp: '137131202',
        oauth_nonce: 'chapoH',
      },
      'pfkkdhi9sl3r4s00',
      'MdpQcU8iPSUjWoN%2FUDMsK2sui9I%3D',
    ],
  ])('section 1.2: %s', (_name, request, parameters, token, signature) => {
    const header = authorization(request, parameters, {
      client: SECRET,
      ...(token === undefined ? {} : { token }),
    });
    expect(header).toMatch(/^OAuth oauth_consumer_key="dpf43f3p2l4k3l03", /);
    expect(header).toContain(`, oauth_signature="${signature}"`);
  });

  test('section 3.4.1.1: the text that is signed, the form of its body taken as a part of the query', () => {
    const request = {
      method: 'post',
      url: 'HTTP://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b&c2&a3=2+q',
    };
    const parameters = {
      oauth_consumer_key: '9djdj82h48djs9d2',
      oauth_token: 'kkk9d7dh3k39sjv7',
      oauth_signature_method: 'HMAC-SHA1',
      oauth_timestamp: '137131201',
      oauth_nonce: '7d8f3e4a',
    };
    expect(baseString(request, parameters)).toBe(
      'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D' +
        '%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method' +
        '%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7',
    );
  });

  test('section 3.6: what is encoded', () => {
    const header = authorization(
      { method: 'POST', url: 'http://c.test/' },
      { oauth_callback: "Aa0-._~ !'()*&ä" },
      { client: '' },
    );
    expect(header).toContain('oauth_callback="Aa0-._~%20%21%27%28%29%2A%26%C3%A4"');
  });
});

test('each request has a nonce of its own and the time in seconds', () => {
  const [one, two] = [1, 2].map(() => parametersOf('key', 1_700_000_000_999, { oauth_callback: 'oob' }));
  expect(one).toMatchObject({
    oauth_timestamp: '1700000000',
    oauth_version: '1.0',
    oauth_signature_method: 'HMAC-SHA1',
    oauth_consumer_key: 'key',
    oauth_callback: 'oob',
  });
  expect(one?.oauth_nonce).not.toBe(two?.oauth_nonce);
});
