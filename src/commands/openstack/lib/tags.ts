/** Tags of network resources: the options of lists, creation, set and unset, and what they send (osc_lib/utils/tags.py). */

import { isList, type Json, type JsonObject, text as textOf } from '../../../clients/json.ts';
import { pathPart } from '../../../clients/query.ts';
import type { ResourceType } from '../../../clients/resources/resource.ts';
import type { Query, Service } from '../../../clients/service.ts';
import { compareText } from '../../../kernel/output/python.ts';
import { commaList, flag, texts } from '../../../kernel/params.ts';

/** The options that filter a list by tags. @param plural what is listed, such as `networks` */
export function tagFilters(plural: string) {
  const declared = (name: string) => `--${name} <tag>[,<tag>,...]`;
  return {
    tags: commaList(declared('tags'), `Only ${plural} that have all of these tags`),
    any_tags: commaList(declared('any-tags'), `Only ${plural} that have one of these tags`),
    not_tags: commaList(declared('not-tags'), `Leave out ${plural} that have all of these tags`),
    not_any_tags: commaList(declared('not-any-tags'), `Leave out ${plural} that have one of these tags`),
  };
}

/** The values of `tagFilters`. */
interface TagFilters {
  readonly tags: string[] | undefined;
  readonly any_tags: string[] | undefined;
  readonly not_tags: string[] | undefined;
  readonly not_any_tags: string[] | undefined;
}

/** The query parameters for `tagFilters` (Network API, "Filtering by tags"). */
export function tagQuery(values: TagFilters): Query {
  return {
    tags: values.tags?.join(','),
    'tags-any': values.any_tags?.join(','),
    'not-tags': values.not_tags?.join(','),
    'not-tags-any': values.not_any_tags?.join(','),
  };
}

/** `--tag` and `--no-tag` of a create command. @param noun such as `network` */
export function tagsForCreate(noun: string) {
  return {
    tags: texts('--tag <tag>', `A tag for the ${noun} (may be repeated)`),
    no_tag: flag('--no-tag', `Give the ${noun} no tags`),
  };
}

/** `--tag` and `--no-tag` of a set command. */
export function tagsForSet(noun: string) {
  return {
    tags: texts('--tag <tag>', `A tag to add to the ${noun} (may be repeated)`),
    no_tag: flag('--no-tag', `Take away the tags that the ${noun} has; those of --tag are set afterwards`),
  };
}

/** `--tag` and `--all-tag` of an unset command. */
export function tagsForUnset(noun: string) {
  return {
    tags: texts('--tag <tag>', `A tag to take from the ${noun} (may be repeated)`),
    all_tag: flag('--all-tag', `Take all tags from the ${noun}`),
  };
}

/** The options of create and unset exclude each other, those of set do not. */
export const tagsExclusive = {
  create: { members: ['--tag', '--no-tag'] },
  unset: { members: ['--tag', '--all-tag'] },
};

/**
 * Does what `--tag` and `--no-tag` ask for; sends nothing when the tags are so already.
 * @param item the resource as the service sent it
 * @returns the resource with its tags
 */
export function addTags(
  service: Service,
  type: ResourceType,
  item: JsonObject,
  values: { readonly tags: string[] | undefined; readonly no_tag: boolean },
): Promise<JsonObject> {
  const kept = values.no_tag ? [] : tagsOf(item);
  return replaceTags(service, type, item, new Set([...kept, ...(values.tags ?? [])]));
}

/** Does what `--tag` and `--all-tag` of an unset command ask for. */
export function removeTags(
  service: Service,
  type: ResourceType,
  item: JsonObject,
  values: { readonly tags: string[] | undefined; readonly all_tag: boolean },
): Promise<JsonObject> {
  const kept = values.all_tag ? [] : tagsOf(item);
  return replaceTags(service, type, item, new Set(kept.filter(tag => !values.tags?.includes(tag))));
}

async function replaceTags(
  service: Service,
  type: ResourceType,
  item: JsonObject,
  wanted: ReadonlySet<string>,
): Promise<JsonObject> {
  const current = new Set(tagsOf(item));
  if (current.size === wanted.size && [...wanted].every(tag => current.has(tag))) return item;
  const tags = [...wanted].sort(compareText);
  await service.put(`${type.path}/${pathPart(textOf(item, 'id'))}/tags`, { tags });
  return { ...item, tags };
}

function tagsOf(item: JsonObject): string[] {
  const tags: Json | undefined = item.tags;
  return isList(tags) ? tags.filter(tag => typeof tag === 'string') : [];
}
