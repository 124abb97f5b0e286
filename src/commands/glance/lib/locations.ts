/** Changes of an image as JSON patches, and those of its locations. */
import type { Json, JsonObject } from '../../../clients/json.ts';
import type { Answer, Service } from '../../../clients/service.ts';
import { imagePath } from './image.ts';

const headers = { 'content-type': 'application/openstack-images-v2.1-json-patch' };

/** Sends a JSON patch. @returns the service's answer, whose body is the image */
export function patchImage(service: Service, id: string, patch: readonly JsonObject[]): Promise<Answer> {
  return service.request('PATCH', imagePath(id), { body: patch, headers });
}

/** A place with what is known of it. */
export interface Location {
  readonly url: string;
  readonly metadata: Json;
}

/**
 * Adds a location behind those that the image has.
 * @param validation what the data's checksum and hash are; none of it when it is empty
 */
export function addLocation(
  service: Service,
  id: string,
  { url, metadata }: Location,
  validation: JsonObject = {},
): Promise<Answer> {
  const checked = Object.keys(validation).length > 0 ? { validation_data: validation } : {};
  return patchImage(service, id, [{ op: 'add', path: '/locations/-', value: { url, metadata, ...checked } }]);
}
