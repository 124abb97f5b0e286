/** Where images can be kept, on a cloud with several places (Image API v2.8, "List stores"). */
import { HttpError } from '../../clients/errors.ts';
import { imageStore } from '../../clients/resources/image.ts';
import { attributes } from '../../clients/resources/resource.ts';
import { command, type Verbs } from '../../kernel/command.ts';
import { CommandError } from '../../kernel/errors.ts';
import { flag } from '../../kernel/params.ts';
import { type Column, rows } from '../../kernel/rows.ts';

const columns: readonly Column[] = [
  ['ID', 'id'],
  ['Description', 'description'],
  ['Default', 'is_default'],
];

const list = command({
  summary: 'List the stores that images can be kept in',
  params: { detail: flag('--detail', 'Show the properties of the stores too, for administrators') },
  output: 'list',
  async run(context, { detail }) {
    const service = await context.image();
    const path = detail ? `${imageStore.path}/detail` : imageStore.path;
    const items = await service.list(path, imageStore.key).catch(error => {
      if (!(error instanceof HttpError && error.status === 404)) throw error;
      throw new CommandError('Multi Backend support not enabled', 1, { cause: error });
    });
    return rows(
      detail ? [...columns, ['Properties', 'properties']] : columns,
      items.map(item => attributes(imageStore, item)),
    );
  },
});

export default { list } satisfies Verbs;
