/** The usage of a declaration, laid out to the byte as argparse (Python 3.11) does. */
import {
  type Action,
  type ActionGroup,
  actionsOf,
  groupsOf,
  isHidden,
  isOption,
  type Spec,
} from './actions.ts';

const PREFIX = 'usage: ';

/** Pieces that a line is never broken inside of: a group in parentheses or brackets, or one word. */
const PARTS = /\(.*?\)+(?=\s|$)|\[.*?\]+(?=\s|$)|\S+/g;

/** argparse keeps two columns free. */
export const MARGIN = 2;

/**
 * Makes the usage.
 * @param columns the terminal's width; lines end two columns earlier
 * @returns the lines with `usage: ` in front and a newline at the end
 */
export function usage(spec: Spec, columns: number): string {
  return `${usageLines(spec, columns - MARGIN)}\n`;
}

function usageLines(spec: Spec, width: number): string {
  const { prog } = spec;
  const actions = actionsOf(spec);
  if (actions.length === 0) return `${PREFIX}${prog}`;
  const groups = groupsOf(spec, actions);
  const options = actions.filter(({ param }) => isOption(param));
  const positionals = actions.filter(({ param }) => !isOption(param));
  const whole = [prog, words(spec, [...options, ...positionals], groups)].filter(Boolean).join(' ');
  if (PREFIX.length + whole.length <= width) return PREFIX + whole;

  const optionParts = words(spec, options, groups).match(PARTS) ?? [];
  const positionalParts = words(spec, positionals, groups).match(PARTS) ?? [];
  if (PREFIX.length + prog.length <= 0.75 * width) {
    const indent = ' '.repeat(PREFIX.length + prog.length + 1);
    if (optionParts.length > 0) {
      const lines = fill([prog, ...optionParts], indent, width, PREFIX);
      return PREFIX + [...lines, ...fill(positionalParts, indent, width)].join('\n');
    }
    const lines =
      positionalParts.length > 0 ? fill([prog, ...positionalParts], indent, width, PREFIX) : [prog];
    return PREFIX + lines.join('\n');
  }
  const indent = ' '.repeat(PREFIX.length);
  let lines = fill([...optionParts, ...positionalParts], indent, width);
  if (lines.length > 1) {
    lines = [...fill(optionParts, indent, width), ...fill(positionalParts, indent, width)];
  }
  return PREFIX + [prog, ...lines].join('\n');
}

/** Puts parts into lines; with a `first`, the first line stands behind that instead of the indent. */
function fill(parts: readonly string[], indent: string, width: number, first?: string): string[] {
  const lines: string[] = [];
  let line: string[] = [];
  let length = (first ?? indent).length - 1;
  for (const part of parts) {
    if (length + 1 + part.length > width && line.length > 0) {
      lines.push(indent + line.join(' '));
      line = [];
      length = indent.length - 1;
    }
    line.push(part);
    length += part.length + 1;
  }
  if (line.length > 0) lines.push(indent + line.join(' '));
  if (first !== undefined) lines[0] = (lines[0] ?? '').slice(indent.length);
  return lines;
}

/** All actions in one line, exclusive groups in brackets with `|` between. */
function words(spec: Spec, actions: readonly Action[], groups: readonly ActionGroup[]): string {
  const { inserts, grouped } = brackets(spec, actions, groups);
  const parts = actions.map((action, i) => {
    if (isHidden(spec, action)) {
      if (inserts.get(i) === '|') inserts.delete(i);
      else if (inserts.get(i + 1) === '|') inserts.delete(i + 1);
      return undefined;
    }
    return usagePart(action, grouped.has(action));
  });
  for (const at of [...inserts.keys()].sort((a, b) => b - a)) parts.splice(at, 0, inserts.get(at));
  return parts
    .filter(part => part !== undefined)
    .join(' ')
    .replace(/([[(]) /g, '$1')
    .replace(/ ([\])])/g, '$1')
    .replace(/[[(] *[\])]/g, '')
    .trim();
}

/** What to put before the actions at which place; only groups whose members stand together are bracketed. */
function brackets(spec: Spec, actions: readonly Action[], groups: readonly ActionGroup[]) {
  const inserts = new Map<number, string>();
  const grouped = new Set<Action>();
  const add = (at: number, text: string, joint = '') => {
    const before = inserts.get(at);
    inserts.set(at, before === undefined ? text : `${before}${joint}${text}`);
  };
  for (const { members, required } of groups) {
    const [first] = members;
    const start = first ? actions.indexOf(first) : -1;
    const end = start + members.length;
    if (start < 0 || !members.every((member, i) => actions[start + i] === member)) continue;
    for (const member of members) grouped.add(member);
    const shown = members.filter(member => !isHidden(spec, member)).length;
    if (!required || shown > 1) {
      add(start, required ? '(' : '[', ' ');
      add(end, required ? ')' : ']');
    }
    for (let i = start + 1; i < end; i++) inserts.set(i, '|');
  }
  return { inserts, grouped };
}

function usagePart(action: Action, grouped: boolean): string {
  const { param } = action;
  const values = argumentWords(action);
  if (!isOption(param)) return grouped && /^\[.*\]$/s.test(values) ? values.slice(1, -1) : values;
  const part = param.nargs === 0 ? `${param.flags[0]}` : `${param.flags[0]} ${values}`;
  return param.required === true || grouped ? part : `[${part}]`;
}

/**
 * How usage and help show the words that an action takes.
 * @returns such as `<name>`, `[<name> ...]`, `{a,b}`; '' for a flag
 */
export function argumentWords({ dest, param }: Action): string {
  const fallback = isOption(param) ? dest.toUpperCase() : dest;
  const name =
    param.metavar ?? (param.choices ? `{${param.choices.map(each => each ?? 'None').join(',')}}` : fallback);
  const nth = (i: number): string => (typeof name === 'string' ? name : (name[i] ?? ''));
  if (param.nargs === undefined) return nth(0);
  if (param.nargs === '?') return `[${nth(0)}]`;
  if (param.nargs === '+') return `${nth(0)} [${nth(1)} ...]`;
  if (param.nargs === 'A...') return `${nth(0)} ...`;
  if (param.nargs === '*') {
    return typeof name !== 'string' && name.length === 2 ? `[${nth(0)} [${nth(1)} ...]]` : `[${nth(0)} ...]`;
  }
  return Array.from({ length: param.nargs }, (_, i) => nth(i)).join(' ');
}
