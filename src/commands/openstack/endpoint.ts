/** Endpoints: where services are reached (Identity API v3, "Service catalog and endpoints", "OS-EP-FILTER"). */
import { type JsonObject, text as textOf } from '../../clients/json.ts';
import { endpoint, service } from '../../clients/resources/identity.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { type BulkSentences, forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import type { ShowResult } from '../../kernel/output/result.ts';
import { arg, args, choice, constant, flag, naming, text } from '../../kernel/params.ts';
import { fields } from '../../kernel/rows.ts';
import { inOrder } from '../../kernel/together.ts';
import { changeNamed, deleteNamed, type Named, pathOf, withIds } from './lib/by-id.ts';
import { INTERFACES, serviceOf } from './lib/endpoint.ts';
import { namedProject, projectDomain } from './lib/identity.ts';
import { create as post } from './lib/identity-resource.ts';
import { findService, namedService, regionId } from './lib/service.ts';

function named(context: Context, word: string): Named {
  return { word, lookUp: () => context.findId(endpoint, word) };
}

/** An endpoint in full. @param of its service; both as the identity service sent them */
function showEndpoint(item: JsonObject, of: JsonObject): ShowResult {
  return fields(
    [
      ['enabled', 'is_enabled'],
      ['id', 'id'],
      ['interface', 'interface'],
      ['region', 'region_id'],
      ['region_id', 'region_id'],
      ['service_id', 'service_id'],
      ['url', 'url'],
      ['service_name', () => of.name],
      ['service_type', () => of.type],
    ],
    attributes(endpoint, item),
  );
}

const create = command({
  summary: 'Create an endpoint',
  params: {
    service: naming('service', arg('<service>', 'Service that is reached there (type, name or ID)')),
    interface: { ...arg('<interface>', 'Whom it is for: admin, public or internal'), choices: INTERFACES },
    url: arg('<url>', 'URL; the service replaces %(project_id)s in it'),
    region: naming('region', text('--region <region-id>', 'ID of the region that it is in')),
    enabled: [
      constant('--enable', true, true, 'Put it into the catalogue (default)'),
      constant('--disable', false, true, 'Keep it out of the catalogue'),
    ],
  },
  exclusive: [{ members: ['--enable', '--disable'] }],
  output: 'show',
  examples: ['openstack endpoint create --region RegionOne image public http://controller:9292'],
  async run(context, values) {
    const [of, region_id] = await inOrder(
      findService(context, values.service),
      regionId(context, values.region),
    );
    const sent = {
      service_id: textOf(of, 'id'),
      url: values.url,
      interface: values.interface,
      enabled: values.enabled,
      region_id,
    };
    return showEndpoint(await post(context, endpoint, sent), of);
  },
});

const deleting: BulkSentences = {
  failed: (id, reason) => `Failed to delete endpoint with ID '${id}': ${reason}`,
  summary: (failures, total) => `${failures} of ${total} endpoints failed to delete.`,
};

const remove = command({
  summary: 'Delete endpoints',
  params: { endpoint: naming('endpoint', args('<endpoint-id>', 'IDs of the endpoints')) },
  output: 'none',
  async run(context, values) {
    const identity = await context.identity();
    const work = (word: string) => deleteNamed(identity, endpoint, named(context, word));
    await forEach(context, values.endpoint, work, deleting);
    return undefined;
  },
});

const set = command({
  summary: 'Change an endpoint',
  params: {
    endpoint: naming('endpoint', arg('<endpoint-id>', 'ID of the endpoint')),
    region: naming('region', text('--region <region-id>', 'ID of the region that it is in')),
    interface: choice('--interface <interface>', INTERFACES, 'Whom it is for: admin, public or internal'),
    url: text('--url <url>', 'New URL'),
    service: naming(
      'service',
      text('--service <service>', 'Service that is reached there (type, name or ID)'),
    ),
    enabled: flag('--enable', 'Put it into the catalogue'),
    disabled: flag('--disable', 'Keep it out of the catalogue'),
  },
  exclusive: [{ members: ['--enable', '--disable'] }],
  output: 'none',
  async run(context, values) {
    const changes = {
      ...(values.enabled || values.disabled ? { enabled: values.enabled } : {}),
      ...(values.url ? { url: values.url } : {}),
      ...(values.interface ? { interface: values.interface } : {}),
      ...(values.region ? { region_id: values.region } : {}),
    };
    const identity = await context.identity();
    const one = named(context, values.endpoint);
    if (!values.service) await changeNamed(identity, endpoint, one, changes);
    else {
      await withIds([one, namedService(context, values.service)], (id = '', service_id = '') =>
        identity.patch(pathOf(endpoint, id), { endpoint: { service_id, ...changes } }),
      );
    }
    return undefined;
  },
});

const show = command({
  summary: 'Show an endpoint',
  params: { endpoint: naming('endpoint', arg('<endpoint>', 'ID of the endpoint')) },
  output: 'show',
  async run(context, values) {
    const identity = await context.identity();
    const [item, services] = await inOrder(
      context.find(endpoint, values.endpoint),
      identity.list(service.path, service.key),
    );
    return showEndpoint(item, await serviceOf(context, item, services));
  },
});

/** A command that lets a project see an endpoint, or no longer. */
function association(summary: string, method: 'PUT' | 'DELETE') {
  return command({
    summary,
    params: {
      endpoint: naming('endpoint', arg('<endpoint>', 'ID of the endpoint')),
      project: naming('project', arg('<project>', 'Project (name or ID)')),
      project_domain: projectDomain,
    },
    output: 'none',
    async run(context, { endpoint: word, project, project_domain }) {
      const identity = await context.identity();
      const both = [named(context, word), namedProject(context, project, project_domain)];
      await withIds(both, (id = '', owner = '') =>
        identity.request(method, `/OS-EP-FILTER/projects/${owner}/endpoints/${id}`),
      );
      return undefined;
    },
  });
}

export default {
  'add project': association("Put an endpoint into a project's catalogue", 'PUT'),
  create,
  delete: remove,
  'remove project': association("Take an endpoint out of a project's catalogue", 'DELETE'),
  set,
  show,
} satisfies Verbs;
