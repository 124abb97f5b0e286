import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { compare, reads } from '../harness/compare.ts';

const CLOUDS = `
clouds:
  test:
    profile: nosuch
    region_name: R2
    regions: [R1, R2]
    auth:
      auth_url: http://127.0.0.1:1/v3
      username: 日本
      password: hidden
      application_credential_secret: not hidden by the peer
    networks:
      - name: public
        routes_externally: true
    compute_api_version: 2.1
    verify: false
    client_config: { nested: { deep: [1, x, null] } }
`;

describe('configuration show', () => {
  const home = mkdtempSync(join(tmpdir(), 'ostk-configuration-'));
  const fromFile = { user: 'none', cwd: home } as const;
  beforeAll(() => {
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'clouds.yaml'), CLOUDS, { mode: 0o600 });
  });
  afterAll(() => rmSync(home, { recursive: true }));

  test('from the environment', () => reads('show', 'configuration show'));
  test('unmasked', () => compare('secrets', 'configuration show --unmask'));
  test('from a file', () => reads('show', 'configuration show --os-cloud test', fromFile));
  test('with options', () =>
    compare(
      'options',
      'configuration show --os-region-name R1 --os-compute-api-version 2.90 --insecure --os-cloud test -f value',
      undefined,
      fromFile,
    ));
  test('token and application credential', () =>
    compare(
      'other plugins',
      'configuration show --os-auth-type v3token --os-token t --os-application-credential-secret s',
    ));
  test('bad input', async () => {
    await compare('both', 'configuration show --mask --unmask', undefined, { code: 2 });
    await compare('no such cloud', 'configuration show --os-cloud nosuch', undefined, {
      ...fromFile,
      code: 1,
    });
  });
});
