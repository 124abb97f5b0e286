/** How ostk reads lines under its own name, whatever the tree: global options anywhere, help for what the line names. */
import type { Grammar } from '../tree.ts';
import { parseAll, readAnywhere } from './anywhere.ts';

export const own: Grammar = {
  read: readAnywhere,
  parse: parseAll,
  unknown: async (context, line, absent) =>
    (await import('../explain.ts')).unknownCommand(context, line, absent),
  help: async (context, { argv }) => (await import('../help.ts')).printHelp(context, argv),
};
