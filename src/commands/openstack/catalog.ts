/** The service catalogue that came with the token (Identity API v3, "Service catalog and endpoints"). */
import type { Catalog, CatalogEntry } from '../../clients/auth/catalog.ts';
import type { Json } from '../../clients/json.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import { Formatted } from '../../kernel/output/result.ts';
import { arg, naming } from '../../kernel/params.ts';

/** One line a region, one an endpoint. */
function endpointsCell(entry: CatalogEntry): Formatted {
  const lines = entry.endpoints.map(
    ({ region, interface: name, url }) => `${region ?? '<none>'}\n  ${name}: ${url}\n`,
  );
  const raw = entry.endpoints.map(endpoint => endpoint.raw);
  return new Formatted(raw, lines.join(''), raw);
}

/** The catalogue as it is now: services may have changed since the token was kept. @throws CommandError where authentication gives none, in the peer's words */
async function catalogOf(context: Context): Promise<Catalog> {
  const { userId } = await context.whoami();
  if (userId === '') throw new CommandError('Only an authorized user may issue a new token.');
  return context.catalog(true);
}

const list = command({
  summary: 'List the services of the catalogue',
  params: {},
  output: 'list',
  async run(context) {
    const catalog = await catalogOf(context);
    const rows = catalog.map(entry => [entry.name, entry.type, endpointsCell(entry)]);
    return { kind: 'list', columns: ['Name', 'Type', 'Endpoints'], rows };
  },
});

const show = command({
  summary: 'Show a service of the catalogue',
  params: { service: naming('service', arg('<service>', 'Type or name of the service')) },
  output: 'show',
  async run(context, values) {
    const catalog = await catalogOf(context);
    const entry = catalog.find(({ name, type }) => name === values.service || type === values.service);
    if (!entry) {
      context.log.error(`service ${values.service} not found\n`);
      return { kind: 'show', fields: [] };
    }
    const fields: [string, Json | Formatted][] = [
      ['endpoints', endpointsCell(entry)],
      ['id', entry.id],
      ['name', entry.name],
      ['type', entry.type],
    ];
    return { kind: 'show', fields };
  },
});

export default { list, show } satisfies Verbs;
