/** Regions, in which the catalogue has its endpoints (Identity API v3, "Regions"). */
import type { JsonObject } from '../../clients/json.ts';
import { region } from '../../clients/resources/identity.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { type BulkSentences, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { ShowResult } from '../../kernel/output/result.ts';
import { arg, args, naming, text } from '../../kernel/params.ts';
import { type Column, fields, rows } from '../../kernel/rows.ts';
import { change, erase, getById, create as post } from './lib/identity-resource.ts';

const columns: readonly Column[] = [
  ['Region', 'id'],
  ['Parent Region', 'parent_region_id'],
  ['Description', 'description'],
];

const shown: readonly Column[] = [
  ['region', 'id'],
  ['description', 'description'],
  ['parent_region', 'parent_region_id'],
];

/** A region in full. @param item as the service sent it */
function showRegion(item: JsonObject): ShowResult {
  return fields(shown, attributes(region, item));
}

const create = command({
  summary: 'Create a region',
  params: {
    region: arg('<region-id>', 'ID of the new region'),
    parent_region: naming(
      'region',
      text('--parent-region <region-id>', 'ID of the region that it is a part of'),
    ),
    description: text('--description <description>', 'Text that describes it'),
  },
  output: 'show',
  examples: ["openstack region create --parent-region RegionOne --description 'Hall 2' RegionTwo"],
  async run(context, values) {
    const sent = {
      id: values.region,
      parent_region_id: values.parent_region ?? null,
      description: values.description ?? null,
    };
    return showRegion(await post(context, region, sent));
  },
});

const deleting: BulkSentences = {
  failed: (id, reason) => `Failed to delete region with ID '${id}': ${reason}`,
  summary: (failures, total) => `${failures} of ${total} regions failed to delete.`,
};

const remove = command({
  summary: 'Delete regions, each with those that are parts of it',
  params: { region: naming('region', args('<region-id>', 'IDs of the regions')) },
  output: 'none',
  async run(context, values) {
    // A region takes its parts with it: side by side, the requests for both would get in each other's way.
    let earlier: Promise<unknown> = Promise.resolve();
    const work = async (id: string): Promise<void> => {
      // The peer counts a region that never was as deleted. One that goes with another of this line is no failure.
      const known = context.manners === 'ostk' ? getById(context, region, id) : undefined;
      const own = Promise.allSettled([known, earlier]).then(async () => {
        await known;
        await erase(context, region, id);
      });
      earlier = own.catch(() => {});
      await own;
    };
    await forEach(context, values.region, work, deleting);
    return undefined;
  },
});

const list = command({
  summary: 'List regions',
  params: {
    parent_region: naming('region', text('--parent-region <region-id>', 'Only parts of this region')),
  },
  output: 'list',
  async run(context, values) {
    const identity = await context.identity();
    const query = { parent_region_id: values.parent_region || undefined };
    const items = await identity.list(region.path, region.key, { query });
    return rows(
      columns,
      items.map(item => attributes(region, item)),
    );
  },
});

const set = command({
  summary: 'Change a region',
  params: {
    region: naming('region', arg('<region-id>', 'ID of the region')),
    parent_region: naming(
      'region',
      text('--parent-region <region-id>', 'ID of the region that it becomes a part of'),
    ),
    description: text('--description <description>', 'New text that describes it'),
  },
  output: 'none',
  async run(context, values) {
    await change(context, region, values.region, {
      description: values.description || undefined,
      parent_region_id: values.parent_region || undefined,
    });
    return undefined;
  },
});

const show = command({
  summary: 'Show a region',
  params: { region: naming('region', arg('<region-id>', 'ID of the region')) },
  output: 'show',
  run: async (context, values) => showRegion(await getById(context, region, values.region)),
});

export default { create, delete: remove, list, set, show } satisfies Verbs;
