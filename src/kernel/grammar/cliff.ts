/** cliff's way with a line: global options anywhere, suggestions by the first word, on stdout. */
import type { Grammar } from '../tree.ts';
import { parseAll, readAnywhere } from './anywhere.ts';

/** The exit code for a line that begins with no command. */
const USAGE_CODE = 2;

export const cliff: Grammar = {
  read: readAnywhere,
  parse: parseAll,
  async unknown(context, { program, argv }, absent) {
    const { peerSuggestions } = await import('../parse/suggest.ts');
    const entries = await context.commands.index(context.tree.name);
    const names = entries.map(entry => entry.name).filter(name => !absent(name));
    const { lines, found } = peerSuggestions(program, argv, names);
    if (found) await context.stdout.write(lines);
    else context.log.error(lines);
    return USAGE_CODE;
  },
  help: async (context, { argv }) => (await import('../help.ts')).printHelp(context, argv),
};
