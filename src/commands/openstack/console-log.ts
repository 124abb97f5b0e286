/** What a server printed on its console (Compute API, "Show Console Output"). */
import { text } from '../../clients/json.ts';
import { server } from '../../clients/resources/compute.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { arg, naming, nonNegative } from '../../kernel/params.ts';
import { act } from './lib/server-action.ts';

const show = command({
  summary: 'Show what a server printed on its console',
  params: {
    server: naming('server', arg('<server>', 'Server whose console is read (name or ID)')),
    lines: nonNegative('--lines <num-lines>', 'Only so many of the last lines'),
  },
  output: 'none',
  examples: ['openstack console log show --lines 20 web1'],
  async run(context, values) {
    const id = await context.findId(server, values.server);
    const { lines: length } = values;
    const answer = await act(context, id, { 'os-getConsoleOutput': length === undefined ? {} : { length } });
    const output = text(answer, 'output');
    if (output === '') return undefined;
    // On a terminal, what would steer it is taken out by the sink.
    await context.stdout.write(output.endsWith('\n') ? output : `${output}\n`);
    return undefined;
  },
});

export default { show } satisfies Verbs;
