/** Making projects (Identity API v3, "Create project"). */
import { HttpError } from '../../clients/errors.ts';
import type { Json } from '../../clients/json.ts';
import { project } from '../../clients/resources/identity.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { arg, flag, naming, text, texts } from '../../kernel/params.ts';
import { domainId, projectId } from './lib/identity.ts';
import { create as post } from './lib/identity-resource.ts';
import { immutableExclusive, immutableOption, immutableOptions } from './lib/immutable.ts';
import { projectParams, propertiesOf, showProject } from './lib/project-fields.ts';

const create = command({
  summary: 'Create a project',
  params: {
    name: arg('<project-name>', 'Name of the new project'),
    domain: naming('domain', text('--domain <domain>', 'Domain that it belongs to (name or ID)')),
    parent: naming('project', text('--parent <project>', 'Project that it is below (name or ID)')),
    ...projectParams(true),
    or_show: flag('--or-show', 'Show the project of this name if there is one already'),
    immutable: immutableOptions,
    tags: texts('--tag <tag>', 'A tag for it (may be repeated)'),
  },
  exclusive: [{ members: ['--enable', '--disable'] }, immutableExclusive],
  output: 'show',
  examples: ["openstack project create --domain default --description 'Service Project' service"],
  async run(context, values) {
    const { name, domain, parent, description, tags } = values;
    const domain_id = domain ? await domainId(context, domain) : undefined;
    const parent_id = parent ? await projectId(context, parent, domain || undefined) : undefined;
    const body = {
      ...propertiesOf(values.properties),
      ...truth(values.properties),
      ...(description ? { description } : {}),
      ...(name ? { name } : {}),
      ...(domain_id === undefined ? {} : { domain_id }),
      ...(parent_id === undefined ? {} : { parent_id }),
      enabled: values.enabled,
      ...(tags ? { tags: [...new Set(tags)] } : {}),
      ...immutableOption(values.immutable),
    };
    try {
      return showProject(context, await post(context, project, body));
    } catch (error) {
      if (!(values.or_show && error instanceof HttpError && error.status === 409)) throw error;
      const existing = await context.find(project, name, { domain_id });
      context.log.info(`Returning existing project ${existing.name}`);
      return showProject(context, existing);
    }
  },
});

/** The peer knows one property whose value is no text. */
function truth(properties: Readonly<Record<string, string>> | undefined): { is_domain?: Json } {
  const values: Readonly<Record<string, Json>> = { true: true, false: false, none: null };
  const value = values[properties?.is_domain?.toLowerCase() ?? ''];
  return value === undefined ? {} : { is_domain: value };
}

export default { '': create } satisfies Verbs;
