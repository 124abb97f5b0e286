/** Moving servers to another compute host, running or not. */
import { server } from '../../clients/resources/compute.ts';
import { type Command, command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import { demand, supports } from '../../kernel/microversion.ts';
import { arg, constant, flag, naming, text } from '../../kernel/params.ts';
import { act, actOn } from './lib/server-action.ts';

/** From here on the service decides between shared and block migration by itself, and about overcommitting disks. */
const AUTO_SINCE = '2.25';
/** From here on the scheduler checks the host of a live migration; this is also what the peer's SDK asks for. */
const CHECKED_SINCE = '2.30';

interface Live {
  readonly host: string | undefined;
  readonly block_migration: boolean | undefined;
  readonly disk_overcommit: boolean | undefined;
}

async function migrateLive(context: Context, id: string, options: Live): Promise<void> {
  const { host, block_migration, disk_overcommit } = options;
  const compute = await context.compute();
  const auto = await supports(compute, AUTO_SINCE);
  if (host) {
    await demand(
      compute,
      CHECKED_SINCE,
      '--os-compute-api-version 2.30 or greater is required when using --host',
    );
  }
  const body = { host: host || null, block_migration: block_migration ?? (auto ? 'auto' : false) };
  if (auto && disk_overcommit !== undefined) {
    context.log.warn(
      'The --disk-overcommit and --no-disk-overcommit options are only supported by ' +
        '--os-compute-api-version 2.24 or below; this will be an error in a future release',
    );
  }
  const old = auto ? {} : { disk_over_commit: disk_overcommit ?? false };
  await act(context, id, { 'os-migrateLive': { ...body, ...old } }, CHECKED_SINCE);
}

const migrate = command({
  summary: 'Move a server to another compute host',
  description:
    'Moves a server to another compute host. With --live-migration it goes on running meanwhile. Without, it is ' +
    "stopped and made anew on the other host, as in a resize, and waits for 'server migration confirm' or 'server " +
    "migration revert'.",
  params: {
    server: naming('server', arg('<server>', 'Server (name or ID)')),
    live_migration: flag('--live-migration', 'Move it while it runs'),
    host: naming(
      'hypervisor',
      text('--host <hostname>', 'Where to (microversion 2.56 and newer, for live migrations 2.30)'),
    ),
    block_migration: [
      constant<boolean | undefined>(
        '--shared-migration',
        false,
        undefined,
        'Its disks are on shared storage',
      ),
      constant<boolean | undefined>('--block-migration', true, undefined, 'Copy its disks, too'),
    ],
    disk_overcommit: [
      constant<boolean | undefined>(
        '--disk-overcommit',
        true,
        undefined,
        'More disk than the host has may be promised (up to microversion 2.24)',
      ),
      constant<boolean | undefined>(
        '--no-disk-overcommit',
        false,
        undefined,
        'No more disk than the host has (default; up to microversion 2.24)',
      ),
    ],
    wait: flag('--wait', 'Wait until the server has been moved'),
  },
  exclusive: [
    { members: ['--shared-migration', '--block-migration'] },
    { members: ['--disk-overcommit', '--no-disk-overcommit'] },
  ],
  output: 'none',
  examples: [
    'openstack server migrate --live-migration --host compute2 --wait web1',
    'openstack server migrate web1',
  ],
  outdated,
  async run(context, values) {
    const { server: name, live_migration, host, block_migration, disk_overcommit, wait } = values;
    const id = await context.findId(server, name);
    if (live_migration) {
      await migrateLive(context, id, { host, block_migration, disk_overcommit });
    } else {
      if (block_migration || disk_overcommit) {
        throw new CommandError(
          '--live-migration must be specified if --block-migration or --disk-overcommit is specified',
        );
      }
      const message =
        '--os-compute-api-version 2.56 or greater is required to use --host without --live-migration.';
      if (host) await demand(await context.compute(), '2.56', message);
      await act(context, id, { migrate: host ? { host } : null });
    }
    if (!wait) return undefined;
    const { waitForServer } = await import('./lib/server-wait.ts');
    const success = ['ACTIVE', 'VERIFY_RESIZE'];
    await waitForServer(context, { id, name, success, failure: `Error migrating server: ${id}` });
    await context.stdout.write(
      'Complete, check success/failure by openstack server migration/event list/show\n',
    );
    return undefined;
  },
});

/**
 * `server migrate --live HOST SERVER`, as it was written before `--live-migration`: the word after `--live` is the
 * host. Today `--live` is a prefix of `--live-migration`, so the old line has a positional too many and is refused;
 * only then is it read again like this. `--live SERVER` fits and means what the peer makes of it.
 */
function outdated(words: readonly string[]): readonly string[] | undefined {
  const at = words.findIndex(word => word === '--live' || word.startsWith('--live='));
  const word = words[at];
  if (word === undefined) return undefined;
  const glued = word.includes('=');
  const host = glued ? word.slice('--live='.length) : words[at + 1];
  if (!host || host.startsWith('-')) return undefined;
  return words.toSpliced(at, glued ? 1 : 2, '--live-migration', `--host=${host}`);
}

/** What resizes and cold migrations have in common; deprecated in favour of `server migration …`. */
function ending(verb: string, action: string, summary: string): Command {
  return command({
    summary,
    params: { server: naming('server', arg('<server>', 'Server (name or ID)')) },
    output: 'none',
    examples: [`openstack server migration ${verb} web1`],
    async run(context, { server: name }) {
      context.log.warn(
        `The 'server migrate ${verb}' command has been deprecated in favour of the 'server migration ${verb}' command.`,
      );
      await actOn(context, name, action);
      return undefined;
    },
  });
}

export default {
  '': migrate,
  confirm: ending('confirm', 'confirmResize', "Old spelling of 'server migration confirm'"),
  revert: ending('revert', 'revertResize', "Old spelling of 'server migration revert'"),
} satisfies Verbs;
