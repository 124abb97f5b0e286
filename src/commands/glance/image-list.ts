/** `image-list`: images by what they have in common, page by page. */
import { command, type Verbs } from '../../kernel/command.ts';
import { CommandError } from '../../kernel/errors.ts';
import { int, type Param, text, texts } from '../../kernel/params.ts';
import { switchOption } from './lib/options.ts';
import { listTable } from './lib/tables.ts';

/** How many images the peer asks for at once. */
const PAGE = 200;

const DIRECTIONS = ['asc', 'desc'];
const KEYS = [
  ...['name', 'status', 'container_format', 'disk_format', 'size', 'id', 'created_at', 'updated_at'],
];

const DETAILS = ['Disk_format', 'Container_format', 'Size', 'Status', 'Owner'];

/** A word that is chosen among others; several may be. */
function choices(
  declared: string,
  allowed: readonly string[],
  help: string,
): Param<string[] | undefined, string> {
  return { ...texts(declared, help), choices: allowed };
}

/** What the list is sorted by. */
interface Sorting {
  readonly sort: string | undefined;
  readonly sort_key: readonly string[] | undefined;
  readonly sort_dir: readonly string[] | undefined;
}

/**
 * The query for an order: by name unless something else is asked for.
 * @throws CommandError with the peer's sentence for an order that does not fit together
 */
function sorting({ sort, sort_key, sort_dir }: Sorting): Record<string, string | readonly string[]> {
  const keys = sort_key ?? [];
  const directions = sort_dir ?? [];
  if (sort !== undefined) {
    if (keys.length > 0 || directions.length > 0) {
      throw new CommandError("HTTP The 'sort' argument is not supported with 'sort_key' or 'sort_dir'.");
    }
    return { sort: checked(sort) };
  }
  if (keys.length === 0 && directions.length === 0) return { sort_key: 'name', sort_dir: 'asc' };
  if (keys.length !== directions.length && directions.length > 1) {
    throw new CommandError(
      'HTTP Unexpected number of sort directions: either provide a single sort direction or an equal number of sort ' +
        'keys and sort directions.',
    );
  }
  return { sort_key: keys, sort_dir: directions };
}

/** @throws CommandError for a key or a direction that Glance does not know */
function checked(sort: string): string {
  for (const part of sort.trim().split(',')) {
    const at = part.indexOf(':');
    const key = at < 0 ? part : part.slice(0, at);
    const direction = at < 0 ? '' : part.slice(at + 1);
    if (direction !== '' && !DIRECTIONS.includes(direction))
      throw invalid('direction', direction, DIRECTIONS);
    if (!KEYS.includes(key)) throw invalid('key', key, KEYS);
  }
  return sort;
}

function invalid(what: string, word: string, allowed: readonly string[]): CommandError {
  return new CommandError(
    `HTTP Invalid sort ${what}: ${word}. It must be one of the following: ${allowed.join(', ')}.`,
  );
}

/**
 * Filters by properties.
 * @throws CommandError for one without `=`
 */
function properties(words: readonly string[]): Record<string, string> {
  const entries = words.map(word => {
    const at = word.indexOf('=');
    if (at < 0) {
      throw new CommandError('Argument --property-filter expected properties in the format KEY=VALUE');
    }
    return [word.slice(0, at), word.slice(at + 1)] as const;
  });
  return Object.fromEntries(entries);
}

const list = command({
  summary: 'List images that you may use',
  params: {
    limit: int('--limit <LIMIT>', 'End after this many images'),
    page_size: int('--page-size <SIZE>', 'Ask for this many images at once'),
    visibility: text(
      '--visibility <VISIBILITY>',
      'Only images that are public, private, community or shared',
    ),
    member_status: text(
      '--member-status <MEMBER_STATUS>',
      'Only shared images that you accepted, rejected or have to decide on',
    ),
    owner: text('--owner <OWNER>', 'Only images of this project'),
    properties: texts('--property-filter <KEY=VALUE>', 'Only images with this property; repeatable'),
    checksum: text('--checksum <CHECKSUM>', 'Only images with this MD5 checksum'),
    os_hash_value: text('--hash <HASH_VALUE>', 'Only images with this hash'),
    tag: texts('--tag <TAG>', 'Only images with this tag; repeatable'),
    sort_key: choices('--sort-key', KEYS, 'Sort by this; repeatable'),
    sort_dir: choices('--sort-dir', DIRECTIONS, 'The direction for each key, or one for all'),
    sort: text(
      '--sort <key>[:<direction>]',
      `Sort by keys with their directions, with commas between: ${KEYS.join(', ')}`,
    ),
    os_hidden: switchOption('--hidden', 'Only images that are hidden, or are not'),
    include_stores: switchOption('--include-stores', 'Show the stores that have the image'),
  },
  output: 'table',
  async run(context, values) {
    const { visibility, member_status, owner, checksum, os_hidden, os_hash_value, tag, limit } = values;
    const page = values.page_size || PAGE;
    const query = {
      ...{ visibility, member_status, owner, checksum },
      os_hidden: os_hidden === undefined ? undefined : os_hidden ? 'True' : 'False',
      os_hash_value,
      ...properties(values.properties ?? []),
      limit: limit ? Math.min(page, limit) : page,
      tag,
      ...sorting(values),
    };
    const image = await context.image();
    const found = await image.list('/images', 'images', { query, ...(limit ? { limit } : {}) });
    const columns = [
      ...['ID', 'Name'],
      ...(context.globals.verbose === true ? DETAILS : []),
      ...(values.include_stores ? ['Stores'] : []),
    ];
    return listTable(columns, found);
  },
});

export default { '': list } satisfies Verbs;
