/** Credentials that users keep at the service (Identity API v3, "Credentials"). */
import { createHash } from 'node:crypto';
import { isObject, type Json, type JsonObject, parseJson, text } from '../../clients/json.ts';
import { jsonText } from '../http.ts';
import type { Routes } from '../service.ts';
import { hexId, type Item, type State } from '../state.ts';
import { isDelegated } from './delegations.ts';
import { type Kind, routesOf } from './kind.ts';
import { type Actor, actorOf } from './policy.ts';
import { conflict, expecting, forbidden, invalid } from './refusals.ts';
import { CREDENTIALS } from './removal.ts';
import { string } from './schema-types.ts';
import { opened, sealed } from './secrets.ts';

const EC2 = 'ec2';
const REQUIRED = ['blob', 'type', 'user_id'];

const CREATE = {
  type: 'object',
  properties: { blob: string, project_id: string, type: string, user_id: string },
  additionalProperties: true,
  oneOf: [
    {
      title: 'ec2 credential requires project_id',
      required: [...REQUIRED, 'project_id'],
      properties: { type: { enum: [EC2] } },
    },
    {
      title: 'non-ec2 credential does not require project_id',
      required: REQUIRED,
      properties: { type: { not: { enum: [EC2] } } },
    },
  ],
};

const UPDATE = {
  type: 'object',
  properties: { blob: string },
  additionalProperties: false,
  required: ['blob'],
};

/** The ID of a credential for EC2, by which its access key finds it. */
export function accessId(access: string): string {
  return createHash('sha256').update(access).digest('hex');
}

/** What a credential of EC2 holds. */
export function blobOf(state: State, item: Item): JsonObject {
  const blob = parsed(opened(state, text(item, 'blob')));
  return isObject(blob) ? blob : {};
}

function parsed(blob: string): Json | undefined {
  try {
    return parseJson(blob);
  } catch {
    return undefined;
  }
}

/** @throws Refusal 400 for what is no blob of EC2's */
function checkedBlob(given: JsonObject): JsonObject {
  const blob = parsed(text(given, 'blob'));
  if (blob === undefined) throw invalid('Invalid blob in credential');
  if (!isObject(blob) || Object.keys(blob).length === 0) throw expecting('blob', 'credential');
  if ((blob.access ?? null) === null) throw expecting('access', 'credential');
  return blob;
}

/** @throws Refusal 403 for a token that was had in another's stead */
export function checkPrimary({ claims, trust }: Actor): void {
  if (trust || isDelegated(claims.methods))
    throw forbidden('Delegated tokens cannot access credentials directly');
}

const isEc2 = (item: JsonObject) => text(item, 'type').toLowerCase() === EC2;

const credential: Kind = {
  plural: 'credentials',
  single: 'credential',
  collection: CREDENTIALS,
  attributes: ['id', 'user_id', 'project_id', 'type'],
  hidden: ['blob'],
  filters: ['user_id', 'type'],
  schema: { create: CREATE, update: UPDATE },
  target: (call, item) => {
    if (item) checkPrimary(actorOf(call));
    return { credential: item };
  },
  scope: ({ isSystem, userId }) => (isSystem ? {} : { credential: { user_id: userId } }),
  visible: (actor, items) => {
    if (actor.trust || isDelegated(actor.claims.methods)) return [];
    const sees = actor.isAdmin || (actor.isSystem && actor.roleNames.has('reader'));
    return sees ? items : items.filter(each => each.user_id === actor.userId);
  },
  create: ({ state }, given) => {
    const blob = isEc2(given) ? checkedBlob(given) : undefined;
    const id = blob ? accessId(String(blob.access)) : hexId();
    if (state.get(CREDENTIALS, id)) throw conflict('credential', `Duplicate entry found with ID ${id}`);
    return { ...given, id, blob: sealed(state, text(given, 'blob')) };
  },
  more: (call, item) => {
    const blob = opened(call.state, text(item, 'blob'));
    // What is shown of EC2's has been read and written by Python; what answers a change is as it was sent.
    const isAnswer = call.method === 'POST' || call.method === 'PATCH';
    return { blob: isEc2(item) && !isAnswer ? jsonText(parsed(blob) ?? null) : blob };
  },
  update: ({ state }, old, given) => {
    if (isEc2(old)) {
      const [before, after] = [blobOf(state, old), checkedBlob(given)];
      for (const key of ['trust_id', 'app_cred_id', 'access_token_id', 'access_id'])
        if ((before[key] ?? null) !== (after[key] ?? null))
          throw invalid(`${key} can not be updated for credential`);
    }
    return { ...old, blob: sealed(state, text(given, 'blob')) };
  },
};

export const routes: Routes = routesOf(credential);
