import { describe, expect, it } from 'vitest';
import { child, children, type JsonObject, text } from '../../src/clients/json.ts';
import { type TestCloud, testCloud } from './cloud.ts';

/** Asks a user's block storage service with the newest microversion. */
async function volumes(cloud: TestCloud, user = 'demo') {
  const { body } = await cloud.ask(user, 'GET', '/identity/v3/auth/projects');
  const project = text(children(body, 'projects').find(each => each.name === user) ?? {}, 'id');
  const headers = { 'openstack-api-version': 'volume 3.70' };
  return (method: string, path: string, body?: JsonObject) =>
    cloud.ask(user, method, `/volume/v3/${project}${path}`, body, headers);
}

async function make(cloud: TestCloud, given: JsonObject = {}, user = 'demo') {
  const ask = await volumes(cloud, user);
  const { body, status } = await ask('POST', '/volumes', { volume: { size: 1, name: 'v', ...given } });
  expect(status).toBe(202);
  const id = text(child(body, 'volume'), 'id');
  const show = async () => child((await ask('GET', `/volumes/${id}`)).body, 'volume');
  return { ask, id, show, made: child(body, 'volume') };
}

describe('volumes', () => {
  it('are made, grow and go away in time', async () => {
    const cloud = testCloud();
    const { ask, id, show, made } = await make(cloud);
    expect(made).toMatchObject({ status: 'creating', volume_type: 'lvmdriver-1', bootable: 'false' });
    cloud.pass(2);
    expect(await show()).toMatchObject({ status: 'available', size: 1 });
    expect((await ask('POST', `/volumes/${id}/action`, { 'os-extend': { new_size: 3 } })).status).toBe(202);
    expect((await show()).status).toBe('extending');
    cloud.pass(2);
    expect(await show()).toMatchObject({ status: 'available', size: 3 });
    const small = await ask('POST', `/volumes/${id}/action`, { 'os-extend': { new_size: 3 } });
    expect(child(small.body, 'badRequest').message).toBe(
      'Invalid input received: New size for extend must be greater than current size. (current: 3, extended: 3).',
    );
    expect((await ask('DELETE', `/volumes/${id}`)).status).toBe(202);
    expect((await show()).status).toBe('deleting');
    cloud.pass(2);
    const gone = await ask('GET', `/volumes/${id}`);
    expect(gone.body).toEqual({ itemNotFound: { code: 404, message: `Volume ${id} could not be found.` } });
  });

  it('are made from images', async () => {
    const cloud = testCloud();
    const { body } = await cloud.ask('demo', 'GET', '/image/v2/images');
    const [image = {}] = children(body, 'images');
    const { show } = await make(cloud, { imageRef: text(image, 'id') });
    cloud.pass(4);
    const volume = await show();
    expect(volume).toMatchObject({ status: 'available', bootable: 'true' });
    expect(child(volume, 'volume_image_metadata').image_name).toBe(image.name);
  });

  it('are refused beyond the quota, and when the request makes no sense', async () => {
    const cloud = testCloud();
    const ask = await volumes(cloud);
    const large = await ask('POST', '/volumes', { volume: { size: 2000 } });
    expect([large.status, child(large.body, 'overLimit').message]).toEqual([
      413,
      'VolumeSizeExceedsAvailableQuota: Requested volume or snapshot exceeds allowed gigabytes quota. Requested 2000G, quota is 1000G and 0G has been consumed.',
    ]);
    for (let at = 0; at < 10; at++) await make(cloud);
    const many = await ask('POST', '/volumes', { volume: { size: 1 } });
    expect(child(many.body, 'overLimit').message).toBe(
      "VolumeLimitExceeded: Maximum number of volumes allowed (10) exceeded for quota 'volumes'.",
    );
    const sizes: readonly [JsonObject[string], string][] = [
      ['x', "Invalid input for field/attribute size. Value: x. 'x' does not match '^[0-9]+$'"],
      [0, 'Invalid input for field/attribute size. Value: 0. 0 is less than the minimum of 1'],
    ];
    for (const [size, message] of sizes) {
      const { body } = await ask('POST', '/volumes', { volume: { size } });
      expect(body).toEqual({ badRequest: { code: 400, message } });
    }
    const type = await ask('POST', '/volumes', { volume: { size: 1, volume_type: 'nope' } });
    expect(child(type.body, 'itemNotFound').message).toBe('Volume type with name nope could not be found.');
  });

  it('have snapshots, which keep them', async () => {
    const cloud = testCloud();
    const { ask, id } = await make(cloud);
    cloud.pass(2);
    const { body, status } = await ask('POST', '/snapshots', { snapshot: { volume_id: id, name: 's' } });
    expect([status, child(body, 'snapshot').status]).toEqual([202, 'creating']);
    cloud.pass(2);
    const { body: listed } = await ask('GET', '/snapshots/detail');
    expect(children(listed, 'snapshots').map(each => each.status)).toEqual(['available']);
    expect((await ask('DELETE', `/volumes/${id}`)).status).toBe(400);
    expect((await ask('DELETE', `/volumes/${id}?cascade=true`)).status).toBe(202);
  });

  it('belong to their project, whose ID is in every path', async () => {
    const cloud = testCloud();
    const { id } = await make(cloud, {}, 'admin');
    const ask = await volumes(cloud);
    expect((await ask('GET', `/volumes/${id}`)).status).toBe(404);
    const { body, status } = await cloud.ask('demo', 'GET', `/volume/v3/${'0'.repeat(32)}/volumes`);
    expect([status, child(body, 'badRequest').message]).toEqual([400, 'Malformed request url']);
    expect((await cloud.ask('demo', 'GET', '/volume/v3/nope/volumes')).status).toBe(404);
    const services = await ask('GET', '/os-services');
    expect(child(services.body, 'forbidden').message).toBe(
      "Policy doesn't allow volume_extension:services:index to be performed.",
    );
  });
});
