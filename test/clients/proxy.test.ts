import { expect, test } from 'vitest';
import { proxyFor } from '../../src/clients/proxy.ts';

const env = { http_proxy: 'http://small:3128', HTTP_PROXY: 'http://big:3128', HTTPS_PROXY: 'secure:8080' };

test('small letters go before capitals, and a bare host is taken for HTTP', () => {
  expect(proxyFor(new URL('http://a.test/'), env)).toBe('http://small:3128');
  expect(proxyFor(new URL('https://a.test/'), env)).toBe('http://secure:8080');
  expect(proxyFor(new URL('http://a.test/'), {})).toBeUndefined();
  expect(proxyFor(new URL('http://a.test/'), { ALL_PROXY: 'http://all' })).toBe('http://all');
  expect(
    proxyFor(new URL('http://a.test/'), { HTTP_PROXY: 'http://x', REQUEST_METHOD: 'GET' }),
  ).toBeUndefined();
});

test.each([
  ['*', 'http://a.test/', true],
  ['a.test', 'http://a.test:5000/', true],
  ['.test', 'http://a.test/', true],
  ['test', 'http://a.test/', true],
  ['*.test', 'http://a.test/', true],
  ['b.test, A.TEST', 'http://a.test/', true],
  ['est', 'http://a.test/', false],
  ['a.test:80', 'http://a.test/', true],
  ['a.test:81', 'http://a.test/', false],
  ['10.0.0.0/8', 'http://10.200.1.1/', true],
  ['10.0.0.0/8', 'http://11.0.0.1/', false],
  ['127.0.0.1', 'http://127.0.0.1:5000/', true],
  ['::1', 'http://[::1]:5000/', true],
  ['', 'http://a.test/', false],
])('no_proxy %s for %s: %s', (no_proxy, url, straight) => {
  expect(proxyFor(new URL(url), { ...env, no_proxy }) === undefined).toBe(straight);
});
