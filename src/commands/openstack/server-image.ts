/** Images of servers (Compute API, "Create Image"). */
import { type JsonObject, text as textOf } from '../../clients/json.ts';
import { server } from '../../clients/resources/compute.ts';
import type { Service } from '../../clients/service.ts';
import { wait } from '../../clients/wait.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import type { Context } from '../../kernel/context.ts';
import { CommandError } from '../../kernel/errors.ts';
import { arg, flag, naming, pairs, quoted, text } from '../../kernel/params.ts';
import { showFields } from './lib/image-fields.ts';

/** From here on the answer has the image's ID in its body, before in a header. */
const BODY_SINCE = '2.45';

/** Glance's names for images that will never be usable; `error` is what the peer looks for. */
const HOPELESS = ['error', 'killed', 'deleted', 'pending_delete'];

const create = command({
  summary: "Make an image of a server's disk",
  params: {
    server: naming('server', arg('<server>', 'Server to make an image of (name or ID)')),
    name: text('--name <image-name>', "Name of the new image (by default the server's)"),
    properties: pairs('--property <key=value>', 'A property of the image; may be repeated'),
    wait: flag('--wait', 'End when the image is there'),
  },
  output: 'show',
  examples: ['openstack server image create --name web1-backup --wait web1'],
  async run(context, values) {
    const compute = await context.compute();
    const item = await context.find(server, values.server);
    const name = values.name || textOf(item, 'name');
    const { properties: metadata } = values;
    const body = { createImage: { name, ...(metadata ? { metadata } : {}) } };
    const id = await createImage(compute, textOf(item, 'id'), body);
    const service = await context.image();
    const observe = (): Promise<JsonObject> => service.get(`/images/${id}`);
    if (!values.wait) return showFields(await observe());
    const image = await ready(context, observe, name);
    if (image === undefined) throw new CommandError(failure(context, values.server));
    // Ends the peer's line of progress; before json it would be one too many.
    if (context.manners === 'peer') await context.stdout.write('\n');
    return showFields(image);
  },
});

async function createImage(compute: Service, id: string, body: JsonObject): Promise<string> {
  const options = { body, microversion: BODY_SINCE };
  const answer = await compute.request('POST', `/servers/${id}/action`, options);
  const { body: said, headers } = answer;
  const named = said !== null && typeof said === 'object' && 'image_id' in said ? said.image_id : undefined;
  return typeof named === 'string' ? named : (headers.location ?? '').replace(/.*\//, '');
}

/** Waits for an image. @returns undefined when it will never be there */
async function ready(
  context: Context,
  observe: () => Promise<JsonObject>,
  name: string,
): Promise<JsonObject | undefined> {
  const status = (seen: JsonObject | undefined): string => (seen ? textOf(seen, 'status') : 'deleted');
  const { outcome, last } = await context.progress(`${name}: waiting`, update =>
    wait(observe, {
      sleep: ms => context.clock.sleep(ms),
      done: seen => status(seen) === 'active',
      failed: seen => HOPELESS.includes(status(seen)),
      progress: seen => update(`${name}: ${status(seen)}`),
    }),
  );
  return outcome === 'done' ? last : undefined;
}

/** The peer prints what should have been put together. */
function failure(context: Context, word: string): string {
  const sentence = 'Error creating server image: ';
  return context.manners === 'peer' ? `('${sentence}%s', ${quoted(word)})` : `${sentence}${word}`;
}

export default { create } satisfies Verbs;
