/** Several domains in one command, which only ostk has: `domstate --domain a --domain b`. */
import type { ListResult, TextResult } from '../output/result.ts';

/**
 * Takes a line that names several domains apart.
 * @returns the domains and, in the same order, the words of a line for each; undefined when it names at most one
 */
export function spread(
  words: readonly string[],
): { readonly domains: readonly string[]; readonly lines: readonly (readonly string[])[] } | undefined {
  const rest: string[] = [];
  const domains: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const [, glued] = /^--domain=(.*)$/s.exec(word) ?? [];
    const next = words[at + 1];
    if (glued !== undefined) domains.push(glued);
    else if (word === '--domain' && next !== undefined) {
      domains.push(next);
      at++;
    } else rest.push(word);
  }
  if (domains.length < 2) return undefined;
  return { domains, lines: domains.map(domain => ['--domain', domain, ...rest]) };
}

/** What became of each domain as one list, the domain in front. */
export function joined(results: readonly (readonly [domain: string, result: TextResult])[]): ListResult {
  const columns = new Set<string>();
  const found = results.flatMap(([domain, { data }]) => {
    const rows = data.kind === 'list' ? data.rows : [data.fields.map(([, value]) => value)];
    const names = data.kind === 'list' ? data.columns : data.fields.map(([name]) => name);
    for (const name of names) columns.add(name);
    return rows.map(row => ({ domain, cells: new Map(names.map((name, at) => [name, row[at]])) }));
  });
  const all = [...columns];
  return {
    kind: 'list',
    columns: ['Domain', ...all],
    rows: found.map(({ domain, cells }) => [domain, ...all.map(name => cells.get(name))]),
  };
}
