/** API extensions: what a service can do beside its core (Networking API, "Extensions"; compute and volume had them). */
import type { JsonObject } from '../../clients/json.ts';
import { extension } from '../../clients/resources/network.ts';
import { attributes } from '../../clients/resources/resource.ts';
import type { Service } from '../../clients/service.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { arg, flag } from '../../kernel/params.ts';
import { type Column, rows, showResource } from '../../kernel/rows.ts';
import { enabled } from './lib/enabled.ts';

/** What a service has, and what is to be said where it does not answer. */
interface Found {
  readonly items: readonly JsonObject[];
  readonly warning?: string;
}

const NOTHING: Found = { items: [] };

const columns: readonly Column[] = [
  ['Name', 'name'],
  ['Alias', 'alias'],
  ['Description', 'description'],
];

const longColumns: readonly Column[] = [
  ...columns,
  ['Namespace', item => item.namespace ?? ''],
  ['Updated At', 'updated_at'],
  ['Links', 'links'],
];

const list = command({
  summary: 'List API extensions',
  params: {
    compute: flag('--compute', 'Extensions of compute'),
    identity: flag('--identity', 'Extensions of identity, which had them in version 2'),
    network: flag('--network', 'Extensions of networks'),
    volume: flag('--volume', 'Extensions of block storage'),
    long: flag('--long', 'Show namespace, date and links too'),
  },
  output: 'list',
  examples: ['openstack extension list --network -c Alias -f value'],
  async run(context, values) {
    const all = !(values.identity || values.compute || values.volume || values.network);
    const asked = [
      values.compute || all
        ? listed(context.compute(), 'Extensions list not supported by Compute API')
        : NOTHING,
      values.volume || all ? volumeExtensions(context, values.volume) : NOTHING,
      values.network || all
        ? listed(context.network(), 'Failed to retrieve extensions list from Network API')
        : NOTHING,
    ];
    const found = await Promise.all(asked);
    for (const { warning } of found) if (warning) context.log.warn(warning);
    return rows(
      values.long ? longColumns : columns,
      found.flatMap(({ items }) => items),
    );
  },
});

/** What one service lists; a failure is a warning, since the others may answer. */
async function listed(service: Promise<Service>, failure: string): Promise<Found> {
  try {
    const items = await (await service).list('/extensions', 'extensions');
    return {
      items: items.map(item => ({ ...attributes(extension, item), namespace: item.namespace ?? null })),
    };
  } catch {
    return { items: [], warning: failure };
  }
}

async function volumeExtensions(context: Context, asked: boolean): Promise<Found> {
  if (await enabled(context, 'volume'))
    return listed(context.volume(), 'Extensions list not supported by Block Storage API');
  const warning = 'Block Storage API is not available in the current cloud';
  return asked ? { items: [], warning } : NOTHING;
}

const show = command({
  summary: 'Show an API extension of networks',
  params: { extension: arg('<extension>', 'Alias of the extension') },
  output: 'show',
  examples: ['openstack extension show router'],
  async run(context, values) {
    const item = await context.find(extension, values.extension);
    return showResource(extension, item, { hide: ['id', 'links'] });
  },
});

export default { list, show } satisfies Verbs;
