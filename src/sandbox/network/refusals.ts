/** Refusals in the words of the network service (neutron_lib/exceptions). */
import type { Json } from '../../clients/json.ts';
import { Refusal } from '../service.ts';

/** 400 for a body or query that makes no sense. */
export function badRequest(message: string): Refusal {
  return new Refusal(400, message, 'HTTPBadRequest');
}

/** 400 for a value of a field. */
export function badField(key: string, reason: string): Refusal {
  return badRequest(`Invalid input for ${key}. Reason: ${reason}.`);
}

/** 400 for values that do not go together. */
export function invalidInput(message: string): Refusal {
  return new Refusal(400, `Invalid input for operation: ${message}.`, 'InvalidInput');
}

/** 400 for a request that a resource does not take. */
export function badResource(resource: string, message: string): Refusal {
  return new Refusal(400, `Bad ${resource} request: ${message}.`, 'BadRequest');
}

/** 403 in the words of the policy engine. @param rule what was asked of it */
export function disallowed(rule: string): Refusal {
  return new Refusal(403, `${rule} is disallowed by policy`, 'PolicyNotAuthorized');
}

/** 404 for an ID that nothing has. @param kind the resource's name as in sentences, such as `Network` */
export function unknown(kind: string, id: string): Refusal {
  const words = kind.replace('QoS', 'Qos').split(' ');
  const type = words.map(word => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return new Refusal(404, `${kind} ${id} could not be found.`, `${type}NotFound`);
}

/** 409 for a project that has used up its quota. */
export function overQuota(resource: string): Refusal {
  return new Refusal(409, `Quota exceeded for resources: ['${resource}'].`, 'OverQuota');
}

/** A value as Python shows it in quotes. */
export function quoted(value: Json): string {
  return `'${typeof value === 'string' ? value : JSON.stringify(value)}'`;
}
