/** Resizing servers, and what follows it: confirm or revert. */
import { text as textOf } from '../../clients/json.ts';
import { flavor, server } from '../../clients/resources/compute.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { arg, flag, naming, text } from '../../kernel/params.ts';
import { inOrder } from '../../kernel/together.ts';
import { act, actOn } from './lib/server-action.ts';

const FROM_VOLUME =
  'The root disk size in flavor will not be applied while booting from a persistent volume.';

const resize = command({
  summary: 'Resize a server to another flavor',
  description:
    'Moves a server to a new flavor by making it anew and copying its disk. It keeps both until the resize is ' +
    "confirmed ('server resize confirm') or taken back ('server resize revert').",
  params: {
    server: naming('server', arg('<server>', 'Server (name or ID)')),
    flavor: naming('flavor', text('--flavor <flavor>', 'The new flavor (name or ID)')),
    confirm: flag('--confirm', "Old spelling of 'server resize confirm'"),
    revert: flag('--revert', "Old spelling of 'server resize revert'"),
    wait: flag('--wait', 'Wait until the server has been resized'),
  },
  exclusive: [{ members: ['--flavor', '--confirm', '--revert'], required: true }],
  output: 'none',
  examples: ['openstack server resize --flavor m1.small --wait web1', 'openstack server resize confirm web1'],
  async run(context, { server: name, flavor: wanted, confirm, revert, wait }) {
    if (wanted) {
      const [id, size] = await inOrder(
        context.find(server, name).then(item => {
          if (!item.image) context.log.warn(FROM_VOLUME);
          return textOf(item, 'id');
        }),
        context.findId(flavor, wanted),
      );
      await act(context, id, { resize: { flavorRef: size } });
      if (!wait) return undefined;
      const { waitForServer } = await import('./lib/server-wait.ts');
      const success = ['ACTIVE', 'VERIFY_RESIZE'];
      await waitForServer(context, { id, name, success, failure: `Error resizing server: ${id}` });
      await context.stdout.write('Complete\n');
      return undefined;
    }
    const id = await context.findId(server, name);
    if (confirm) {
      deprecated('confirm', context.log);
      await act(context, id, { confirmResize: null });
    } else if (revert) {
      deprecated('revert', context.log);
      await act(context, id, { revertResize: null });
    }
    return undefined;
  },
});

function deprecated(verb: string, log: { warn(message: string): void }): void {
  const instead = `Please use the 'openstack server resize ${verb}' command instead.`;
  log.warn(`The --${verb} option has been deprecated. ${instead}`);
}

const confirm = command({
  summary: 'Confirm that a resized server is as it should be',
  description: 'Confirms that a resized server is as it should be; what was kept of the old one is removed.',
  params: { server: naming('server', arg('<server>', 'Server (name or ID)')) },
  output: 'none',
  examples: ['openstack server resize confirm web1'],
  async run(context, { server: name }) {
    await actOn(context, name, 'confirmResize');
    return undefined;
  },
});

const revert = command({
  summary: 'Take a resize back',
  description: 'Takes a resize back: the new server is removed and the old one started again.',
  params: { server: naming('server', arg('<server>', 'Server (name or ID)')) },
  output: 'none',
  examples: ['openstack server resize revert web1'],
  async run(context, { server: name }) {
    await actOn(context, name, 'revertResize');
    return undefined;
  },
});

export default { '': resize, confirm, revert } satisfies Verbs;
