/** Identity providers, mappings, protocols and service providers. */
import { expect, it } from 'vitest';
import { child, children } from '../../src/clients/json.ts';
import { keystone, said } from './keystone.ts';

const PROVIDERS = '/OS-FEDERATION/identity_providers';
const MAPPINGS = '/OS-FEDERATION/mappings';
const RULES = [{ local: [{ user: { name: '{0}' } }], remote: [{ type: 'UserName' }] }];

it('protocols need a provider and a mapping, and go with the provider', async () => {
  const service = keystone();
  const made = await service.ask(`PUT ${PROVIDERS}/idp`, { identity_provider: { remote_ids: ['a', 'b'] } });
  expect(made.status).toBe(201);
  const { domain_id } = child(made.body, 'identity_provider');
  expect((await service.ask(`GET /domains/${domain_id}`)).status).toBe(200);
  const clash = await service.ask(`PUT ${PROVIDERS}/other`, { identity_provider: { remote_ids: ['a'] } });
  expect(clash.status).toBe(409);
  const protocol = { protocol: { mapping_id: 'rules' } };
  const early = await service.ask(`PUT ${PROVIDERS}/idp/protocols/saml2`, protocol);
  expect(said(early)).toBe('Invalid mapping id: rules');
  await service.ask(`PUT ${MAPPINGS}/rules`, { mapping: { rules: RULES } });
  expect((await service.ask(`PUT ${PROVIDERS}/idp/protocols/saml2`, protocol)).status).toBe(201);
  const { body } = await service.ask(`GET ${PROVIDERS}/idp/protocols`);
  expect(children(body, 'protocols').map(each => [each.id, each.mapping_id])).toEqual([['saml2', 'rules']]);
  expect((await service.ask(`DELETE ${PROVIDERS}/idp`)).status).toBe(204);
  expect((await service.ask(`GET ${PROVIDERS}/idp/protocols/saml2`)).status).toBe(404);
  expect((await service.ask(`DELETE ${MAPPINGS}/rules`)).status).toBe(204);
});

it('rules of mappings are checked', async () => {
  const service = keystone();
  const put = (rules: object) =>
    service.ask(`PUT ${MAPPINGS}/m`, { mapping: { rules: JSON.parse(JSON.stringify(rules)) } });
  for (const rules of [[], [{}], [{ local: RULES[0]?.local }], {}, [{ ...RULES[0], remote: [{ type: 1 }] }]])
    expect((await put(rules)).status).toBe(400);
  expect((await put(RULES)).status).toBe(201);
});

it('service providers are in the tokens of projects while they are enabled', async () => {
  const service = keystone();
  const about = { auth_url: 'http://a.example/', sp_url: 'http://b.example/' };
  const path = '/OS-FEDERATION/service_providers/sp';
  expect((await service.ask(`PUT ${path}`, { service_provider: about })).status).toBe(201);
  const seen = async () => {
    const headers = { 'x-subject-token': await service.cloud.token('admin') };
    const { body } = await service.ask('GET /auth/tokens', undefined, 'admin', headers);
    return child(body, 'token').service_providers;
  };
  expect(await seen()).toBeUndefined();
  await service.ask(`PATCH ${path}`, { service_provider: { enabled: true } });
  expect(await seen()).toEqual([{ id: 'sp', ...about }]);
});
