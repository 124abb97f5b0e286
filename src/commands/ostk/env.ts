/** The settings in use, and where each of them comes from. */
import { describe } from '../../config/describe.ts';
import { command, type Verbs } from '../../kernel/command.ts';

const env = command({
  summary: 'Show the settings in use and where they come from',
  description:
    'Options, openrc file, environment, clouds.yaml and its companions put together; secrets are masked.',
  params: {},
  output: 'list',
  auth: false,
  examples: ['ostk env', 'ostk --os-cloud mycloud env -f json'],
  async run(context) {
    return {
      kind: 'list',
      columns: ['Setting', 'Value', 'Source'],
      rows: describe(await context.settings()),
    };
  },
});

export default { '': env } satisfies Verbs;
