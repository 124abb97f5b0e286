/** Hosts of a region. */
import { command, type Verbs } from '../../kernel/command.ts';
import { arg, naming } from '../../kernel/params.ts';
import { hostColumns, listed, shown, wholeHost } from './lib/rows.ts';

const list = command({
  summary: 'List hosts',
  params: {},
  output: 'list',
  auth: false,
  run: async context => listed(hostColumns, (await context.region()).hosts()),
});

const show = command({
  summary: 'Show a host and how full it is',
  params: { host: naming('gs-host', arg('<host>', 'ID or name of the host')) },
  output: 'show',
  auth: false,
  run: async (context, { host }) => shown(wholeHost, await (await context.region()).host(host)),
});

export default { list, show } satisfies Verbs;
