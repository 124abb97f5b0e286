/** `flavor unset` (Compute API, "Flavors"). */
import { flavor } from '../../clients/resources/compute.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { CommandError } from '../../kernel/errors.ts';
import { arg, naming, text, texts } from '../../kernel/params.ts';
import { attempts } from './lib/attempts.ts';
import { changeAccess, EVERY, isPublic, removeExtraSpec } from './lib/flavor.ts';
import { projectDomain, projectId } from './lib/identity.ts';

const unset = command({
  summary: 'Take properties or access from a flavor',
  params: {
    flavor: naming('flavor', arg('<flavor>', 'Name or ID of the flavor')),
    properties: texts('--property <key>', 'An extra spec to remove (may be repeated)'),
    project: naming(
      'project',
      text('--project <project>', 'Name or ID of a project that may no longer use it'),
    ),
    project_domain: projectDomain,
  },
  output: 'none',
  async run(context, values) {
    const compute = await context.compute();
    const found = await context.find(flavor, values.flavor, EVERY);
    const { project } = values;
    const { attempt, settle } = attempts(context);
    for (const key of values.properties ?? []) {
      await attempt('Failed to unset flavor property', () => removeExtraSpec(compute, found, key));
    }
    if (project) {
      await attempt('Failed to remove flavor access from project', async () => {
        if (isPublic(found)) throw new CommandError('Cannot remove access for a public flavor');
        const tenant = await projectId(context, project, values.project_domain, { mustExist: false });
        await changeAccess(compute, found, 'removeTenantAccess', tenant);
      });
    }
    settle('Command Failed: One or more of the operations failed');
    return undefined;
  },
});

export default { '': unset } satisfies Verbs;
