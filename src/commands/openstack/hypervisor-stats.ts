/** All hypervisors added up (Compute API, until microversion 2.87). */
import { HttpError } from '../../clients/errors.ts';
import { child, type JsonObject } from '../../clients/json.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { CommandError } from '../../kernel/errors.ts';
import { showAttributes } from '../../kernel/rows.ts';
import { OLDEST_COMPUTE } from './lib/oldest.ts';

const show = command({
  summary: 'Show what all hypervisors have and use together (deprecated)',
  params: {},
  output: 'show',
  async run(context) {
    context.log.warn('This command is deprecated.');
    const compute = await context.compute();
    const stats = await compute
      .get('/os-hypervisors/statistics', OLDEST_COMPUTE)
      .then(body => child(body, 'hypervisor_statistics'))
      .catch((error: unknown): JsonObject => {
        // What the peer says of an error answer, to the letter.
        if (context.manners === 'peer' && error instanceof HttpError) {
          throw new CommandError("'NoneType' object has no attribute 'keys'", 1, { cause: error });
        }
        throw error;
      });
    return showAttributes(stats, { hide: ['id', 'links', 'location', 'name'] });
  },
});

export default { show } satisfies Verbs;
