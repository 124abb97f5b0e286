/** What the index says of a command; the build calls this for every command. */
import type { Command } from './command.ts';
import type { IndexEntry } from './router.ts';
import { specOf } from './spec.ts';
import type { Tree } from './tree.ts';

/**
 * Describes a command for help, suggestions and completion.
 * @param joint what stands between the words of the tree's commands
 * @param noun the file's name, such as `server-migration`
 * @param verb the key in the file, '' for the noun itself
 */
export function indexEntry(joint: Tree['joint'], noun: string, verb: string, command: Command): IndexEntry {
  const name = [noun.replaceAll('-', joint), verb].filter(word => word !== '').join(joint);
  const options = Object.values(specOf(command, name).params)
    .flat()
    .filter(param => param.own !== true)
    .flatMap(param => param.flags);
  const entry = { name, noun, summary: command.summary, options: ['-h', '--help', ...options] };
  return {
    ...entry,
    ...(command.group === undefined ? {} : { group: command.group }),
    ...(command.examples ? { examples: command.examples } : {}),
    ...(command.own === true ? { own: true } : {}),
    ...(command.hidden === true ? { hidden: true } : {}),
  };
}
