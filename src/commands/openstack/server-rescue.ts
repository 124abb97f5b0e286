/** Starting a server from another image, to repair it. */
import { server } from '../../clients/resources/compute.ts';
import { image } from '../../clients/resources/image.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { arg, naming, text } from '../../kernel/params.ts';
import { inOrder } from '../../kernel/together.ts';
import { act } from './lib/server-action.ts';

const rescue = command({
  summary: 'Start a server from another image, to repair it',
  description:
    "Starts a server from another image, to repair it; 'server unrescue' ends that. A server that boots from a volume " +
    'needs microversion 2.87 or newer.',
  params: {
    server: naming('server', arg('<server>', 'Server (name or ID)')),
    image: naming('image', text('--image <image>', 'The image (name or ID; default: that of the server)')),
    password: text('--password <password>', 'The password to log in with, where the cloud can set one'),
  },
  output: 'none',
  examples: ['openstack server rescue --image repair web1'],
  async run(context, { server: name, image: from, password }) {
    const [rescue_image_ref, id] = await inOrder(
      from ? context.findId(image, from) : Promise.resolve(undefined),
      context.findId(server, name),
    );
    await act(context, id, {
      rescue: {
        ...(password === undefined ? {} : { adminPass: password }),
        ...(rescue_image_ref === undefined ? {} : { rescue_image_ref }),
      },
    });
    return undefined;
  },
});

export default { '': rescue } satisfies Verbs;
