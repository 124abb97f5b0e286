/** Ways to bring an image in. */
import { command, type Verbs } from '../../kernel/command.ts';
import { instead } from './lib/errors.ts';
import { propertyTable } from './lib/tables.ts';

/** What is said where images cannot be imported at all. */
const NO_IMPORT = 'Target Glance does not support Image Import workflow';

const info = command({
  summary: 'Show the import methods of the service',
  params: {},
  output: 'table',
  async run(context) {
    const service = await context.image();
    return propertyTable(await service.get('/info/import').catch(instead(NO_IMPORT)));
  },
});

export default { info } satisfies Verbs;
