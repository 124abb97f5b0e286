/** What a tree's commands are about. */

/** A command by its words, and the file that it is in. */
interface Named {
  readonly name: string;
  readonly noun: string;
}

/**
 * Finds the shortest phrases that commands are about: of files `server`, `server-create` and `server-migration` it is
 * `server`, and a command that is about nothing else is a phrase of its own.
 * @param joint what stands between the words of a command
 * @returns the phrases in the order of the commands
 */
export function nounsOf(commands: readonly Named[], joint: string): string[] {
  const own = ({ noun }: Named): string => noun.replaceAll('-', joint);
  const about = new Set(commands.filter(each => own(each) !== each.name).map(own));
  const phrases = new Set(commands.map(each => startOf(each.name, about, joint) ?? each.name));
  return [...phrases];
}

/**
 * The noun of a command.
 * @param nouns those that there are
 * @returns the shortest one that the command's words begin with; undefined for none
 */
export function startOf(name: string, nouns: ReadonlySet<string>, joint: string): string | undefined {
  const words = name.split(joint);
  return words.map((_, last) => words.slice(0, last + 1).join(joint)).find(phrase => nouns.has(phrase));
}
