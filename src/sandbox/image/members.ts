/** Projects that an image is shared with (Image API v2, "Sharing"). */
import { isObject, type JsonObject, text } from '../../clients/json.ts';
import { empty, ok } from '../http.ts';
import { type Call, Refusal, type Routes } from '../service.ts';
import type { Item } from '../state.ts';
import { isoSeconds } from '../time.ts';
import { findImage, ownImage, store } from './records.ts';

const STATUSES = ['pending', 'accepted', 'rejected'];

function membersOf({ members }: Item): Readonly<Record<string, JsonObject>> {
  const entries = Object.entries(isObject(members) ? members : {});
  return Object.fromEntries(entries.flatMap(([id, member]) => (isObject(member) ? [[id, member]] : [])));
}

/** The image that a path names, which must be one that can be shared. */
function shared(call: Call, find: (call: Call) => Item): Item {
  const image = find(call);
  if (image.visibility === 'shared') return image;
  throw new Refusal(403, 'Only shared images have members.');
}

function member(call: Call, image: Item): JsonObject {
  const { member: id = '' } = call.params;
  const found = membersOf(image)[id];
  const allowed =
    call.caller.isAdmin || image.owner === call.caller.projectId || id === call.caller.projectId;
  if (!found || !allowed)
    throw new Refusal(404, `${id} not found in the member list of the image ${image.id}.`);
  return found;
}

export const memberRoutes: Routes = {
  'GET /images/:id/members': call => {
    const image = shared(call, findImage);
    const own = call.caller.isAdmin || image.owner === call.caller.projectId;
    const all = Object.values(membersOf(image)).filter(
      each => own || each.member_id === call.caller.projectId,
    );
    return ok({ members: all, schema: '/v2/schemas/members' });
  },
  'POST /images/:id/members': call => {
    const image = shared(call, ownImage);
    const id = isObject(call.body) ? text(call.body, 'member') : '';
    if (id === '') throw new Refusal(400, 'Member not specified');
    const members = membersOf(image);
    if (members[id]) throw new Refusal(409, `Project ${id} is already associated with image ${image.id}.`);
    const time = isoSeconds(call.now);
    const made = {
      member_id: id,
      image_id: image.id,
      status: 'pending',
      created_at: time,
      updated_at: time,
      schema: '/v2/schemas/member',
    };
    store(call, { ...image, members: { ...members, [id]: made } });
    return ok(made);
  },
  'GET /images/:id/members/:member': call => ok(member(call, shared(call, findImage))),
  'PUT /images/:id/members/:member': call => {
    const image = shared(call, findImage);
    const found = member(call, image);
    const status = isObject(call.body) ? text(call.body, 'status') : '';
    if (!STATUSES.includes(status)) throw new Refusal(400, 'Status not specified');
    const changed = { ...found, status, updated_at: isoSeconds(call.now) };
    store(call, { ...image, members: { ...membersOf(image), [text(found, 'member_id')]: changed } });
    return ok(changed);
  },
  'DELETE /images/:id/members/:member': call => {
    const image = shared(call, ownImage);
    member(call, image);
    const rest = Object.entries(membersOf(image)).filter(([id]) => id !== call.params.member);
    store(call, { ...image, members: Object.fromEntries(rest) });
    return empty();
  },
};
