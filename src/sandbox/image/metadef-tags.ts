/** Tags of namespaces of metadata definitions (Image API v2). */
import { isList, isObject, type JsonObject, text } from '../../clients/json.ts';
import { empty, ok, reply } from '../http.ts';
import { type Call, Refusal, type Reply, type Routes } from '../service.ts';
import type { Item } from '../state.ts';
import { isoSeconds } from '../time.ts';
import {
  changeable,
  checkBody,
  clear,
  findSpace,
  inList,
  keep,
  listIn,
  mismatch,
  named,
  newestFirst,
  SPACE,
  times,
  unprotected,
} from './metadef-store.ts';

const tag = (call: Call, space: Item): JsonObject =>
  inList(call, space, 'tags', name => `Could not find metadata tag ${name}`);

function duplicateTag(name: string, space: Item): Refusal {
  return new Refusal(
    409,
    `A metadata tag with name=${name} already exists in namespace=${space.id}. (Please note that metadata tag names are case insensitive).`,
  );
}

const hasTag = (tags: readonly JsonObject[], name: string): boolean =>
  tags.some(each => text(each, 'name').toLowerCase() === name.toLowerCase());

function createTag(call: Call): Reply {
  const space = changeable(call, 'add_metadef_tag');
  const name = named(call);
  const tags = listIn(space, 'tags');
  if (hasTag(tags, name)) throw duplicateTag(name, space);
  const made = { name, ...times(call.now) };
  keep(call, space, { tags: [...tags, made] });
  return reply(201, made);
}

/** All tags at once: in the place of those that are there, or besides them. */
function createTags(call: Call): Reply {
  const space = changeable(call, 'add_metadef_tags');
  const { tags: given } = checkBody(call, 'tags', { tags: 'array' }, []);
  const names = (isList(given) ? given : []).map(each => (isObject(each) ? text(each, 'name') : ''));
  if (names.includes('')) throw mismatch('tags', "'name' is a required property");
  const append = /^(1|t|true|on|y|yes)$/i.test(call.headers['x-openstack-append'] ?? '');
  const tags = append ? [...listIn(space, 'tags')] : [];
  for (const name of names) {
    if (hasTag(tags, name)) throw duplicateTag(name, space);
    tags.push({ name, ...times(call.now) });
  }
  keep(call, space, { tags });
  return reply(201, { tags: names.map(name => ({ name })) });
}

function changeTag(call: Call): Reply {
  const body = checkBody(call, 'tag', { name: 'string' }, ['name']);
  const space = changeable(call, 'modify_metadef_tag');
  const before = tag(call, space);
  const name = text(body, 'name');
  if (
    hasTag(
      listIn(space, 'tags').filter(each => each.name !== before.name),
      name,
    )
  )
    throw duplicateTag(name, space);
  const made = { ...before, name, updated_at: isoSeconds(call.now) };
  keep(call, space, { tags: listIn(space, 'tags').map(each => (each.name === before.name ? made : each)) });
  return ok(made);
}

export const metadefTagRoutes: Routes = {
  [`GET ${SPACE}/tags`]: call =>
    ok({ tags: newestFirst(listIn(findSpace(call), 'tags')).map(({ name }) => ({ name })) }),
  [`POST ${SPACE}/tags`]: createTags,
  [`DELETE ${SPACE}/tags`]: clear('tags'),
  [`GET ${SPACE}/tags/:name`]: call => ok(tag(call, findSpace(call))),
  [`POST ${SPACE}/tags/:name`]: createTag,
  [`PUT ${SPACE}/tags/:name`]: changeTag,
  [`DELETE ${SPACE}/tags/:name`]: call => {
    const space = changeable(call, 'delete_metadef_tag');
    const { name } = tag(call, space);
    unprotected(space, `tag ${String(name)}`);
    keep(call, space, { tags: listIn(space, 'tags').filter(each => each.name !== name) });
    return empty();
  },
};
