/** `versions show`: what each service of the catalogue says of its versions (API guidelines, "Version Discovery"). */
import type { ApiVersion } from '../../clients/api-versions.ts';
import type { Catalog, Endpoint } from '../../clients/auth/catalog.ts';
import { aliasesOf } from '../../clients/endpoints.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { CommandError } from '../../kernel/errors.ts';
import { flag, naming, text, textOr } from '../../kernel/params.ts';

const COLUMNS = [
  'Region Name',
  'Service Type',
  'Version',
  'Status',
  'Endpoint',
  'Min Microversion',
  'Max Microversion',
];

/** Which endpoints are asked. */
interface Wanted {
  /** undefined: all. */
  readonly iface: string | undefined;
  readonly region: string | undefined;
  readonly service: string | undefined;
}

/** Whether a type in the catalogue is what the user means: two old names of a service may be two versions of it. */
function isMatch(requested: string, found: string): boolean {
  if (requested === found) return true;
  const [official] = aliasesOf(found);
  return aliasesOf(requested)[0] === official && (requested === official || found === official);
}

/** The endpoints to ask, by the catalogue's type. */
function endpointsByType(catalog: Catalog, { iface, region, service }: Wanted): Map<string, Endpoint[]> {
  const types = new Map<string, Endpoint[]>();
  for (const entry of catalog) {
    if (service && !isMatch(service, entry.type)) continue;
    const fitting = entry.endpoints.filter(
      endpoint =>
        (iface === undefined || endpoint.interface === iface) &&
        (!region || endpoint.region === region) &&
        endpoint.url !== '',
    );
    types.set(entry.type, [...(types.get(entry.type) ?? []), ...fitting]);
  }
  if (!service || types.size < 2) return types;
  // A service that is there under several names is shown once.
  const best = [service, ...aliasesOf(service)].find(name => (types.get(name) ?? []).length > 0);
  return best === undefined ? types : new Map([[best, types.get(best) ?? []]]);
}

/** Groups in the order in which they come up first; within one, the last endpoint of a type counts. */
type Groups = Map<string, Map<string, Map<string, Endpoint>>>;

function grouped(types: ReadonlyMap<string, readonly Endpoint[]>): Groups {
  const regions: Groups = new Map();
  for (const [type, endpoints] of types) {
    const [official = type] = aliasesOf(type);
    for (const endpoint of endpoints) {
      const { region, interface: iface } = endpoint;
      if (region === undefined || iface === '') continue;
      const interfaces = regions.get(region) ?? new Map<string, Map<string, Endpoint>>();
      const services = interfaces.get(iface) ?? new Map<string, Endpoint>();
      regions.set(region, interfaces.set(iface, services.set(official, endpoint)));
    }
  }
  return regions;
}

const show = command({
  summary: 'Show which versions the services offer',
  params: {
    is_all_interfaces: flag('--all-interfaces', 'Ask the endpoints of every interface'),
    interface: textOr(
      '--interface <interface>',
      'public',
      'Ask the endpoints of this interface (default public)',
    ),
    region_name: naming('region', text('--region-name <region_name>', 'Only this region')),
    service: naming(
      'service',
      text('--service <service>', 'Only this service, by its type in the catalogue or its official type'),
    ),
    status: text(
      '--status <status>',
      'Only versions that are SUPPORTED, CURRENT, DEPRECATED or EXPERIMENTAL',
    ),
  },
  exclusive: [{ members: ['--all-interfaces', '--interface'] }],
  output: 'list',
  examples: ['openstack versions show --service compute -f json'],
  async run(context, values) {
    const { service, region_name: region } = values;
    const named = values.interface.replace(/URL$/, '');
    const iface = values.is_all_interfaces || named === '' ? undefined : named;
    const { userId } = await context.whoami();
    // The peer says nothing at all about tokens and endpoints that the user brought.
    const message =
      context.manners === 'peer' ? '' : 'Without authentication there is no catalogue of services.';
    if (userId === '') throw new CommandError(message);
    const groups = grouped(endpointsByType(await context.catalog(), { iface, region, service }));
    const asked = new Map<string, Promise<readonly ApiVersion[]>>();
    const lines = [...groups].flatMap(([name, interfaces]) =>
      [...interfaces.values()].flatMap(services =>
        [...services].map(async ([type, { url }]) => {
          const answer = asked.get(url) ?? context.apiVersions(url);
          asked.set(url, answer);
          return (await answer).map(each => ({ region: name, type, ...each }));
        }),
      ),
    );
    const status = values.status?.toUpperCase();
    const found = (await Promise.all(lines)).flat().filter(each => !status || each.status === status);
    const rows = found.map(each => [
      each.region,
      each.type,
      each.version,
      each.status,
      each.url,
      each.min,
      each.max,
    ]);
    return { kind: 'list', columns: COLUMNS, rows };
  },
});

export default { show } satisfies Verbs;
