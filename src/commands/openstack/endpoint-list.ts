/** Lists endpoints, of all projects or of one; or the projects that see one. */
import { endpoint, project, service } from '../../clients/resources/identity.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import type { ListResult } from '../../kernel/output/result.ts';
import { choice, naming, text } from '../../kernel/params.ts';
import { rows } from '../../kernel/rows.ts';
import { inOrder } from '../../kernel/together.ts';
import { INTERFACES, serviceOf } from './lib/endpoint.ts';
import { idleDomain, listBy } from './lib/filters.ts';
import { namedProject, projectDomain } from './lib/identity.ts';
import { regionFilter, serviceFilter } from './lib/service.ts';

const list = command({
  summary: 'List endpoints',
  params: {
    service: naming(
      'service',
      text('--service <service>', 'Only endpoints of this service (type, name or ID)'),
    ),
    interface: choice('--interface <interface>', INTERFACES, 'Only endpoints for admin, public or internal'),
    region: naming('region', text('--region <region-id>', 'Only endpoints in this region (ID)')),
    endpoint: naming(
      'endpoint-group',
      text('--endpoint <endpoint-group>', 'List the projects in whose catalogue this endpoint was put (ID)'),
    ),
    project: naming(
      'project',
      text('--project <project>', "Endpoints that were put into this project's catalogue (name or ID)"),
    ),
    project_domain: projectDomain,
  },
  exclusive: [{ members: ['--endpoint', '--project'] }],
  output: 'list',
  examples: ['openstack endpoint list --service image --interface public'],
  async run(context, values) {
    const { project: owner, project_domain } = values;
    if (values.endpoint) return projectsOf(context, values.endpoint, project_domain);
    const identity = await context.identity();
    const filters = {
      project_domain: idleDomain(context, owner, project_domain),
      project_id: owner ? namedProject(context, owner, project_domain || undefined) : undefined,
      service_id: serviceFilter(context, values.service),
      region_id: regionFilter(context, values.region),
    };
    // What a project sees is not narrowed further, as in the peer; a service or region that is missing is told.
    const [items, services] = await inOrder(
      listBy(filters, ({ project_id, service_id, region_id }) =>
        project_id === undefined
          ? identity.list(endpoint.path, endpoint.key, {
              query: { interface: values.interface, region_id, service_id },
            })
          : identity.list(`/OS-EP-FILTER/projects/${String(project_id)}/endpoints`, endpoint.key),
      ),
      identity.list(service.path, service.key),
    );
    const whole = await Promise.all(
      items.map(async item => {
        const { name, type } = await serviceOf(context, item, services);
        return { ...attributes(endpoint, item), service_name: name, service_type: type };
      }),
    );
    return rows(
      [
        ['ID', 'id'],
        ['Region', 'region_id'],
        ['Service Name', 'service_name'],
        ['Service Type', 'service_type'],
        ['Enabled', 'is_enabled'],
        ['Interface', 'interface'],
        ['URL', 'url'],
      ],
      whole,
    );
  },
});

/** The projects in whose catalogue an endpoint was put. */
async function projectsOf(
  context: Context,
  word: string,
  project_domain: string | undefined,
): Promise<ListResult> {
  const identity = await context.identity();
  const filters = {
    id: { word, lookUp: () => context.findId(endpoint, word) },
    project_domain: idleDomain(context, undefined, project_domain),
  };
  const projects = await listBy(filters, ({ id }) =>
    identity.list(`/OS-EP-FILTER/endpoints/${String(id)}/projects`, project.key),
  );
  return rows(
    [
      ['ID', 'id'],
      ['Name', 'name'],
    ],
    projects,
  );
}

export default { '': list } satisfies Verbs;
