import { describe, expect, it } from 'vitest';
import { child, children, text } from '../../src/clients/json.ts';
import { testCloud } from './cloud.ts';
import { boot, nova } from './nova.ts';

const KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHWFkdTgSY/nAsC3BDKVcqUGN9VqBVJN7dFyDd3Z8LMF somebody@example.org';

describe('flavors', () => {
  it('are seeded, made by admins, let to projects and taken away', async () => {
    const cloud = testCloud();
    const [demo, admin] = [nova(cloud), nova(cloud, 'admin')];
    const names = async () =>
      children((await demo('GET', '/flavors')).body, 'flavors').map(each => each.name);
    expect(await names()).toContain('m1.tiny');
    const flavor = { name: 'own', ram: 64, vcpus: 1, disk: 0, 'os-flavor-access:is_public': false };
    const denied = await demo('POST', '/flavors', { flavor });
    expect([denied.status, child(denied.body, 'forbidden').message]).toEqual([
      403,
      "Policy doesn't allow os_compute_api:os-flavor-manage:create to be performed.",
    ]);
    const id = text(child((await admin('POST', '/flavors', { flavor })).body, 'flavor'), 'id');
    const taken = await admin('POST', '/flavors', { flavor });
    expect(child(taken.body, 'conflictingRequest').message).toBe('Flavor with name own already exists.');
    expect(await names()).not.toContain('own');
    const { body } = await cloud.ask('demo', 'GET', '/identity/v3/auth/projects');
    const tenant = text(children(body, 'projects')[0] ?? {}, 'id');
    await admin('POST', `/flavors/${id}/action`, { addTenantAccess: { tenant } });
    expect(await names()).toContain('own');
    await admin('POST', `/flavors/${id}/os-extra_specs`, { extra_specs: { 'hw:cpu_policy': 'shared' } });
    expect((await demo('GET', `/flavors/${id}/os-extra_specs`)).body).toEqual({
      extra_specs: { 'hw:cpu_policy': 'shared' },
    });
    expect((await admin('DELETE', `/flavors/${id}`)).status).toBe(202);
    expect((await demo('GET', `/flavors/${id}`)).body).toEqual({
      itemNotFound: { code: 404, message: `Flavor ${id} could not be found.` },
    });
  });
});

describe('key pairs', () => {
  it('have the fingerprint that ssh-keygen shows, and are made where none is given', async () => {
    const ask = nova(testCloud());
    const { status, body } = await ask('POST', '/os-keypairs', {
      keypair: { name: 'k', public_key: KEY, type: 'ssh' },
    });
    expect(status).toBe(201);
    expect(child(body, 'keypair').fingerprint).toMatch(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/);
    const bad = await ask('POST', '/os-keypairs', { keypair: { name: 'b', public_key: 'bad' } });
    expect(child(bad.body, 'badRequest').message).toBe(
      'Keypair data is invalid: failed to generate fingerprint',
    );
    const made = await ask('POST', '/os-keypairs', { keypair: { name: 'made' } }, '2.91');
    expect(child(made.body, 'keypair').private_key).toContain('BEGIN RSA PRIVATE KEY');
    expect(child(made.body, 'keypair').public_key).toMatch(/^ssh-rsa AAAAB3NzaC1yc2E/);
    expect((await ask('DELETE', '/os-keypairs/k')).status).toBe(204);
    expect((await ask('GET', '/os-keypairs/k')).status).toBe(404);
  });
});

describe('what servers have', () => {
  it('is changed: metadata, tags, names', async () => {
    const cloud = testCloud();
    const server = await boot(cloud);
    cloud.pass(5);
    const path = `/servers/${server.id}`;
    await server.ask('POST', `${path}/metadata`, { metadata: { a: '1', b: '2' } });
    await server.ask('DELETE', `${path}/metadata/a`);
    expect((await server.ask('PUT', `${path}/tags/red`)).status).toBe(201);
    expect((await server.ask('PUT', `${path}/tags/red`)).status).toBe(204);
    await server.ask('PUT', path, { server: { name: 'other', description: 'd' } });
    expect(await server.show()).toMatchObject({
      ...{ name: 'other', description: 'd' },
      ...{ metadata: { b: '2' }, tags: ['red'] },
    });
  });

  it('is written: consoles, images, rebuilds', async () => {
    const cloud = testCloud();
    const server = await boot(cloud);
    cloud.pass(5);
    const { body } = await server.act('os-getConsoleOutput', { length: 1 });
    expect(body).toEqual({ output: 'web login: \n' });
    const console = await server.ask('POST', `/servers/${server.id}/remote-consoles`, {
      remote_console: { protocol: 'vnc', type: 'novnc' },
    });
    expect(text(child(console.body, 'remote_console'), 'url')).toMatch(/vnc_auto\.html\?path=%3Ftoken%3D/);
    const image = await server.act('createImage', { name: 'mine' });
    const id = text(image.body, 'image_id');
    cloud.pass(2);
    const made = await cloud.ask('demo', 'GET', `/image/v2/images/${id}`);
    expect(made.body).toMatchObject({ name: 'mine', status: 'active', instance_uuid: server.id });
    const rebuilt = await server.act('rebuild', { imageRef: id });
    expect([rebuilt.status, child(rebuilt.body, 'server').status]).toEqual([202, 'REBUILD']);
    cloud.pass(4);
    expect(await server.show()).toMatchObject({ status: 'ACTIVE', image: { id } });
  });
});

describe('microversions', () => {
  it('decide what is shown', async () => {
    const cloud = testCloud();
    const server = await boot(cloud);
    const old = child((await server.ask('GET', `/servers/${server.id}`, undefined, '2.1')).body, 'server');
    expect(old.flavor).toMatchObject({ id: '1' });
    expect(old).not.toHaveProperty('locked');
    const newest = await server.show();
    expect(newest.flavor).toMatchObject({ original_name: 'm1.tiny' });
    const gone = await nova(cloud, 'admin')('GET', '/os-hypervisors/statistics');
    expect(gone.status).toBe(404);
    const beyond = await server.ask('GET', '/servers', undefined, '2.99');
    expect(beyond.status).toBe(406);
  });
});
