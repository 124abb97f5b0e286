/** Commands that were perhaps meant. */
import { quoted } from './convert.ts';

/** What an edit costs in cliff: letters left out are cheap, letters too many are dear, swapped ones free. */
const CLIFF_COSTS = { swap: 0, substitute: 2, insert: 1, remove: 3 };

/** For whole phrases every edit counts the same. */
const EVEN_COSTS = { swap: 1, substitute: 1, insert: 1, remove: 1 };

const MOST = 8;

/** A phrase farther off than this is not what was meant. */
const FARTHEST = 0.4;

/** What remains of a line when no command is like it. */
export interface PeerSuggestions {
  /** What to print, newline at the end where `found`. */
  readonly lines: string;
  /** Whether there are suggestions; these go to stdout, the sentence without them is an error message. */
  readonly found: boolean;
}

/**
 * What cliff says about words that are no command.
 * @param program the name to speak as
 * @param words the line without global options
 * @param phrases all commands of the tree
 */
export function peerSuggestions(
  program: string,
  words: readonly string[],
  phrases: readonly string[],
): PeerSuggestions {
  const matches = fuzzyMatches(words[0] ?? '', phrases);
  if (matches.length === 0) {
    return { lines: `Unknown command [${words.map(quoted).join(', ')}]`, found: false };
  }
  const article = /^[aeiou]/.test(program) ? 'an' : 'a';
  const head = `${program}: '${words.join(' ')}' is not ${article} ${program} command. See '${program} --help'.\n`;
  const list = matches.map(match => `  ${match}\n`).join('');
  return { lines: `${head}Did you mean one of these?\n${list}`, found: true };
}

/**
 * cliff's choice: all commands that begin with the word, and all whose first word is nearest to it.
 * @param word the first word of the line
 */
export function fuzzyMatches(word: string, phrases: readonly string[]): string[] {
  const ranked = phrases
    .map(phrase => ({
      phrase,
      distance: phrase.startsWith(word) ? 0 : distance(word, phrase.split(' ')[0] ?? '', CLIFF_COSTS) + 1,
    }))
    .sort((a, b) => a.distance - b.distance || compare(a.phrase, b.phrase));
  const nearest = ranked.find(candidate => candidate.distance > 0)?.distance;
  return ranked
    .filter(candidate => candidate.distance === 0 || candidate.distance === nearest)
    .map(candidate => candidate.phrase);
}

/**
 * Ranks commands by how like the whole phrase they are.
 * @param words the line without global options; what follows the first option does not count
 * @returns at most eight, the likeliest first; none when nothing is near
 */
export function suggest(words: readonly string[], phrases: readonly string[]): string[] {
  const end = words.findIndex(word => word.startsWith('-'));
  const typed = wordsOf((end < 0 ? words : words.slice(0, end)).join(' ').toLowerCase());
  if (typed.length === 0 || typed[0] === '') return [];
  const score = (phrase: string): number => {
    const parts = wordsOf(phrase);
    // `list server` is meant as `server list`.
    const [verb = '', ...noun] = typed.slice(0, parts.length);
    const turned = phraseDistance([...noun, verb], parts) + TURNED_COST;
    // However many arguments follow, they say nothing of the command.
    return Math.min(phraseDistance(typed.slice(0, parts.length + 1), parts), turned);
  };
  return phrases
    .map(phrase => ({ phrase, score: score(phrase) }))
    .filter(candidate => candidate.score <= FARTHEST)
    .sort((a, b) => a.score - b.score || compare(a.phrase, b.phrase))
    .slice(0, MOST)
    .map(({ phrase }) => phrase);
}

/**
 * How many of the words at a line's beginning were meant as a command.
 * @param words the line without global options
 * @param phrase the command that was meant
 */
export function wordsMeant(words: readonly string[], phrase: string): number {
  const end = words.findIndex(word => word.startsWith('-'));
  const leading = end < 0 ? words : words.slice(0, end);
  const parts = wordsOf(phrase);
  const scores = leading.map((_, index) => {
    const [verb = '', ...noun] = wordsOf(
      leading
        .slice(0, index + 1)
        .join(' ')
        .toLowerCase(),
    );
    return Math.min(
      phraseDistance([verb, ...noun], parts),
      phraseDistance([...noun, verb], parts) + TURNED_COST,
    );
  });
  return scores.indexOf(Math.min(...scores)) + 1;
}

/**
 * The option that was perhaps meant.
 * @param typed with its hyphens, without a value
 * @param known options spelled in full
 * @returns undefined when none is near: an edit, and one more for every three letters beyond the first three
 */
export function nearestOption(typed: string, known: readonly string[]): string | undefined {
  const most = Math.max(1, Math.floor((typed.length - 2) / 3));
  const ranked = known
    .map(flag => ({ flag, edits: distance(typed, flag, EVEN_COSTS) }))
    .filter(({ edits }) => edits <= most)
    .sort((a, b) => a.edits - b.edits || compare(a.flag, b.flag));
  return ranked[0]?.flag;
}

/** Nouns are typed with hyphens or underscores, too. */
const wordsOf = (text: string): string[] => text.split(/[-_ ]/);

/** The verb in front of the noun. */
const TURNED_COST = 0.1;

/** A missing or a superfluous word of a phrase. */
const WORD_COST = 0.8;

/**
 * How far typed words are from a command's: 0 for the same, about 1 for nothing in common.
 * Words are aligned in order; words behind the command's own may be arguments and cost little, once they are past it.
 */
function phraseDistance(typed: readonly string[], phrase: readonly string[]): number {
  let row = phrase.map((_, j) => (j + 1) * WORD_COST);
  row.unshift(0);
  for (const [i, word] of typed.entries()) {
    const next = [(i + 1) * WORD_COST];
    for (const [j, part] of phrase.entries()) {
      // Behind the last word of the command stand its arguments.
      const extra = j === phrase.length - 1 ? WORD_COST / 4 : WORD_COST;
      next.push(
        Math.min(
          (row[j] ?? 0) + wordDistance(word, part),
          (row[j + 1] ?? 0) + extra,
          (next[j] ?? 0) + WORD_COST,
        ),
      );
    }
    row = next;
  }
  return (row.at(-1) ?? 0) / phrase.length;
}

function wordDistance(word: string, part: string): number {
  if (word !== '' && part.startsWith(word)) return word === part ? 0 : 0.15;
  return Math.min(1, distance(word, part, EVEN_COSTS) / Math.max(word.length, part.length) / 0.7);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Damerau-Levenshtein distance with neighbours swapped, for given costs. */
function distance(from: string, to: string, costs: typeof CLIFF_COSTS): number {
  if (from === to) return 0;
  if (from === '') return to.length * costs.insert;
  if (to === '') return from.length * costs.remove;
  const rows = [Array.from({ length: to.length + 1 }, (_, j) => j * costs.insert)];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= from.length; i++) {
    const row = [i * costs.remove];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1];
      const swapped = i > 1 && j > 1 && from[i - 2] === to[j - 1] && from[i - 1] === to[j - 2];
      row.push(
        Math.min(
          at(i - 1, j - 1) + (same ? 0 : costs.substitute),
          (row[j - 1] ?? 0) + costs.insert,
          at(i - 1, j) + costs.remove,
          swapped ? at(i - 2, j - 2) + costs.swap : Number.POSITIVE_INFINITY,
        ),
      );
    }
    rows.push(row);
  }
  return at(from.length, to.length);
}
