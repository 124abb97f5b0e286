/** The log of a run: its level, its file, and what is said in it before anything happens. */
import type { Settings } from './config/settings.ts';
import type { Host } from './host.ts';
import type { Invocation } from './invocation.ts';
import { levelOf, logTo, type Recorder, type RunLog } from './kernel/log.ts';

/**
 * Opens the log that `-v`, `-q`, `--debug` and `--log-file` ask for.
 * @param settings what is known of the cloud by the time of a message
 * @returns the log, or the exit code when its file cannot be opened
 */
export async function openLog(
  invocation: Invocation,
  host: Host,
  settings: () => Settings | undefined,
): Promise<RunLog | number> {
  const { options, manners } = invocation;
  const { values, typed } = options;
  const verbose = typeof values.verbose_level === 'number' ? values.verbose_level : 1;
  const level = levelOf(verbose, values.debug === true);
  const record = await fileOf(invocation, host, settings);
  if (typeof record === 'string') {
    await host.stderr.write(`${record}\n`);
    return 1;
  }
  const log = logTo(host.stderr, level, record);
  if (isFramed(invocation) && (level === 'info' || level === 'debug')) {
    const { maskLine } = await import('./kernel/mask-line.ts');
    log.info(`START with options: ${maskLine(invocation.typed, secretsOf(values)).join(' ')}`);
  }
  if (manners === 'ostk' && host.stderr.isTTY && typed.has('password')) {
    log.warn(
      'The password on the command line can be seen by everybody who may list processes here: ' +
        'OS_PASSWORD, clouds.yaml or the prompt keep it to yourself.',
    );
  }
  return log;
}

/** Whether a verbose run says how it began and ended. */
export function isFramed({ manners, tree }: Pick<Invocation, 'manners' | 'tree'>): boolean {
  return manners === 'ostk' || tree.framed === true;
}

/** The recorder for `--log-file`, undefined without one, what is wrong with it as a text. */
async function fileOf(
  { program, options }: Invocation,
  host: Host,
  settings: () => Settings | undefined,
): Promise<Recorder | string | undefined> {
  const { values } = options;
  if (typeof values.log_file !== 'string') return undefined;
  const { openLogFile } = await import('./log-file.ts');
  return openLogFile(values.log_file, host, () => {
    const { cloud = values.cloud, auth } = settings() ?? {};
    return {
      pid: host.pid ?? 0,
      program,
      cloud: word(cloud),
      user: word(auth?.username ?? values.username),
      project: word(auth?.project_name ?? values.project_name),
    };
  });
}

const word = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The typed values of global options that are secret. */
function secretsOf(values: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(values).flatMap(([dest, value]) =>
    /(password|secret|token|passcode|otp_key|^code|^profile)$/.test(dest) && typeof value === 'string'
      ? value
      : [],
  );
}
