/** Openrc files that need no shell: `export K=V`, `K=V` with `export K`, `unset K`, comments. */

/** A value: quoted or bare pieces, none of which the shell would change. */
const PIECE = /'[^']*'|"[^"\\$`]*"|[\w%+,./:@^=-]+/y;
const NAME = /[A-Za-z_]\w*/y;

/** The variables that count. */
const OURS = /^(?:OS|GS)_/;

/**
 * Reads a file of plain assignments.
 * @returns undefined when there is anything in it that only a shell understands
 */
export function plain(source: string): { set: Record<string, string>; unset: string[] } | undefined {
  const set: Record<string, string> = {};
  const unset = new Set<string>();
  const exported = new Set<string>();
  for (const line of statements(source)) {
    const [, word, rest] = /^(?:(export|unset)[ \t]+)?(.*)$/s.exec(line) ?? [];
    if (rest === undefined) return undefined;
    if (word === 'unset') {
      const names = rest.split(/[ \t]+/).filter(name => name !== '' && name !== '-v');
      if (!names.every(name => /^[A-Za-z_]\w*$/.test(name))) return undefined;
      for (const name of names) {
        delete set[name];
        exported.delete(name);
        unset.add(name);
      }
      continue;
    }
    const pairs = assignments(rest, word === 'export');
    if (!pairs) return undefined;
    for (const [name, value] of pairs) {
      if (word === 'export') exported.add(name);
      if (value === undefined) continue;
      set[name] = value;
      unset.delete(name);
    }
  }
  return {
    // A variable that the file does not export would not reach a program that the shell starts.
    set: Object.fromEntries(Object.entries(set).filter(([name]) => exported.has(name) && OURS.test(name))),
    unset: [...unset].filter(name => OURS.test(name)),
  };
}

/** The lines that say something, quotes that span lines kept together, `;` at the end taken off. */
function statements(source: string): string[] {
  const made: string[] = [];
  let open = '';
  for (const raw of source.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const text = open === '' ? raw.trim() : `${open}\n${raw}`;
    if (open === '' && (text === '' || text.startsWith('#'))) continue;
    open = '';
    if (unclosed(text)) open = text;
    else made.push(text.replace(/[ \t]*;?[ \t]*$/, ''));
  }
  if (open !== '') made.push(open);
  return made;
}

function unclosed(text: string): boolean {
  return /['"]/.test(text.replace(/'[^']*'|"(?:[^"\\]|\\.)*"/gs, '').replace(/(^|\s)#.*/gs, '$1'));
}

/** `A=1 B='two'`, with a comment after it; `export A` alone has no value. Undefined for anything else. */
function assignments(text: string, exported: boolean): [string, string | undefined][] | undefined {
  const made: [string, string | undefined][] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(text)?.[0];
    at += match?.length ?? 0;
    return match;
  };
  while (at < text.length) {
    const name = take(NAME);
    if (name === undefined) return undefined;
    const assigned = text[at] === '=';
    if (!assigned && !exported) return undefined;
    if (!assigned) made.push([name, undefined]);
    else {
      at++;
      let value = '';
      for (let piece = take(PIECE); piece !== undefined; piece = take(PIECE))
        value += /^['"]/.test(piece) ? piece.slice(1, -1) : piece;
      made.push([name, value]);
    }
    const space = take(/[ \t]*/y) ?? '';
    if (at < text.length && space === '') return undefined;
    if (text[at] === '#') break;
  }
  // `A=1 command` would be a command's environment; several names in one line without export are taken all the same
  return made;
}
