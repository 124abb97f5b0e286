/** What the index says of a command; the build calls this for every command. */
import type { Command } from './command.ts';
import type { IndexEntry } from './router.ts';
import { specOf } from './spec.ts';

/**
 * Describes a command for help, suggestions and completion.
 * @param noun the file's name, such as `server-migration`
 * @param verb the key in the file, '' for the noun itself
 */
export function indexEntry(noun: string, verb: string, command: Command): IndexEntry {
  const name = [noun.replaceAll('-', ' '), verb].filter(word => word !== '').join(' ');
  const options = Object.values(specOf(command, name).params)
    .flat()
    .filter(param => param.own !== true)
    .flatMap(param => param.flags);
  return { name, noun, summary: command.summary, options: ['-h', '--help', ...options] };
}
