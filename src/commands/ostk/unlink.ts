/** The way back from `ostk link`. */
import { forEach } from '../../kernel/bulk.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { arg } from '../../kernel/params.ts';

const unlink = command({
  summary: 'Take away the links that ostk link made',
  description: 'Removes the links to this ostk from a folder, and nothing else.',
  params: { dir: arg('DIR', 'The folder that ostk link was given') },
  output: 'none',
  auth: false,
  examples: ['ostk unlink ~/bin'],
  async run(context, { dir }) {
    const links = await context.links(dir);
    const names = await links.own();
    if (names.length === 0) {
      context.log.warn(`${links.folder} has no links of ostk's.`);
      return undefined;
    }
    const gone: string[] = [];
    try {
      await forEach(context, names, async name => gone.push(await removed(name)), {
        failed: (_, reason) => reason,
        summary: (failures, total) => `${failures} of ${total} links could not be taken away.`,
      });
    } finally {
      await context.stdout.write(gone.sort().join(''));
    }
    return undefined;

    async function removed(name: string): Promise<string> {
      await links.remove(name);
      return `${links.folder}/${name}\n`;
    }
  },
});

export default { '': unlink } satisfies Verbs;
