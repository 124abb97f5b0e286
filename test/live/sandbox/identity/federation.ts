/** The story of federation: identity providers, mappings, protocols, service providers. */
import { domain } from './people.ts';
import type { Side } from './sides.ts';

export async function federation(side: Side): Promise<void> {
  await domain(side);
  const providers = '/OS-FEDERATION/identity_providers';
  const given = { domain_id: '{domain}', remote_ids: ['{run}-b', '{run}-a'], authorization_ttl: 5 };
  await side.ask(`PUT ${providers}/{run}`, { identity_provider: given });
  side.later(`DELETE ${providers}/{run}`);
  for (const wrong of [
    {},
    { domain_id: '{domain}', remote_ids: ['{run}-a'] },
    { domain_id: 'nosuch' },
    { colour: 1 },
    { enabled: 1 },
  ])
    await side.ask(`PUT ${providers}/{run}${'remote_ids' in wrong || 'domain_id' in wrong ? '-2' : ''}`, {
      identity_provider: { ...wrong },
    });
  for (const change of [
    { enabled: true, description: 'text' },
    { remote_ids: ['{run}-c'] },
    {},
    { domain_id: 'x' },
  ])
    await side.ask(`PATCH ${providers}/{run}`, { identity_provider: change });
  for (const line of [
    `GET ${providers}?id={run}`,
    `GET ${providers}?id={run}&enabled=false`,
    `GET ${providers}/{run}`,
    `GET ${providers}/nosuch`,
  ])
    await side.ask(line);
  const mappings = '/OS-FEDERATION/mappings';
  const rule = { local: [{ user: { name: '{0}' } }], remote: [{ type: 'UserName' }] };
  await side.ask(`PUT ${mappings}/{run}`, { mapping: { rules: [rule] } });
  side.later(`DELETE ${mappings}/{run}`);
  for (const mapping of [
    { rules: [rule] },
    {},
    { rules: [] },
    { rules: [{}] },
    { rules: [{ local: [{ colour: 1 }], remote: [] }] },
    { rules: [{ local: [], remote: [{ type: 'x', any_one_of: ['a'], colour: 1 }] }] },
    { rules: [{ local: [{ group: { name: 'x' } }], remote: [{ type: 3 }] }] },
  ])
    await side.ask(`PUT ${mappings}/{run}`, { mapping });
  await side.ask(`PATCH ${mappings}/{run}`, { mapping: { rules: [rule, rule] } });
  await side.ask(`PATCH ${mappings}/nosuch`, { mapping: { rules: [rule] } });
  await side.ask(`GET ${mappings}/{run}`);
  await side.ask(`GET ${mappings}/nosuch`);
  const protocols = `${providers}/{run}/protocols`;
  for (const protocol of [{ mapping_id: 'nosuch' }, {}, { mapping_id: '{run}' }, { mapping_id: '{run}' }])
    await side.ask(`PUT ${protocols}/saml2`, { protocol });
  await side.ask(`PUT ${providers}/nosuch/protocols/saml2`, { protocol: { mapping_id: '{run}' } });
  for (const protocol of [{ mapping_id: '{run}', remote_id_attribute: 'x' }, { mapping_id: 'nosuch' }, {}])
    await side.ask(`PATCH ${protocols}/saml2`, { protocol });
  for (const line of [
    `GET ${protocols}`,
    `GET ${protocols}/saml2`,
    `GET ${protocols}/nosuch`,
    `GET ${providers}/nosuch/protocols`,
    `DELETE ${protocols}/saml2`,
    `DELETE ${protocols}/saml2`,
    `DELETE ${mappings}/{run}`,
    `DELETE ${mappings}/{run}`,
    `DELETE ${providers}/{run}`,
    `DELETE ${providers}/{run}`,
  ])
    await side.ask(line);
  const services = '/OS-FEDERATION/service_providers';
  const sp = { auth_url: 'http://a.example.com', sp_url: 'http://s.example.com' };
  await side.ask(`PUT ${services}/{run}`, { service_provider: sp });
  side.later(`DELETE ${services}/{run}`);
  for (const wrong of [sp, {}, { ...sp, auth_url: 'x' }, { ...sp, colour: 1 }])
    await side.ask(`PUT ${services}/{run}`, { service_provider: wrong });
  for (const change of [{ description: 'text' }, {}])
    await side.ask(`PATCH ${services}/{run}`, { service_provider: change });
  for (const line of [
    `GET ${services}?id={run}`,
    `GET ${services}/{run}`,
    `GET ${services}/nosuch`,
    `DELETE ${services}/{run}`,
    `DELETE ${services}/{run}`,
  ])
    await side.ask(line);
}
