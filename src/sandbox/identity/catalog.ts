/** The catalogue that tokens come with, made from the services that there are. */
import { createHash } from 'node:crypto';
import type { Json } from '../../clients/json.ts';
import type { Service } from '../service.ts';

export const REGION = 'RegionOne';

const INTERFACES = ['admin', 'internal', 'public'];

/** IDs of what is the same in every sandbox: made from what it is. */
function fixedId(...what: readonly string[]): string {
  return createHash('md5').update(what.join(' ')).digest('hex');
}

/**
 * The catalogue for a project.
 * @param services all of the sandbox's
 * @param origin where the sandbox is
 * @param projectId '' for a token without a project
 */
export function catalogOf(services: readonly Service[], origin: string, projectId: string): Json[] {
  return entries(services).map(([type, name, path]) => ({
    endpoints: INTERFACES.map(face => ({
      id: fixedId('endpoint', type, face),
      interface: face,
      region_id: REGION,
      url: origin + path.replace('PROJECT', projectId),
      region: REGION,
    })),
    id: fixedId('service', type),
    type,
    name,
  }));
}

/** The services as `GET /services` has them. */
export function serviceRecords(services: readonly Service[], origin: string) {
  return entries(services).map(([type, name]) => {
    const id = fixedId('service', type);
    return { id, name, type, enabled: true, links: { self: `${origin}/identity/v3/services/${id}` } };
  });
}

/** The endpoints as `GET /endpoints` has them. */
export function endpointRecords(services: readonly Service[], origin: string) {
  return entries(services).flatMap(([type, , path]) =>
    INTERFACES.map(face => {
      const id = fixedId('endpoint', type, face);
      return {
        id,
        interface: face,
        region_id: REGION,
        service_id: fixedId('service', type),
        url: origin + path.replace('PROJECT', '$(project_id)s'),
        enabled: true,
        region: REGION,
        links: { self: `${origin}/identity/v3/endpoints/${id}` },
      };
    }),
  );
}

function entries(services: readonly Service[]): (readonly [type: string, name: string, path: string])[] {
  return services.flatMap(service => service.catalog);
}
