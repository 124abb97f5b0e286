/** A declaration as the parser, usage and help walk through it: one action after another, exclusive groups resolved. */
import type { Exclusive, Param, Params } from '../params.ts';

/** A titled section of help. */
export interface HelpGroup {
  readonly title: string;
  readonly description?: string;
  /** The dests that it shows. */
  readonly members: readonly string[];
}

/** A line of help. */
export interface HelpEntry {
  readonly name: string;
  readonly help: string;
}

/** What a parser needs to know. */
export interface Spec {
  /** The words that usage and errors begin with, such as `openstack server list`. */
  readonly prog: string;
  /** In the order in which usage shows them; what the output takes comes before the command's own. */
  readonly params: Params;
  readonly exclusive?: readonly Exclusive[];
  readonly description?: string;
  readonly epilog?: string;
  /** Sections after `options:`, in this order. */
  readonly groups?: readonly HelpGroup[];
  /** Whether `-h` and `--help` are taken (default true); `hidden`: taken, but not shown. */
  readonly help?: boolean | 'hidden';
  /** Whether help has its own headings in capitals (default false). */
  readonly capitals?: boolean;
  /** Commands that help lists under the positional that takes one. */
  readonly commands?: readonly HelpEntry[];
  /** Whether usage and help show ostk's own options (default false: a peer's do not). */
  readonly showOwn?: boolean;
}

/** One option or positional with its dest. */
export interface Action {
  readonly dest: string;
  readonly param: Param<unknown>;
}

/** Actions of which at most one may be typed. */
export interface ActionGroup {
  readonly members: readonly Action[];
  readonly required: boolean;
}

/** The dest of `-h`. */
export const HELP = 'help';

const helpParam: Param<boolean> = {
  flags: ['-h', '--help'],
  nargs: 0,
  help: 'show this help message and exit',
  initial: false,
  convert: word => word,
  apply: () => true,
};

/**
 * Lists a declaration's actions in the order in which argparse has them.
 * @returns `-h` first (unless the spec takes none), then every parameter
 */
export function actionsOf(spec: Spec): Action[] {
  const hidden = spec.help === 'hidden';
  const actions: Action[] = spec.help === false ? [] : [{ dest: HELP, param: { ...helpParam, hidden } }];
  for (const [dest, declared] of Object.entries(spec.params)) {
    for (const param of listOf(declared)) actions.push({ dest, param });
  }
  return actions;
}

function listOf(declared: Params[string]): readonly Param<unknown>[] {
  return 'flags' in declared ? [declared] : declared;
}

/**
 * Finds the members of the exclusive groups.
 * @returns the groups in declared order, members in declared order; members that do not exist are left out
 */
export function groupsOf(spec: Spec, actions: readonly Action[]): ActionGroup[] {
  return (spec.exclusive ?? []).map(group => ({
    required: group.required ?? false,
    members: group.members.flatMap(
      name =>
        actions.find(({ dest, param }) => (isOption(param) ? param.flags.includes(name) : dest === name)) ??
        [],
    ),
  }));
}

/** Whether a parameter is typed with a flag. */
export function isOption(param: Param<unknown>): boolean {
  return param.flags.length > 0;
}

/** How errors call an action: `-f/--format`, `<server>`. */
export function nameOf({ dest, param }: Action): string {
  if (isOption(param)) return param.flags.join('/');
  return typeof param.metavar === 'string' ? param.metavar : dest;
}

/** Whether usage and help leave an action out. */
export function isHidden(spec: Spec, { param }: Action): boolean {
  return param.hidden === true || (isOwn(param) && spec.showOwn !== true);
}

/** Whether an option is ostk's and not the peer's. */
export function isOwn(param: Param<unknown>): boolean {
  return param.own !== undefined && param.own !== false;
}

/**
 * Whether leaving an action out is an error.
 * A `*` positional counts as required unless it says `required: false`, as in argparse without a default; so does one
 * that takes the rest of a line.
 */
export function isRequired({ param }: Action): boolean {
  if (isOption(param)) return param.required === true;
  const any = param.nargs === '*' || param.nargs === 'A...';
  return any ? param.required !== false : param.nargs !== '?';
}
