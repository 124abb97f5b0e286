/** Tags, as all resources have them. */
import { isList, isObject, type Json } from '../../clients/json.ts';
import { empty, ok, reply } from '../http.ts';
import { type Call, Refusal, type Routes } from '../service.ts';
import type { Item } from '../state.ts';
import { invalidInput, quoted, unknown } from './refusals.ts';
import { type Kind, touched } from './resource.ts';

function checked(tag: Json): string {
  if (typeof tag !== 'string') throw invalidInput(`${quoted(tag)} is not a valid string`);
  if (tag.length > 255) throw invalidInput(`${quoted(tag)} exceeds maximum length of 255`);
  return tag;
}

/** The routes for the tags of a kind. */
export function tagRoutes(kind: Kind): Routes {
  const { plural } = kind;

  function find(call: Call): Item {
    const { id = '' } = call.params;
    const item = call.state.get(plural, id);
    if (item && kind.visible(call, item)) return item;
    throw new Refusal(404, `Resource ${plural} ${id} could not be found.`, 'TagResourceNotFound');
  }

  function tagsOf(item: Item): string[] {
    return isList(item.tags) ? item.tags.filter(tag => typeof tag === 'string') : [];
  }

  function store(call: Call, item: Item, tags: readonly string[]): void {
    call.state.put(plural, { ...touched(item, call.now), tags: [...new Set(tags)].sort() });
  }

  function present(call: Call, item: Item): string {
    const { tag = '' } = call.params;
    if (!tagsOf(item).includes(tag)) throw unknown('Tag', tag);
    return tag;
  }

  const routes = (path: string): Routes => ({
    [`GET /${path}/:id/tags`]: call => ok({ tags: tagsOf(find(call)) }),
    [`PUT /${path}/:id/tags`]: call => {
      const item = find(call);
      const tags = isObject(call.body) ? call.body.tags : undefined;
      if (tags === undefined) throw invalidInput('Invalid tags body');
      if (!isList(tags)) throw invalidInput(`${quoted(tags)} is not a list`);
      store(call, item, tags.map(checked));
      return ok({ tags });
    },
    [`DELETE /${path}/:id/tags`]: call => {
      store(call, find(call), []);
      return empty();
    },
    [`GET /${path}/:id/tags/:tag`]: call => {
      present(call, find(call));
      return empty();
    },
    [`PUT /${path}/:id/tags/:tag`]: call => {
      const item = find(call);
      store(call, item, [...tagsOf(item), checked(call.params.tag ?? '')]);
      return reply(201, null);
    },
    [`DELETE /${path}/:id/tags/:tag`]: call => {
      const item = find(call);
      const gone = present(call, item);
      store(
        call,
        item,
        tagsOf(item).filter(tag => tag !== gone),
      );
      return empty();
    },
  });
  return kind.path === plural ? routes(plural) : { ...routes(kind.path), ...routes(plural) };
}
