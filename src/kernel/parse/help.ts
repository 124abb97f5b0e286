/** The help of a declaration, laid out as argparse with cliff's formatter does. */
import { type Action, actionsOf, isHidden, isOption, type Spec } from './actions.ts';
import { argumentWords, MARGIN, usage } from './usage.ts';
import { wrap } from './wrap.ts';

const INDENT = '  ';
const LEAST_WIDTH = 11;
const HELP_COLUMN = 24;

/** What the layout of one help has in common. */
interface Layout {
  readonly width: number;
  /** The column in which the help of options begins. */
  readonly column: number;
}

/**
 * Makes the help of a command or of the program.
 * @param columns the terminal's width; lines end two columns earlier
 * @returns usage, description, `positional arguments:`, `options:`, the spec's groups, epilog
 */
export function help(spec: Spec, columns: number): string {
  const width = columns - MARGIN;
  const actions = actionsOf(spec).filter(action => !isHidden(spec, action));
  const grouped = new Set((spec.groups ?? []).flatMap(group => group.members));
  const loose = actions.filter(({ dest }) => !grouped.has(dest));
  const entries = spec.commands ?? [];
  const longest = Math.max(
    0,
    ...actions.map(action => invocation(action).length + INDENT.length),
    ...entries.map(({ name }) => name.length + 2 * INDENT.length),
  );
  const most = Math.min(HELP_COLUMN, Math.max(width - 20, INDENT.length * 2));
  const layout: Layout = { width, column: Math.min(longest + 2, most) };
  const heading = (text: string): string =>
    spec.capitals === true ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  const parts = [
    `${usage(spec, columns)}\n`,
    paragraph(spec.description, width, ''),
    section(heading('positional arguments'), undefined, [
      ...loose.filter(({ param }) => !isOption(param)).map(action => entry(action, layout)),
      ...entries.map(({ name, help }) => line(INDENT + INDENT + name, help, layout)),
    ]),
    section(
      heading('options'),
      undefined,
      loose.filter(({ param }) => isOption(param)).map(action => entry(action, layout)),
    ),
    ...(spec.groups ?? []).map(group => {
      const members = actions.filter(({ dest }) => group.members.includes(dest));
      const about = paragraph(group.description, width, INDENT);
      return section(
        group.title,
        about,
        members.map(action => entry(action, layout)),
      );
    }),
    paragraph(spec.epilog, width, ''),
  ];
  const text = parts.join('').replace(/\n\n\n+/g, '\n\n');
  return `${text.replace(/^\n+|\n+$/g, '')}\n`;
}

function paragraph(text: string | undefined, width: number, indent: string): string {
  if (text === undefined) return '';
  const lines = wrap(text, Math.max(width - indent.length, LEAST_WIDTH) - indent.length);
  return `${lines.map(line => indent + line).join('\n')}\n\n`;
}

function section(title: string, about: string | undefined, lines: readonly string[]): string {
  const text = (about ?? '') + lines.join('');
  return text === '' ? '' : `\n${title}:\n${text}\n`;
}

/** One action: how it is typed, and its help. */
function entry(action: Action, layout: Layout): string {
  return line(INDENT + invocation(action), action.param.help, layout);
}

/** Help beside what it explains, or below where there is no room. */
function line(head: string, text: string, { width, column }: Layout): string {
  const lines = text.split(/\r\n|[\n\r]/).flatMap(part => wrap(part, Math.max(width - column, LEAST_WIDTH)));
  if (lines.length === 0) return `${head}\n`;
  const pad = ' '.repeat(column);
  const beside = head.length <= column - 2;
  const body = lines.map(part => `${pad}${part}\n`).join('');
  return beside ? head.padEnd(column) + body.slice(column) : `${head}\n${body}`;
}

function invocation(action: Action): string {
  const { param } = action;
  if (!isOption(param)) {
    // Argparse shows a positional's name here without the brackets of its number.
    return argumentWords({ dest: action.dest, param: { ...param, nargs: 1 } });
  }
  const values = param.nargs === 0 ? '' : ` ${argumentWords(action)}`;
  return param.flags.map(flag => `${flag}${values}`).join(', ');
}
