import { describe, test } from 'vitest';
import { compare, reads } from '../harness/compare.ts';

describe('catalog', () => {
  test('list', () => reads('list', 'catalog list'));
  test('list as a user', () => reads('list', 'catalog list', { user: 'demo' }));
  test('show by type', () => reads('show', 'catalog show compute'));
  test('show by name', () => compare('name', 'catalog show cinderv3'));
  test('what fails', async () => {
    await compare('no such service', 'catalog show nosuch');
    await compare('no such service, as data', 'catalog show nosuch -f json');
    await compare('nothing named', 'catalog show', undefined, { code: 2 });
    const env = { OS_AUTH_TYPE: 'none', OS_ENDPOINT: 'http://127.0.0.1:5000/v3' };
    await compare('no authentication', 'catalog list', undefined, { user: 'none', env, code: 1 });
  });
  test('without a project', () => {
    const env = { OS_PROJECT_NAME: undefined, OS_PROJECT_DOMAIN_NAME: undefined };
    return compare('an empty catalogue', 'catalog list', undefined, { env });
  });
});
