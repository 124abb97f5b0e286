/** What a project uses of its quotas. */
import { child, isObject } from '../../clients/json.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { recordTable } from './lib/tables.ts';

const usage = command({
  summary: 'Show what the project uses of its quotas',
  params: {},
  output: 'table',
  async run(context) {
    const service = await context.image();
    const quotas = child(await service.get('/info/usage'), 'usage');
    const records = Object.entries(quotas).map(([quota, value]) => ({
      ...(isObject(value) ? value : {}),
      quota,
    }));
    return recordTable(['Quota', 'Limit', 'Usage'], records);
  },
});

export default { '': usage } satisfies Verbs;
