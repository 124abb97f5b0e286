/** Passwords that a command sets: typed on the line, or asked for twice (osc_lib.utils: get_password). */
import type { Context } from '../../../kernel/context.ts';
import { CommandError } from '../../../kernel/errors.ts';

/** What the peer says of a user without a password. */
export const NO_PASSWORD =
  'No password was supplied, authentication will fail when a user does not have a password.';

/**
 * Asks for a password on the terminal, without echo.
 * @param prompt such as `New Password:`
 * @throws CommandError without a terminal, and for Ctrl-D
 */
export async function askPassword(context: Context, prompt: string): Promise<string> {
  if (!context.stdin.isTTY) throw new CommandError('No terminal detected attempting to read password');
  const typed = await context.askSecret(prompt);
  if (typed === undefined) throw new CommandError('Error reading password');
  return typed;
}

/**
 * As `askPassword`, asks again for the same until both agree.
 * @param prompt the second time with `Repeat ` before it
 */
export async function askPasswordTwice(context: Context, prompt = 'User Password:'): Promise<string> {
  for (;;) {
    const first = await askPassword(context, prompt);
    if ((await askPassword(context, `Repeat ${prompt}`)) === first) return first;
    // The peer says so among the data.
    const sink = context.manners === 'peer' ? context.stdout : context.stderr;
    await sink.write('The passwords entered were not the same\n');
  }
}

/** Warns, under ostk's own name on a terminal, of passwords on the command line. @param typed their values */
export function warnOfTyped(context: Context, ...typed: readonly (string | undefined)[]): void {
  if (context.manners !== 'ostk' || !context.stderr.isTTY || !typed.some(Boolean)) return;
  context.log.warn(
    'A password on the command line can be seen by everybody who may list processes here, and stays in the ' +
      "shell's history: leave it out, or use --password-prompt, to be asked for it.",
  );
}
