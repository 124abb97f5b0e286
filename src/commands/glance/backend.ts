/** `backend-list`: the stores with how they are made, which some operators' versions of the client have. */
import { children, type JsonObject } from '../../clients/json.ts';
import type { Service } from '../../clients/service.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { jsonText } from '../../kernel/output/json.ts';
import { hasStatus, instead } from './lib/errors.ts';
import { listTable } from './lib/tables.ts';

/** The stores in detail, as far as one may see them: details are for administrators. */
async function storesOf(service: Service): Promise<JsonObject[]> {
  const detailed = await service.get('/info/stores/detail').catch(error => {
    if (hasStatus(error, 403) || hasStatus(error, 404)) return undefined;
    throw error;
  });
  const body =
    detailed ?? (await service.get('/info/stores').catch(instead('Multi Backend support is not enabled')));
  return children(body, 'stores');
}

const list = command({
  summary: 'List the stores with their types and properties',
  params: {},
  output: 'table',
  own: true,
  async run(context) {
    const stores = await storesOf(await context.image());
    const columns = ['ID', 'Description', 'Default', 'Type', 'Properties'];
    const rows = stores.map(({ properties, ...store }) => ({
      ...store,
      properties: properties === undefined ? '' : jsonText(properties),
    }));
    return listTable(columns, rows, [undefined, undefined, undefined, undefined, 60]);
  },
});

export default { list } satisfies Verbs;
