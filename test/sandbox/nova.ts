/** Requests to the sandbox's compute service in a few words. */
import { expect } from 'vitest';
import { child, children, type JsonObject, text } from '../../src/clients/json.ts';
import type { Answer, TestCloud } from './cloud.ts';

export type Ask = (method: string, path: string, body?: JsonObject, version?: string) => Promise<Answer>;

/** Asks the compute service as a user, with the newest microversion unless another is given. */
export function nova(cloud: TestCloud, user = 'demo'): Ask {
  return (method, path, body, version = '2.93') =>
    cloud.ask(user, method, `/compute/v2.1${path}`, body, { 'openstack-api-version': `compute ${version}` });
}

export interface Booted {
  readonly id: string;
  /** What the request for it was answered. */
  readonly made: JsonObject;
  readonly ask: Ask;
  show(user?: string): Promise<JsonObject>;
  /** Sends an action. */
  act(action: string, about?: JsonObject | null, user?: string): Promise<Answer>;
}

/** Asks for a server without networks, of the smallest flavor. */
export async function boot(cloud: TestCloud, given: JsonObject = {}, user = 'demo'): Promise<Booted> {
  const ask = nova(cloud, user);
  const { image, flavor } = await boot.parts(cloud);
  const server = { name: 'web', imageRef: image, flavorRef: flavor, networks: 'none', ...given };
  const { body, status } = await ask('POST', '/servers', { server });
  expect([status, body]).toMatchObject([202, {}]);
  const made = child(body, 'server');
  const id = text(made, 'id');
  return {
    id,
    made,
    ask,
    show: async (who = user) => child((await nova(cloud, who)('GET', `/servers/${id}`)).body, 'server'),
    act: (action, about = null, who = user) =>
      nova(cloud, who)('POST', `/servers/${id}/action`, { [action]: about }),
  };
}

/** The IDs of an image and a flavor that fit. */
boot.parts = async (cloud: TestCloud): Promise<{ image: string; flavor: string }> => {
  const { body } = await cloud.ask('demo', 'GET', '/image/v2/images');
  return { image: text(children(body, 'images')[0] ?? {}, 'id'), flavor: '1' };
};
