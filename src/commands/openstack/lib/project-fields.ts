/** Projects: what is shown of them, and the attributes that users make up (Identity API v3, "Projects"). */
import type { Json, JsonObject } from '../../../clients/json.ts';
import { project } from '../../../clients/resources/identity.ts';
import { attributes } from '../../../clients/resources/resource.ts';
import type { Context } from '../../../kernel/context.ts';
import type { ShowResult } from '../../../kernel/output/result.ts';
import { constant, pairs, text } from '../../../kernel/params.ts';
import { showAttributes } from '../../../kernel/rows.ts';

/** The API's keys by the SDK's names, which `--property` may use, too. */
const KEYS: ReadonlyMap<string, string> = new Map(
  Object.entries(project.attributes).map(([name, declared]) => [
    name,
    typeof declared === 'string' ? declared : declared.key,
  ]),
);

const KNOWN = new Set(KEYS.values());

/**
 * A project as `show` and `create` print it, with the attributes that the service keeps without knowing them.
 * @param item the project as the service sent it
 */
export function showProject(context: Context, item: JsonObject): ShowResult {
  const named = attributes(project, item);
  const others = Object.keys(item).filter(key => !KNOWN.has(key));
  const value = (key: string): Json => {
    if (context.manners === 'ostk') return item[key] ?? null;
    // The peer reads a column's value by its name in lower case, and shows nothing where that has none.
    const field = key.toLowerCase().replaceAll(' ', '_');
    return named[field] ?? item[field] ?? (Object.hasOwn(item, field) ? null : '');
  };
  const extra = Object.fromEntries(others.map(key => [key, value(key)]));
  return showAttributes(
    { ...extra, ...named },
    { rename: { is_enabled: 'enabled' }, hide: ['links', 'parents_as_ids', 'subtree_as_ids'] },
  );
}

/** Options that creating and changing a project share. @param enabled what counts when neither is typed */
export function projectParams<T extends boolean | undefined>(enabled: T) {
  return {
    description: text('--description <description>', 'Text that describes it'),
    enabled: [
      constant<T | boolean>('--enable', true, enabled, 'Let it be used'),
      constant<T | boolean>('--disable', false, enabled, 'Let nobody use it'),
    ],
    properties: pairs('--property <key=value>', 'An attribute of your own (may be repeated)'),
  } as const;
}

/** `--property` as part of a body: the SDK's names of attributes become the API's. */
export function propertiesOf(properties: Readonly<Record<string, string>> | undefined): JsonObject {
  return Object.fromEntries(
    Object.entries(properties ?? {}).map(([name, value]) => [KEYS.get(name) ?? name, value]),
  );
}
