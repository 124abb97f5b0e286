/** Metadata and tags of servers. */

import { isList, isObject, text } from '../../clients/json.ts';
import { empty, ok, reply } from '../http.ts';
import { bodyOf, checkObject } from '../schema.ts';
import { listOf, metadataCheck, objectCheck, tagCheck, textsOf } from '../schema-values.ts';
import { type Call, Refusal, type Routes } from '../service.ts';
import { demandState, demandUnlocked, serverOf, since } from './access.ts';
import { update } from './operations.ts';
import { limitsOf } from './quota-limits.ts';
import { SERVERS, type Server } from './types.ts';

const STATES = ['active', 'paused', 'suspended', 'stopped'];

function given(call: Call): Record<string, string> {
  const body = isObject(call.body) ? call.body.metadata : undefined;
  if (body === undefined) throw new Refusal(400, "'metadata' is a required property");
  objectCheck('metadata', body);
  metadataCheck('metadata', body);
  return textsOf(body);
}

function store(call: Call, server: Server, metadata: Record<string, string>) {
  demandUnlocked(call, server);
  demandState(server, call.method === 'DELETE' ? 'delete metadata' : 'update metadata', STATES, false);
  const limit = limitsOf(call.state, server.project_id).metadata_items ?? -1;
  if (limit >= 0 && Object.keys(metadata).length > limit)
    throw new Refusal(403, `Maximum number of metadata items exceeds ${limit}`);
  call.state.put(SERVERS, update(server, call.now, { metadata }));
  return ok({ metadata });
}

function keyOf(call: Call, server: Server): { key: string; value: string } {
  const { key = '' } = call.params;
  const value = server.metadata[key];
  if (value === undefined) throw new Refusal(404, 'Metadata item was not found');
  return { key, value };
}

export const metadataRoutes: Routes = {
  'GET /servers/:id/metadata': call => ok({ metadata: serverOf(call).metadata }),
  'POST /servers/:id/metadata': call => {
    const metadata = given(call);
    const server = serverOf(call);
    return store(call, server, { ...server.metadata, ...metadata });
  },
  'PUT /servers/:id/metadata': call => store(call, serverOf(call), given(call)),
  'GET /servers/:id/metadata/:key': call => {
    const { key, value } = keyOf(call, serverOf(call));
    return ok({ meta: { [key]: value } });
  },
  'PUT /servers/:id/metadata/:key': call => {
    const meta = textsOf(bodyOf(call, 'meta'));
    const { key = '' } = call.params;
    const value = meta[key];
    if (value === undefined) throw new Refusal(400, 'Request body and URI mismatch');
    const server = serverOf(call);
    store(call, server, { ...server.metadata, [key]: value });
    return ok({ meta: { [key]: value } });
  },
  'DELETE /servers/:id/metadata/:key': call => {
    const server = serverOf(call);
    const { key } = keyOf(call, server);
    const { [key]: _gone, ...rest } = server.metadata;
    store(call, server, rest);
    return empty();
  },
};

const TAGS = 50;

function checkTag(tag: string): void {
  if (tag.length === 0 || tag.length > 60)
    throw new Refusal(
      400,
      `Tag '${tag}' is invalid. It must be a non empty string without characters '/' and ','. Validation error message: '${tag}' is too ${tag.length === 0 ? 'short' : 'long'}`,
    );
  if (/[,/]/.test(tag))
    throw new Refusal(
      400,
      `Tag '${tag}' is invalid. It must be a non empty string without characters '/' and ','. Validation error message: '${tag}' does not match '^[^,/]*$'`,
    );
}

function setTags(call: Call, server: Server, tags: readonly string[]): void {
  demandUnlocked(call, server);
  if (tags.length > TAGS) throw new Refusal(400, `The number of tags exceeded the per-server limit ${TAGS}`);
  call.state.put(SERVERS, update(server, call.now, { tags: [...tags].sort() }));
}

function tagOf(call: Call, server: Server): string {
  const { tag = '' } = call.params;
  const what = call.method === 'DELETE' ? 'Instance' : 'Server';
  if (!server.tags.includes(tag)) throw new Refusal(404, `${what} ${server.id} has no tag '${tag}'`);
  return tag;
}

export const tagRoutes: Routes = {
  'GET /servers/:id/tags': call => {
    since(call, 26);
    return ok({ tags: serverOf(call).tags });
  },
  'PUT /servers/:id/tags': call => {
    since(call, 26);
    const body = isObject(call.body) ? call.body : {};
    checkObject('tags', body, ['tags'], { tags: listOf(tagCheck, TAGS) });
    const tags = new Set((isList(body.tags) ? body.tags : []).map(String));
    setTags(call, serverOf(call), [...tags]);
    return ok({ tags: [...tags].sort() });
  },
  'DELETE /servers/:id/tags': call => {
    since(call, 26);
    setTags(call, serverOf(call), []);
    return empty();
  },
  'GET /servers/:id/tags/:tag': call => {
    since(call, 26);
    tagOf(call, serverOf(call));
    return empty();
  },
  'PUT /servers/:id/tags/:tag': call => {
    since(call, 26);
    const server = serverOf(call);
    const tag = text(call.params, 'tag');
    checkTag(tag);
    if (server.tags.includes(tag)) return empty();
    setTags(call, server, [...server.tags, tag]);
    return reply(201, undefined, { location: `${call.origin}${call.path}` });
  },
  'DELETE /servers/:id/tags/:tag': call => {
    since(call, 26);
    const server = serverOf(call);
    const tag = tagOf(call, server);
    setTags(
      call,
      server,
      server.tags.filter(each => each !== tag),
    );
    return empty();
  },
};
