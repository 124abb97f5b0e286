/** `flavor set` (Compute API, "Flavors"). */

import { isObject, text as textOf } from '../../clients/json.ts';
import { flavor } from '../../clients/resources/compute.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { CommandError } from '../../kernel/errors.ts';
import { arg, flag, naming, pairs, text } from '../../kernel/params.ts';
import { attempts } from './lib/attempts.ts';
import {
  changeAccess,
  EVERY,
  isPublic,
  MICROVERSION,
  removeExtraSpec,
  requireDescription,
  setExtraSpecs,
  withExtraSpecs,
} from './lib/flavor.ts';
import { projectDomain, projectId } from './lib/identity.ts';

const set = command({
  summary: 'Change a flavor',
  params: {
    flavor: naming('flavor', arg('<flavor>', 'Name or ID of the flavor')),
    no_property: flag('--no-property', 'Remove all properties first; those of --property are set afterwards'),
    properties: pairs('--property <key=value>', 'An extra spec to add or change (may be repeated)'),
    project: naming(
      'project',
      text('--project <project>', 'Name or ID of a project that may use it from now on'),
    ),
    project_domain: projectDomain,
    description: text('--description <description>', 'Text that describes it (microversion 2.55 and up)'),
  },
  output: 'none',
  async run(context, values) {
    const compute = await context.compute();
    const found = await context.find(flavor, values.flavor, EVERY);
    const { description, project, properties } = values;
    if (description) {
      await requireDescription(compute);
      await compute.put(`/flavors/${textOf(found, 'id')}`, { flavor: { description } }, MICROVERSION);
    }
    const { attempt, settle } = attempts(context);
    if (values.no_property) {
      const { extra_specs } = await withExtraSpecs(compute, found);
      const keys = isObject(extra_specs) ? Object.keys(extra_specs) : [];
      await attempt('Failed to clear flavor properties', () =>
        Promise.all(keys.map(key => removeExtraSpec(compute, found, key))),
      );
    }
    if (properties) {
      await attempt('Failed to set flavor properties', () => setExtraSpecs(compute, found, properties));
    }
    if (project) {
      await attempt('Failed to set flavor access to project', async () => {
        if (isPublic(found)) throw new CommandError('Cannot set access for a public flavor');
        await changeAccess(
          compute,
          found,
          'addTenantAccess',
          await projectId(context, project, values.project_domain),
        );
      });
    }
    settle('Command Failed: One or more of the operations failed');
    return undefined;
  },
});

export default { '': set } satisfies Verbs;
