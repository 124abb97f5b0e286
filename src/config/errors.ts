/** What can be wrong with configuration, as data: the caller decides how to say it. */

/** A place in a file that cannot be read as what it should be. */
export interface Problem {
  readonly path: string;
  /** Counted from 1; undefined when the place is not known. */
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly message: string;
}

/** A problem that has no line of its own. */
export function wholeFile(path: string, message: string): Problem {
  return { path, line: undefined, column: undefined, message };
}

/** What a ConfigError knows besides its sentence. */
export interface ConfigDetails {
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** What the user can do, as a sentence or a command line. */
  readonly hint?: string | undefined;
  /** The clouds or regions that there are, when an unknown one was asked for. */
  readonly known?: readonly string[] | undefined;
  /** Files that were skipped on the way here; often the true reason. */
  readonly problems?: readonly Problem[] | undefined;
  /** What the peer would have warned of before it failed. */
  readonly warnings?: readonly string[] | undefined;
}

/** Configuration that cannot be used. The message is the peer's sentence where the peer has one. */
export class ConfigError extends Error {
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly hint: string | undefined;
  readonly known: readonly string[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];

  constructor(
    message: string,
    readonly details: ConfigDetails = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.file = details.file;
    this.line = details.line;
    this.column = details.column;
    this.hint = details.hint;
    this.known = details.known ?? [];
    this.problems = details.problems ?? [];
    this.warnings = details.warnings ?? [];
  }

  /** The same error, with more known about it. */
  with(details: ConfigDetails): ConfigError {
    return new ConfigError(this.message, { ...details, ...this.details }, { cause: this.cause });
  }
}

/**
 * A problem as compilers print them.
 * @returns `file:line:column: message`, without what is not known
 */
export function problemLine({ path, line, column, message }: Problem): string {
  const place = [path, line, column].filter(part => part !== undefined).join(':');
  return `${place}: ${message}`;
}

/**
 * A better sentence than the peer's, for ostk's own name.
 * @returns the file that could not be read, else the error with its place, the known names and the hint
 */
export function explain(error: ConfigError): string {
  if (error.problems.length > 0) return error.problems.map(problemLine).join('\n');
  const place = [error.file, error.line, error.column].filter(part => part !== undefined).join(':');
  const known = error.known.length > 0 ? ` Known: ${error.known.join(', ')}.` : '';
  const hint = error.hint === undefined ? '' : ` ${error.hint}`;
  const said = known + hint === '' || /[.!?:]$/.test(error.message) ? error.message : `${error.message}.`;
  return `${place === '' || error.message.includes(place) ? '' : `${place}: `}${said}${known}${hint}`;
}
